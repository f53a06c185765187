"""Old Word documents (.doc) and Rich Text (.rtf, often named .doc) → text."""

from __future__ import annotations

import re

from pipeline.read.content import Content, Unreadable

# Groups of RTF that hold no text of the document.
NO_TEXT = frozenset(
    "fonttbl colortbl stylesheet info pict object header headerl headerr headerf footer footerl footerr "
    "footerf listtable listoverridetable rsidtbl generator themedata colorschememapping latentstyles "
    "datastore xmlnstbl wgrffmtfilter mmathPr fldinst annotation bkmkstart bkmkend pntext".split()
)
RTF = re.compile(
    rb"\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-f]{2})|\\([^a-z])|([{}])|[\r\n]+|([^\\{}\r\n]+)", re.I
)
BREAKS = {
    **dict.fromkeys((b"par", b"line", b"row", b"sect"), "\n"),
    **{b"tab": "\t", b"cell": " | ", b"emdash": "—", b"endash": "–"},
    **{b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”"},
}


def read_doc(data: bytes) -> Content:
    """The text of a Word 97 document: paragraphs are lines, a table's row is one with ``|`` between cells."""
    from pipeline.read.doc_pieces import document_lines

    return _content("\n".join(document_lines(data)), [])


def read_rtf(data: bytes) -> Content:
    """The text of a Rich Text file."""
    pieces: list[str] = []
    pending = bytearray()  # bytes in the document's code page: two make a Chinese character
    silent: list[bool] = [False]
    page = "gb18030"
    skip = 0  # plain characters that stand in for a \u character before them
    width = 1

    def flush() -> None:
        if pending:
            pieces.append(pending.decode(page, errors="replace"))
            pending.clear()

    for match in RTF.finditer(data):
        word, value, byte, sign, brace, plain = match.groups()
        if brace == b"{":
            silent.append(silent[-1])
        elif brace == b"}":
            flush()
            if len(silent) > 1:
                silent.pop()
        elif sign == b"*" or (word and word.decode() in NO_TEXT):
            silent[-1] = True
        elif word == b"uc":
            width = int(value or 1)
        elif word == b"ansicpg":
            page = {"936": "gb18030", "65001": "utf-8", "1252": "gb18030"}.get(
                (value or b"").decode(), f"cp{(value or b'936').decode()}"
            )
        elif silent[-1]:
            continue
        elif word == b"u" and value:
            flush()
            pieces.append(chr(int(value) % 65536))
            skip = width
        elif word in BREAKS:
            flush()
            pieces.append(BREAKS[word])
        elif byte:
            if skip:
                skip -= 1
            else:
                pending.append(int(byte, 16))
        elif sign:
            flush()
            pieces.append({b"~": " ", b"_": "-", b"-": ""}.get(sign, sign.decode("latin-1")))
        elif plain:
            pending.extend(plain[skip:])
            skip = max(0, skip - len(plain))
    flush()
    # Surrogate pairs come as two \u words.
    text = "".join(pieces).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return _content(text.replace(" | \n", "\n"), [])


def _content(text: str, warnings: list[str]) -> Content:
    lines = [line.strip() for line in text.split("\n")]
    text = "\n".join(line for line in lines if line)
    if not text:
        raise Unreadable("empty file", "the document holds no text; if it holds pictures it needs OCR")
    return Content(text=text + "\n", warnings=warnings)
