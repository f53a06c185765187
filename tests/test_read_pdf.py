"""PDFs written by the small writer below (no font files, no extra dependency): a CID font by name."""

# ruff: noqa: E501  Paragraphs of a report are long lines.

from __future__ import annotations

import pytest

from pipeline.read import Unreadable, identify, read_content

EM = 16.0
LEFT, TOP, WIDTH = 72.0, 740.0, 28  # 28 characters a line, as offices print
Placed = tuple[float, float, str] | tuple[float, float, str, float]

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


# How a page of 595 by 842 points is stored lying, for each angle it is turned by when shown.
LYING = {
    0: ("0 0 595 842", "1 0 0 1 0 0"),
    90: ("0 0 842 595", "0 1 -1 0 842 0"),
    180: ("0 0 595 842", "-1 0 0 -1 595 842"),
    270: ("10 20 852 615", "0 -1 1 0 10 615"),
}


def pdf(pages: list[list[Placed]], image: bool = False, turned: int = 0) -> bytes:
    """A PDF with text at (x, y); Chinese and figures are one em and half an em wide.

    A placed text may bring a size of its own as a fourth value.
    """
    box, matrix = LYING[turned]
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
        draw += f"q {matrix} cm\n"
        draw += "".join(
            f"BT /F {size[0] if size else EM} Tf {x} {y} Td <{text.encode('utf-16-be').hex()}> Tj ET\n"
            for x, y, text, *size in placed
        )
        draw += "Q\n"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] /Rotate {turned} /Contents {8 + 2 * number} 0 R "
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


def report(indent: bool = True, heads: bool = True, turned: int = 0) -> bytes:
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
    return pdf(pages, turned=turned)


@pytest.mark.parametrize("indent", [True, False], ids=["indented", "block"])
def test_wrapped_lines_are_joined_and_running_heads_go(indent: bool) -> None:
    lines = read_content(report(indent)).text.rstrip("\n").split("\n")
    assert lines == [*TITLE, *PARAGRAPHS, *SIGNATURE]


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_pages_that_are_stored_lying(turned: int) -> None:
    lines = read_content(report(turned=turned)).text.rstrip("\n").split("\n")
    assert lines == [*TITLE, *PARAGRAPHS, *SIGNATURE]


@pytest.mark.parametrize("number", ["第1页 / 共1页", "第 1 页，共 1 页", "— 1 —", "1/1", "Page 1 of 1"])
def test_the_running_head_of_a_single_page_goes(number: str) -> None:
    lines = [line for paragraph in PARAGRAPHS for line in wrap(paragraph, True)]
    placed: list[Placed] = [(LEFT + x, TOP - 24 * i, text) for i, (x, text) in enumerate(lines)]
    heads: list[Placed] = [(LEFT, 800, "青禾县司法局内部资料", 9.0), (260, 30, number, 9.0)]
    assert read_content(pdf([[*heads, *placed]])).text.rstrip("\n").split("\n") == PARAGRAPHS
    # In the size of the text it may be the annex's number, and with a figure a note.
    kept: list[Placed] = [(LEFT, 800, "附件"), (LEFT, 60, "注：统计至2023年12月31日", 9.0)]
    found = read_content(pdf([[kept[0], *placed, kept[1]]])).text
    assert found.startswith("附件\n") and "注：统计至" in found


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


@pytest.mark.parametrize("indent", [True, False], ids=["indented", "block"])
@pytest.mark.parametrize("titled", [True, False], ids=["titled", "untitled"])
def test_two_columns(titled: bool, indent: bool) -> None:
    whole = "青禾县人民政府关于2023年度法治政府建设情况的报告"
    placed: list[Placed] = [((595 - width(whole)) / 2, TOP + 40, whole)] if titled else []
    for column, part in enumerate((PARAGRAPHS[:3], PARAGRAPHS[3:])):
        lines = [line for paragraph in part for line in wrap(paragraph, indent, 13 * EM)]
        placed += [(LEFT + column * 15 * EM + x, TOP - 24 * i, text) for i, (x, text) in enumerate(lines)]
    found = read_content(pdf([placed])).text.rstrip("\n").split("\n")
    assert found == ([whole] if titled else []) + PARAGRAPHS


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


def test_an_empty_page_is_no_picture() -> None:
    with pytest.raises(Unreadable, match="empty file: 2 blank"):
        read_content(pdf([[], []]))


def test_a_cut_file() -> None:
    with pytest.raises(Unreadable, match=r"damaged file|needs OCR"):
        read_content(report()[:300])
