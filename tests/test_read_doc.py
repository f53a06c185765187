"""Rich Text, and what is done with old Word files."""

from __future__ import annotations

import pytest

from pipeline.read import Unreadable, read_content


def rtf(body: str) -> bytes:
    head = r"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fnil\fcharset134 SimSun;}}{\stylesheet{\s0 Normal;}}"
    return (head + body + "}").encode("latin-1")


def gbk(text: str) -> str:
    return "".join(f"\\'{byte:02x}" for byte in text.encode("gb18030"))


def unicode(text: str) -> str:
    return "".join(f"\\u{ord(char) - 65536 if ord(char) > 32767 else ord(char)}?" for char in text)


@pytest.mark.parametrize("write", [gbk, unicode])
def test_rich_text(write) -> None:  # type: ignore[no-untyped-def]
    lines = ["青禾县2023年度法治政府建设情况报告", "受理行政复议申请46件"]
    body = (
        "\\par\n".join(r"\pard\fs32 " + write(line) for line in lines) + r"\par{\*\generator x;}{\pict 00ff}"
    )
    assert read_content(rtf(body)).text.rstrip("\n").split("\n") == lines


def test_an_old_office_file_without_a_text_is_refused() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "Workbook".encode("utf-16-le")
    with pytest.raises(Unreadable, match="not a document"):
        read_content(data)


def test_a_protected_file_says_so() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(Unreadable, match="password"):
        read_content(data)


def test_a_damaged_word_file_is_refused() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument".encode("utf-16-le")
    with pytest.raises(Unreadable, match="damaged file"):
        read_content(data)
