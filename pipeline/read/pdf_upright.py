"""Pages that are stored lying and shown turned (/Rotate), set upright before their text is taken out."""

from __future__ import annotations

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c


def upright_page(document: pdfium.PdfDocument, number: int) -> pdfium.PdfPage:
    """Page ``number`` of ``document``, its content turned as a reader sees it.

    Without that boxes lie, and PDFium drops lines whose font is not embedded: it takes their height for
    their width. The change is made to the opened document alone.
    """
    page = document[number]
    degrees = page.get_rotation()
    if not degrees:
        return page
    left, bottom, right, top = page.get_mediabox()
    width, height = right - left, top - bottom
    matrix = {
        90: (0, -1, 1, 0, -bottom, right),
        180: (-1, 0, 0, -1, right, top),
        270: (0, 1, -1, 0, top, -left),
    }[degrees]
    if degrees != 180:
        width, height = height, width
    whole = pdfium_c.FS_RECTF(0, height, width, 0)
    if not pdfium_c.FPDFPage_TransFormWithClip(page.raw, pdfium_c.FS_MATRIX(*matrix), whole):
        return page
    page.set_rotation(0)
    page.set_mediabox(0, 0, width, height)
    page.set_cropbox(0, 0, width, height)
    page.close()
    return document[number]  # the text is laid out when a page is loaded
