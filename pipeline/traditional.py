"""Traditional script, read as simplified.

Titles, names of places and the wording of reports are known in simplified characters. Forms are exchanged
one for one, so that every offset holds; OpenCC's phrases would change lengths, and its package is some
hundred times the table of characters that is needed (``schemas/traditional.txt``).
"""

from __future__ import annotations

import re
from functools import cache

from pipeline.resources import schema_path

CJK = re.compile(r"[\u4e00-\u9fff]")
SAMPLE = 4000
# Of a text's Chinese characters: traditional texts have a third, simplified ones none but in rare names.
SHARE = 0.08


@cache
def _table() -> dict[int, str]:
    lines = schema_path("traditional.txt").read_text(encoding="utf-8").splitlines()
    return {ord(pair[0]): pair[1] for line in lines if not line.startswith("#") for pair in line.split()}


@cache
def _signs() -> re.Pattern[str]:
    """Any character of traditional script alone."""
    return re.compile("[" + "".join(map(chr, _table())) + "]")


def is_traditional(text: str) -> bool:
    """Whether ``text`` is written in traditional script."""
    sample = text[:SAMPLE]
    found = len(_signs().findall(sample))
    return found > 0 and found > SHARE * len(CJK.findall(sample))


def simplified(text: str) -> str:
    """``text`` in simplified characters if it is in traditional script, else as it is; of the same length."""
    return text.translate(_table()) if is_traditional(text) else text
