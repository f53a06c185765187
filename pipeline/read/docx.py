"""A Word document → its text as it is shown: numbering printed, tables, text boxes, revisions accepted."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import docx
from docx.oxml.ns import qn

from pipeline.read.content import Content, Unreadable
from pipeline.read.docx_hidden import drop_hidden
from pipeline.read.docx_kinds import as_plain_docx
from pipeline.read.docx_numbering import Numbering
from pipeline.read.soft_breaks import soft_lines
from pipeline.read.table_rows import repeated, table_lines

# Deleted and moved-away text, field codes, and the second form of what is stored twice.
SKIPPED = frozenset(
    qn(name)
    for name in ("w:del", "w:moveFrom", "w:instrText", "w:delText", "w:rPr", "w:pPr", "w:footnoteReference")
) | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
TEXT_BOX = qn("w:txbxContent")
# Boxes, footnotes and headers aside, a block holds these.
PARAGRAPH, TABLE, ROW, CELL = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
WRAPPERS = frozenset(
    qn(name) for name in ("w:sdt", "w:sdtContent", "w:ins", "w:moveTo", "w:customXml", "w:smartTag")
)


def read_docx(data: bytes) -> Content:
    """The text of a .docx: paragraphs are lines, a table's row is a line with ``|`` between cells."""
    document = docx.Document(BytesIO(as_plain_docx(data)))
    drop_hidden(document)
    numbering = Numbering(document)
    lines = list(_blocks(document.element.body, numbering))
    text = "\n".join(lines).strip("\n")
    if not text.strip():
        pictures = len(document.inline_shapes)
        if pictures:
            raise Unreadable(
                "needs OCR", f"{pictures} picture(s) and no text; run it through a text recogniser"
            )
        raise Unreadable("empty file", "the document holds no text; fetch it again")
    title = (document.core_properties.title or "").strip()
    return Content(text=text + "\n", meta={"title": title} if title else {})


def _blocks(parent: Any, numbering: Numbering) -> Iterator[str]:
    for element in parent:
        if element.tag == PARAGRAPH:
            yield from _paragraph(element, numbering)
        elif element.tag == TABLE:
            yield from _table(element, numbering)
        elif element.tag in WRAPPERS:
            yield from _blocks(element, numbering)


def _paragraph(paragraph: Any, numbering: Numbering) -> Iterator[str]:
    pieces: list[str] = []
    boxes: list[Any] = []
    _inline(paragraph, pieces, boxes)
    text = "".join(pieces).strip()
    # A paragraph whose mark was deleted in a revision is joined by Word; its number is not printed.
    if text:
        label = numbering.label(paragraph)
        yield from soft_lines(label + text)
    for box in boxes:
        yield from _blocks(box, numbering)


def _inline(element: Any, pieces: list[str], boxes: list[Any]) -> None:
    for child in element:
        tag = child.tag
        if tag in SKIPPED or not isinstance(tag, str):
            continue
        if tag == qn("w:t"):
            pieces.append(child.text or "")
        elif tag in (qn("w:tab"), qn("w:ptab")):
            pieces.append("\t")
        elif tag in (qn("w:br"), qn("w:cr")):
            # A page break is no line of its own.
            pieces.append("" if child.get(qn("w:type")) in ("page", "column") else "\n")
        elif tag == qn("w:noBreakHyphen"):
            pieces.append("-")
        elif tag == TEXT_BOX:
            boxes.append(child)
        else:
            _inline(child, pieces, boxes)


def _table(table: Any, numbering: Numbering) -> Iterator[str]:
    rows: list[list[str]] = []
    whole_width: list[bool] = []
    above: dict[int, str] = {}  # column → what a cell that goes on below says there
    for row in _children(table, ROW):
        if row.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None:
            continue
        cells = [""] * _left_out(row, "w:gridBefore")
        nested: list[str] = []
        found = list(_children(row, CELL))
        for cell in found:
            properties = cell.find(qn("w:tcPr"))
            # A cell merged with the one above has no text of its own.
            if properties is not None and _is_continued(properties.find(qn("w:vMerge"))):
                text = above.get(len(cells), "")
            else:
                text = " ".join(_blocks([block for block in cell if block.tag != TABLE], numbering))
            span = properties.find(qn("w:gridSpan")) if properties is not None else None
            columns = int(span.get(qn("w:val")) or 1) if span is not None else 1
            above[len(cells)] = repeated(text)
            cells += [text, *[repeated(text)] * (columns - 1)]
            nested += [line for block in cell if block.tag == TABLE for line in _table(block, numbering)]
        whole_width.append(len(found) == 1 and len(cells) > 1)
        rows.append(cells + [""] * _left_out(row, "w:gridAfter"))
        if nested:
            yield from table_lines(rows, whole_width)
            yield from nested
            rows, whole_width = [], []
    yield from table_lines(rows, whole_width)


def _left_out(row: Any, name: str) -> int:
    """Columns that a row leaves out at one of its ends."""
    count = row.find(f"{qn('w:trPr')}/{qn(name)}")
    return int(count.get(qn("w:val")) or 0) if count is not None else 0


def _is_continued(merge: Any) -> bool:
    return merge is not None and (merge.get(qn("w:val")) or "continue") == "continue"


def _children(parent: Any, tag: str) -> Iterator[Any]:
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in WRAPPERS:
            yield from _children(child, tag)
