"""Numbering styles of headings (第一章, 一、, （一）, 1., (1), ①, 【】) and where labels stand in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain

_HAN = "一二三四五六七八九十百"
_OPEN, _CLOSE = r"[(（〔﹙]", r"[)）〕﹚]"
# What may follow the dot of "1." although it is a figure: a year, or a service line's number.
_FIGURE_TITLE = r"20\d\d年|123(?:09|15|28|33|45|48|50|66)(?!\d)"

#: style name -> pattern of the label, in order of nesting; spaces may stand anywhere in a label.
#: The opening bracket is sometimes lost (``一）``); the dot of a list number before a year, too.
STYLES: dict[str, str] = {
    "part": rf"第\s*[{_HAN}]{{1,3}}\s*(?:部分|章|编|篇)[、:：]?",
    "han": rf"[{_HAN}]{{1,3}}\s*[、﹒]|[{_HAN}]{{1,3}}\s*[.．](?=\D)",
    "han_brackets": rf"{_OPEN}?\s*[{_HAN}]{{1,3}}\s*{_CLOSE}[、.．]?|[㈠-㈩][、.．]?",
    "arabic": rf"\d{{1,2}}\s*(?:[.．﹒](?=[^\d.\s]|\s+\D|{_FIGURE_TITLE})|、(?!\d{{1,2}}(?!\d)))"
    r"|[1-9](?=20\d\d年)",
    "arabic_brackets": rf"{_OPEN}?\s*\d{{1,2}}\s*{_CLOSE}[、.．]?|[⑴-⒇]",
    "circled": r"[①-⑳]",
    "lenticular": r"【[^】\n]{1,20}】",
}

LABEL = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in STYLES.items()))
_ENUMERATION = re.compile(rf"[{_HAN}]是|第[{_HAN}][,，是]")
_DIGITS = re.compile(r"\d+")
_HAN_RUN = re.compile(rf"[{_HAN}]+")

# Where a label may stand: a line, after a sentence, after a gap; then the first character of one.
_STOP = re.compile(r"[。！？：；!;\s][第一二三四五六七八九十百㈠-㈩(（〔﹙\d⑴-⒇①-⑳【]")
# A title ends at its full stop or colon, or where the first label of the next level follows it.
_TITLE_END = re.compile(
    r"[。；;！!\n\u3000|]|[:：](?!\d)|\s{2,}|[(（]\s*一\s*[)）]|㈠|(?<=[^\d.])1[.、](?=[^\d\s])"
)
_CONTENTS_LINE = re.compile(r"(?:[.·…。﹒\-—_]{3,}|…|\t\s*)\s*[(（]?\d{1,3}[)）]?\s*$")
_CONTENTS_TITLE = re.compile(r"^目\s*录\s*[:：]?$", re.M)
_PAGE_AFTER = re.compile(r"[\s.·…。﹒\-—_]*\d{0,3}\s*$")
# Buttons and notes of a web page that come in the brackets of a yearbook's headings.
_CHROME = re.compile(
    r"打印|关闭|字\s*[体号]|返回|收藏|责任编辑|来源|浏览|分享|下载|大\s*中\s*小|纠错|顶部|二维码|复制"
)


@dataclass(slots=True)
class Label:
    """A label found in the view, with the title that follows it (offsets in the view's text)."""

    style: str
    number: int
    start: int
    end: int
    title_end: int
    at_line_start: bool
    closing: str  # the character that ended the title
    alone: bool  # nothing follows the title on its line
    is_heading: bool = True


def starts_with_label(line: str) -> bool:
    """True where ``line`` begins with a heading's label or with 一是."""
    return bool(LABEL.match(line) or _ENUMERATION.match(line))


def number_of(label: str) -> int:
    """The number that a label carries: ``（十二）`` → 12, ``⑶`` → 3; 0 where it has none (【】).

    Args:
        label: a text matched by one of the :data:`STYLES`, or 一是.
    """
    if digits := _DIGITS.search(label):
        return int(digits.group())
    if han := _HAN_RUN.search(label):
        return _han_number(han.group())
    for char in label:
        for first, last in (("㈠", "㈩"), ("⑴", "⒇"), ("①", "⑳")):
            if first <= char <= last:
                return ord(char) - ord(first) + 1
    return 0


def _han_number(han: str) -> int:
    """The value of a Chinese numeral up to 99: 二十一 → 21."""
    tens, ten, ones = han.partition("十")
    if not ten:
        return _HAN.find(han[0]) + 1
    return (_HAN.find(tens) + 1 if tens else 1) * 10 + (_HAN.find(ones) + 1 if ones else 0)


def find_labels(body: str) -> list[Label]:
    """Every label that stands where a heading or a list item may begin."""
    labels: list[Label] = []
    skip_from, skip_to = _contents_pages(body)
    title_end = -1
    for at in chain((0,), (stop.start() + 1 for stop in _STOP.finditer(body))):
        if at < title_end or skip_from <= at < skip_to:
            continue
        line_start = at == 0 or body[at - 1] == "\n"
        label = _read_label(body, at, line_start)
        while label:
            labels.append(label)
            title_end = label.title_end
            # A title without a full stop may run straight into the first label of the next level.
            follows = body[title_end : title_end + 1]
            label = _read_label(body, title_end, False) if follows in tuple("(（㈠1") else None
    return labels


def _read_label(body: str, at: int, line_start: bool) -> Label | None:
    """The label at ``at`` with its title, or None if none stands there or it is page furniture."""
    match = LABEL.match(body, at)
    style = match.lastgroup if match else None
    if match is None or style is None:
        match = _ENUMERATION.match(body, at) if line_start else None
        if match is None:
            return None
        style = "enumeration"
    if style == "lenticular":
        return _read_lenticular(body, match) if line_start else None
    end = match.end()
    line_end = body.find("\n", at)
    line_end = len(body) if line_end < 0 else line_end
    if _CONTENTS_LINE.search(body, max(at, line_end - 40), line_end):
        return None
    # At a line start the title may stand on the next line; a label cannot be all that is left of one.
    stop = _TITLE_END.search(body, end + line_start)
    title_end = stop.start() if stop else len(body)
    if not body[end:title_end].strip():
        return None
    closing = body[title_end : title_end + 1]
    alone = not body[title_end + 1 : line_end].strip()
    if closing == "\n" and line_start and (tail := _second_line(body, end, title_end)):
        title_end = tail
    return Label(style, number_of(match.group()), at, end, title_end, line_start, closing, alone)


def _read_lenticular(body: str, match: re.Match[str]) -> Label | None:
    """【综述】, whose title stands inside its label."""
    if _CHROME.search(match.group()):
        return None
    return Label("lenticular", 0, match.start(), match.end(), match.end(), True, "】", False)


def _second_line(body: str, start: int, end: int) -> int:
    """Where a title ends that was broken over two lines, or 0 if it was not."""
    following = body[end + 1 : end + 60].split("\n", 1)[0]
    is_rest = (
        0 < len(following) <= 10 and end - start >= 12 and not re.search(r"[，。：；、,:;\d|]", following)
    )
    broken = body.count("“", start, end) > body.count("”", start, end) or body[end - 1] in "，、,的和与及"
    parallel = (
        "，" in body[start:end] and len(following) < 8 and end - start - body[start:end].rfind("，") < 9
    )
    if is_rest and (broken or parallel) and not LABEL.match(following):
        return end + 1 + len(following)
    return 0


def _contents_pages(body: str) -> tuple[int, int]:
    """The span of a table of contents: from 目录 to where its first entry comes again."""
    head = _CONTENTS_TITLE.search(body)
    if not head:
        return 0, 0
    keys: list[str] = []
    at = head.end() + 1
    while at < len(body):
        line_end = body.find("\n", at)
        line_end = len(body) if line_end < 0 else line_end
        key = "".join(_PAGE_AFTER.sub("", body[at:line_end]).split())
        if keys and key.startswith(keys[0]):
            return head.start(), at
        if key and LABEL.match(key):
            keys.append(key)
        at = line_end + 1
    return 0, 0
