"""A PDF → its paragraphs: lines in reading order, running heads gone, wrapped lines joined."""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass

import pypdfium2 as pdfium

from pipeline.read.content import Content, Unreadable
from pipeline.read.pdf_paragraphs import Line, paragraphs
from pipeline.read.pdf_tables import Cell
from pipeline.read.pdf_upright import upright_page

PASSWORD = re.compile("password", re.I)
CJK = re.compile(r"[\u4e00-\u9fff]")
# Glyphs without a Unicode value come out as control characters or private signs.
JUNK = re.compile(r"[\x00-\x08\x0e-\x1f\ue000-\uf8ff\ufffd\ufffe]")
GAP = 0.8  # of a line's height: blanks wider than that part the cells of a table
IMAGE = 3  # FPDF_PAGEOBJ_IMAGE
# PDFium keeps global state and must not be entered by two threads.
LOCK = threading.Lock()


@dataclass(slots=True)
class Page:
    """The lines of a page and its height in points; of one without lines what else is drawn on it."""

    lines: list[Line]
    height: float
    pictures: int  # images
    shapes: int  # images, lines and curves


def read_pdf(data: bytes) -> Content:
    """The text of a PDF, one line a paragraph. Raises Unreadable where there are only pictures."""
    with LOCK:
        try:
            document = pdfium.PdfDocument(data)
        except pdfium.PdfiumError as error:
            if PASSWORD.search(str(error)):
                raise Unreadable(
                    "password protected", "open it with its password and print it to a new file"
                ) from error
            raise Unreadable("damaged file", f"no readable PDF ({error}); fetch it again") from error
        try:
            pages = [_page(upright_page(document, number)) for number in range(len(document))]
            title = str(document.get_metadata_dict().get("Title") or "").strip()
        finally:
            document.close()
    found = "".join(line.text for page in pages for line in page.lines)
    if not found.strip() and not any(page.shapes for page in pages):
        raise Unreadable("empty file", f"{len(pages)} blank page(s); fetch it again")
    if not found.strip():
        what = "pictures" if any(page.pictures for page in pages) else "letters drawn as shapes"
        raise Unreadable(
            "needs OCR", f"{len(pages)} page(s) of {what} without text; run it through a text recogniser"
        )
    if not CJK.search(found) and len(JUNK.findall(found)) * 10 > len(found):
        raise Unreadable(
            "needs OCR", "its fonts do not say which characters they show; run it through a text recogniser"
        )
    warnings = [
        f"page {number} is a picture without text: it needs OCR"
        for number, page in enumerate(pages, 1)
        if page.pictures and not page.lines
    ]
    lines, starts = paragraphs([(page.lines, page.height) for page in pages])
    return Content(
        text="\n".join(lines) + "\n",
        meta={"title": title} if CJK.search(title) else {},
        warnings=warnings,
        pages=starts,
    )


def _page(page: pdfium.PdfPage) -> Page:
    text_page = page.get_textpage()
    try:
        lines = _lines(text_page)
    finally:
        text_page.close()
    drawn = [] if lines else [drawing.type for drawing in page.get_objects()]
    return Page(lines, page.get_height(), drawn.count(IMAGE), len(drawn))


def _lines(text_page: pdfium.PdfTextPage) -> list[Line]:
    """PDFium's lines with the boxes of their first and last characters."""
    count = text_page.count_chars()
    text = text_page.get_text_range() if count else ""
    boxed = len(text) == count  # not where a character lies beyond the basic plane
    lines = []
    start = 0
    for raw in text.splitlines(keepends=True):
        line = raw.strip()
        if line:
            first = start + raw.index(line[0])
            last = first + len(line) - 1
            lines.append(_line(text_page, line, first, last) if boxed else Line(line))
        start += len(raw)
    return lines


def _line(text_page: pdfium.PdfTextPage, text: str, first: int, last: int) -> Line:
    left, bottom, _, top = text_page.get_charbox(first, loose=True)
    _, _, right, _ = text_page.get_charbox(last, loose=True)
    line = Line(text, left, right, bottom, top)
    is_plain = " " not in text
    line.cells = (
        [Cell(text, left, right)] if is_plain else _cells(text_page, text, first, GAP * (top - bottom))
    )
    return line


def _cells(text_page: pdfium.PdfTextPage, text: str, first: int, gap: float) -> list[Cell]:
    """The pieces of a line between blanks that are wider than ``gap`` points."""
    cells: list[Cell] = []
    for word in re.finditer(r"\S+", text):
        left = text_page.get_charbox(first + word.start(), loose=True)[0]
        right = text_page.get_charbox(first + word.end() - 1, loose=True)[2]
        if cells and left - cells[-1].right <= gap:
            cells[-1] = Cell(f"{cells[-1].text} {word[0]}", cells[-1].left, right)
        else:
            cells.append(Cell(word[0], left, right))
    return cells
