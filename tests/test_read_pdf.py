"""PDFs written by the small writer below (no font files, no extra dependency): a CID font by name."""

# ruff: noqa: E501  Paragraphs of a report are long lines.

from __future__ import annotations

import pytest

from pipeline.read import Unreadable, identify, read_content

EM = 16.0
LEFT, TOP, WIDTH = 72.0, 740.0, 28  # 28 characters a line, as offices print
Placed = tuple[float, float, str]

TITLE = ["青禾县人民政府", "关于2023年度法治政府建设情况的报告"]
PARAGRAPHS = [
    "2023年，青禾县坚持以习近平法治思想为指导，深入贯彻党的二十大精神，扎实推进法治政府建设，各项工作取得新的进展和明显成效。现将有关情况报告如下。",
    "一、主要举措和成效",
    "（一）坚持高位推动。县政府常务会议学法9次，安排法治建设专项经费320万元，比上年增长15.5%，做到任务责任经费同步落实到位，形成合力。",
    "（二）规范执法行为。64名党政主要负责人完成述法，对9个乡镇和25个县直部门开展法治督察，反馈问题38个，整改完成36个，整改率94.7%。",
    "二、存在的问题",
    "一年来虽取得一定成绩，但仍有不足，基层执法力量薄弱，专业化程度不高，需要在今后的工作中进一步加强和改进。",
]
SIGNATURE = ["青禾县人民政府", "2024年1月15日"]


def pdf(pages: list[list[Placed]], image: bool = False) -> bytes:
    """A PDF with text at (x, y); Chinese and figures are one em and half an em wide."""
    widths = "/W [1 95 500]"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{7 + 2 * i} 0 R' for i in range(len(pages)))}] >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>",
        f"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 {widths} /FontDescriptor 5 0 R "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> >>",
        "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 "
        "/Ascent 880 /Descent -120 /CapHeight 880 /StemV 80 >>",
        "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\nstream\n0\nendstream",
    ]
    for number, placed in enumerate(pages):
        draw = "q 500 0 0 700 50 50 cm /I Do Q\n" if image else ""
        draw += "".join(
            f"BT /F {EM} Tf {x} {y} Td <{text.encode('utf-16-be').hex()}> Tj ET\n" for x, y, text in placed
        )
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {8 + 2 * number} 0 R "
            "/Resources << /Font << /F 3 0 R >> /XObject << /I 6 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(draw)} >>\nstream\n{draw}endstream")
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer << /Size {len(objects) + 1} /Root 1 0 R >>\n".encode()
    return out + f"startxref\n{start}\n%%EOF\n".encode()


def width(text: str) -> float:
    return sum(EM / 2 if char < "\x7f" else EM for char in text)


def wrap(paragraph: str, indent: bool, measure: float = WIDTH * EM) -> list[tuple[float, str]]:
    """The lines of a paragraph with the offset of each."""
    lines: list[tuple[float, str]] = []
    current, offset = "", 2 * EM if indent else 0.0
    for char in paragraph:
        # No line begins with a mark; it hangs over the margin.
        if char not in "，。；：、）%" and offset * (not lines) + width(current + char) > measure:
            lines.append((offset if not lines else 0.0, current))
            current = ""
        current += char
    return [*lines, (offset if not lines else 0.0, current)]


def report(indent: bool = True, heads: bool = True) -> bytes:
    """The report set on as many pages as it needs, with a running head and page numbers."""
    lines: list[tuple[float, str]] = [((WIDTH * EM - width(t)) / 2, t) for t in TITLE]
    for paragraph in PARAGRAPHS:
        lines += wrap(paragraph, indent)
    lines += [(WIDTH * EM - width(t) - 2 * EM, t) for t in SIGNATURE]
    pages = []
    for start in range(0, len(lines), 8):
        number = start // 8 + 1
        placed = [(LEFT + x, TOP - 28 * i, text) for i, (x, text) in enumerate(lines[start : start + 8])]
        if heads:
            placed = [(LEFT, 800, "青禾县人民政府文件"), *placed, (280, 40, f"— {number} —")]
        pages.append(placed)
    return pdf(pages)


@pytest.mark.parametrize("indent", [True, False], ids=["indented", "block"])
def test_wrapped_lines_are_joined_and_running_heads_go(indent: bool) -> None:
    lines = read_content(report(indent)).text.rstrip("\n").split("\n")
    assert lines == [*TITLE, *PARAGRAPHS, *SIGNATURE]


def test_where_pages_begin() -> None:
    content = read_content(report())
    assert len(content.pages) == 3 and content.pages[0] == 0
    lines = [*TITLE, *(line for paragraph in PARAGRAPHS for _, line in wrap(paragraph, True)), *SIGNATURE]
    for start, first in zip(content.pages[1:], (lines[8], lines[16]), strict=True):
        assert content.text[start:].startswith(first)


def test_whose_and_which_year() -> None:
    found = identify(read_content(report()), "x.pdf")
    assert (found.county, found.year, found.signed, found.issuer) == (
        "青禾县",
        2023,
        "2024-01-15",
        "青禾县人民政府",
    )


def test_two_columns() -> None:
    placed: list[Placed] = []
    for column, part in enumerate((PARAGRAPHS[:3], PARAGRAPHS[3:])):
        lines = [line for paragraph in part for line in wrap(paragraph, True, 13 * EM)]
        placed += [(LEFT + column * 15 * EM + x, TOP - 24 * i, text) for i, (x, text) in enumerate(lines)]
    assert read_content(pdf([placed])).text.rstrip("\n").split("\n") == PARAGRAPHS


def test_rows_of_a_table_stay_apart() -> None:
    rows = [("指标", "2022年", "2023年"), ("行政处罚", "120", "135"), ("行政检查", "1860", "2004")]
    placed = [
        (LEFT + 150 * c, TOP - 28 * r, text) for r, row in enumerate(rows) for c, text in enumerate(row)
    ]
    lines = read_content(pdf([placed])).text.split("\n")
    assert "行政处罚 | 120 | 135" in lines and "行政检查 | 1860 | 2004" in lines


def test_a_scanned_page_needs_ocr() -> None:
    with pytest.raises(Unreadable, match="needs OCR"):
        read_content(pdf([[]], image=True))


def test_a_cut_file() -> None:
    with pytest.raises(Unreadable, match=r"damaged file|needs OCR"):
        read_content(report()[:300])
