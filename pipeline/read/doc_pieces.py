"""The running text of a Word 97 document with its tables: ``legacy_doc`` reads the container, not these.

The text lies in pieces of the stream WordDocument, listed in the piece table ([MS-DOC] 2.4.1). A cell
ends in U+0007, and so does a row after its last cell; the text after a table follows without a break.
"""

from __future__ import annotations

import re
import struct

from pipeline.read.content import Unreadable
from pipeline.read.table_rows import row_line

# Offsets in the file information block: flags, length of the main text, place of the piece table.
FLAGS, LENGTH, PIECES = 0x0A, 0x4C, 0x1A2
ENCRYPTED, IN_TABLE_1 = 0x0100, 0x0200
COMPRESSED = 0x40000000
# A field is its code, a separator and what is shown; PAGE has nothing to show in the text.
FIELD_CODE = re.compile(r"\x13[^\x13\x14\x15]*(?:\x14|\x15)")
MARKS = dict.fromkeys(map(ord, "\x01\x02\x03\x04\x05\x08\x13\x14\x15\x1f\ufeff"), None)
CELL = "\x07"


def document_lines(data: bytes) -> list[str]:
    """The paragraphs and table rows of a document's main text, none empty.

    Raises:
        Unreadable: the document is protected.
        Exception: whatever a damaged file makes of it; the caller names the format.
    """
    from legacy_doc.ole import OleReader
    from legacy_doc.types import ExtractionOptions

    container = OleReader(data, options=ExtractionOptions())
    main = container.read_stream("WordDocument")
    flags, length = struct.unpack_from("<H", main, FLAGS)[0], struct.unpack_from("<i", main, LENGTH)[0]
    if flags & ENCRYPTED:
        raise Unreadable("password protected", "open it with its password and save it without one")
    table = container.read_stream("1Table" if flags & IN_TABLE_1 else "0Table")
    start, size = struct.unpack_from("<II", main, PIECES)
    text = _joined(main, _piece_table(table[start : start + size]))[:length]
    text = FIELD_CODE.sub("", text.replace("\x0b", "\r").replace("\x0c", "\r")).translate(MARKS)
    return [line for paragraph in text.split("\r") for line in _lines(paragraph) if line]


def _piece_table(clx: bytes) -> bytes:
    """The piece table within ``clx``, behind the formatting runs that come first."""
    position = 0
    while clx[position] == 1:
        position += 3 + struct.unpack_from("<H", clx, position + 1)[0]
    size = struct.unpack_from("<I", clx, position + 1)[0]
    return clx[position + 5 : position + 5 + size]


def _joined(main: bytes, pieces: bytes) -> str:
    count = (len(pieces) - 4) // 12
    places = struct.unpack_from(f"<{count + 1}I", pieces)
    text = []
    for number in range(count):
        length = places[number + 1] - places[number]
        place = struct.unpack_from("<I", pieces, 4 * (count + 1) + 8 * number + 2)[0]
        if place & COMPRESSED:
            start = (place & ~COMPRESSED) // 2
            text.append(main[start : start + length].decode("cp1252", "replace"))
        else:
            text.append(main[place : place + 2 * length].decode("utf-16-le", "replace"))
    return "".join(text)


def _lines(paragraph: str) -> list[str]:
    """A paragraph as it is, or the rows of a table and the paragraph behind it."""
    *cells, behind = paragraph.split(CELL)
    columns = _columns(cells)
    rows = [cells[start : start + columns] for start in range(0, len(cells), columns + 1)]
    return [*(row_line([cell.strip() for cell in row]) for row in rows if any(row)), behind.strip()]


def _columns(cells: list[str]) -> int:
    """Cells of a row: after each row stands an empty one, its end. Uneven tables go by their first row."""
    for columns in range(1, len(cells)):
        if len(cells) % (columns + 1) == 0 and not any(cells[columns :: columns + 1]):
            return columns
    return cells.index("") if "" in cells else max(len(cells), 1)
