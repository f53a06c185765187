"""Tables in every format come as the same rows, cells joined by `` | ``, empty ones in their place.

The files in ``cases/files`` hold one document, written with python-docx and saved by LibreOffice 7.4 in
the other formats (``soffice --headless --convert-to pdf tables.docx``, and so for doc and rtf).
"""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.read import read_content
from tests.test_read_pdf import EM, LEFT, TOP, Placed, pdf

FILES = Path(__file__).with_name("cases") / "files"
ROWS = [
    "项目 | 单位 | 2022年 | 2023年",
    "行政处罚 | 件 | 1,120 | 1,135",
    "行政检查 | 次 | | 2004",
    "罚没金额 | 万元 | 18.6 | 20.35",
]
TEXT = [
    "青禾县2023年度法治政府建设情况报告",
    "2023年，青禾县扎实推进法治政府建设，各项工作取得新的进展和明显成效，现将有关情况报告如下，请审阅。"
    "依法受理行政复议申请46件。",
    *ROWS,
    "结束。",
    "项目 | 数量（件）",
    "收到行政复议申请 | 46",
    "审结行政复议案件 | 41",
    "青禾县人民政府",
    "2024年1月9日",
]


@pytest.mark.parametrize("suffix", ["docx", "doc", "rtf", "pdf"])
def test_saved_by_a_real_office(suffix: str) -> None:
    lines = read_content((FILES / f"tables.{suffix}").read_bytes()).text.rstrip("\n").split("\n")
    assert [" ".join(line.split()) for line in lines] == TEXT


def place(rows: list[list[str]], step: float = 9 * EM) -> bytes:
    placed: list[Placed] = [
        (LEFT + step * column, TOP - 28 * number, cell)
        for number, row in enumerate(rows)
        for column, cell in enumerate(row)
        if cell
    ]
    return pdf([placed])


def lines_of(data: bytes) -> list[str]:
    return read_content(data).text.rstrip("\n").split("\n")


def test_a_cell_that_is_empty_keeps_its_place_in_a_pdf() -> None:
    rows = [["项目", "2022年", "2023年"], ["行政处罚", "", "135"], ["", "1860", "2004"]]
    assert lines_of(place(rows)) == ["项目 | 2022年 | 2023年", "行政处罚 | | 135", "| 1860 | 2004"]


@pytest.mark.parametrize("line", [["中共青禾县委员会", "青禾县人民政府"], ["青禾县人民政府", "2024年1月9日"]])
def test_a_line_alone_with_a_gap_is_no_row(line: list[str]) -> None:
    (found,) = lines_of(place([line]))
    assert "|" not in found
