"""Every encoding that offices use, at every length, with and without damage."""

from __future__ import annotations

import codecs

import pytest

from pipeline.read import Unreadable, read_content
from pipeline.read.encoding import decode

REPORT = (
    "岚垭县人民政府关于2023年度法治政府建设情况的报告\r\n\r\n沅宁市人民政府、中共岚垭县委、岚垭县人大常委会：\r\n"
    "　　2023年，全县受理行政复议申请46件，审结41件，罚款３.5万元，应诉率达98.6％。镕堃瀍㙍\r\n"
    "　　2024年1月15日"
) * 3
SHORT = "青禾县2023年法治政府建设工作情况报告"
ENCODINGS = {
    "utf-8": lambda t: t.encode(),
    "utf-8-sig": lambda t: codecs.BOM_UTF8 + t.encode(),
    "gb18030": lambda t: t.encode("gb18030"),
    "gbk": lambda t: t.replace("㙍", "").encode("gbk"),
    "utf-16-le with mark": lambda t: codecs.BOM_UTF16_LE + t.encode("utf-16-le"),
    "utf-16-be with mark": lambda t: codecs.BOM_UTF16_BE + t.encode("utf-16-be"),
    "utf-16-le": lambda t: t.encode("utf-16-le"),
    "utf-16-be": lambda t: t.encode("utf-16-be"),
}


@pytest.mark.parametrize("name", ENCODINGS)
@pytest.mark.parametrize(
    "text", [REPORT, REPORT[:60], SHORT, "2022年,\n青禾县1件"], ids=["whole", "60", "title", "line"]
)
def test_decodes(name: str, text: str) -> None:
    found, _, damaged = decode(ENCODINGS[name](text))
    assert (found, damaged) == (text if name != "gbk" else text.replace("㙍", ""), 0)


@pytest.mark.parametrize("name", ["utf-8", "gb18030"])
def test_one_damaged_byte_changes_nothing_else(name: str) -> None:
    data = bytearray(ENCODINGS[name](REPORT * 4))
    data[len(data) // 2 | 1] = 0xFF
    text, found, damaged = decode(bytes(data))
    assert found == name
    assert 1 <= damaged <= 3
    assert text[:200] == REPORT[:200] and text[-100:] == (REPORT * 4)[-100:]


def test_damage_is_a_warning() -> None:
    data = bytearray(REPORT.encode())
    data[100] = 0xFF
    content = read_content(bytes(data))
    assert any("damaged" in warning for warning in content.warnings)


def test_a_text_cut_within_a_character() -> None:
    text, name, damaged = decode(REPORT.encode()[:-1])
    assert (name, damaged) == ("utf-8", 1)
    assert text.startswith(REPORT[:-2])


def test_private_use_characters_are_a_warning() -> None:
    content = read_content((REPORT + "\ue81e").encode())
    assert any("private-use" in warning for warning in content.warnings)


def test_line_ends_and_spaces_stay() -> None:
    assert read_content(("\ufeff" + REPORT).encode()).text == REPORT


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xef\xbb\xbf",
        b" \r\n ",
        b"\x89PNG\r\n\x1a\n" + bytes(50),
        bytes(range(256)) * 8,
        b"\x7fELF" + bytes(99),
    ],
)
def test_what_holds_no_text_is_refused_with_advice(data: bytes) -> None:
    with pytest.raises(Unreadable) as caught:
        read_content(data)
    assert caught.value.reason and caught.value.detail
