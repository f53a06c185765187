"""Line breaks within a paragraph: some end a paragraph all the same, some only wrap a line of it."""

from __future__ import annotations

import re

from pipeline.read.dates import DATE
from pipeline.read.signature import OFFICE

WRAPPED = 10  # characters: what is shorter is an item of a list, a name, a label
ENDS = re.compile(r"[。！？；：!?;:”）)】》]$|\d[余多]?[万亿]?[\u4e00-\u9fff%％‰]{1,2}$")
LABEL = re.compile(
    r"\s*(?:第?[一二三四五六七八九十]{1,3}[、是章节]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、）)](?!\d)|[①-⑳]|【|——)"
)
MARK = re.compile(r"[，。；：、）)】”！？]")  # no line of its own begins with one
INDENT = re.compile(r"\u3000{2}| {3}|\t")


def soft_lines(text: str) -> list[str]:
    """The paragraphs of ``text``, whose line ends are breaks that a writer set within one paragraph."""
    first, *others = text.split("\n")
    lines = [first]
    for line in others:
        if _is_wrapped(lines[-1], line):
            between = " " if re.search("[a-zA-Z]$", lines[-1]) and re.match("[a-zA-Z]", line) else ""
            lines[-1] = lines[-1].rstrip() + between + line.lstrip()
        else:
            lines.append(line)
    return lines


def _is_wrapped(before: str, after: str) -> bool:
    bare, following = before.strip(), after.strip()
    if not bare or not following:
        return False
    if MARK.match(following):
        return True
    if len(bare) < WRAPPED or ENDS.search(bare) or LABEL.match(following) or INDENT.match(after):
        return False
    # A heading, an office or a title above a date stands alone.
    return (
        not (LABEL.match(bare) and "，" not in bare) and not OFFICE.match(bare) and not DATE.match(following)
    )
