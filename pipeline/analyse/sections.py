"""Sections of a report: its numbered headings as a tree, each with a topic.

A label (一、 （二） 3. ①) is looked for at the start of a line and after the end of a sentence. What
makes it a heading is decided for all siblings together, since a list of statements (1.全年办理案件
23件，……；2.……) carries the same labels as a row of titles.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from functools import lru_cache

from pipeline.analyse.labels import LABEL, STYLES, Label, find_labels
from pipeline.analyse.view import View
from pipeline.model import Section
from pipeline.resources import schema_path

_ORDER = list(STYLES)
_FLAT = ("part", "han")  # styles that number a report's own parts, never a list of statements
_STATES_COUNT = re.compile(
    r"\d[余多万亿]*(?:件|[人场批户]?次|人|名|个|项|份|场|起|户|条|期|家|宗|本|%|亩|元)"
)
_REPORT_TITLE = re.compile(
    r"^(?=.{6,70}$)(?!.*[。；!！])(?!您|当前|首页|索)\S.*(?:报告|总结|情况|汇报|要点|公报|白皮书)(?:[(（].{1,12}[)）])?$"
)
_SENTENCE_ENDS = ("。", "；", "！", "？", "：", "”", ":", ";")
_LONGEST_TITLE = 48
_LONGEST_REST = 16  # of a title that was wrapped; more than that is the text under it
_PARENTS_WEIGHT = 2  # what the parent's topic counts beside the keywords of a title


def find_sections(view: View, text: str) -> list[Section]:
    """The document, its headings and its lists, in the order of the text.

    Args:
        view: the repaired view of ``text``.
        text: the report as given; ``start`` and ``end`` are offsets into it.

    Returns:
        First one section over the whole text (id ``s0``, level 0; of kind ``enumeration``, since no
        heading is printed for it), then the headings and enumerations s1, s2, … Each character
        belongs to the last section that begins before it and has not ended.
    """
    body = view.text
    labels = _in_sequence(find_labels(body), body)
    for label in labels:
        if label.closing != "\n" and label.title_end - label.end > _LONGEST_REST:
            _cut_at_line_end(label, text, view.offsets)
    _tell_titles_from_statements(labels, body)
    levels = _levels(labels)
    sections = [Section("s0", None, "enumeration", 0, "", _report_title(body), "", 0, len(text))]
    open_sections = [sections[0]]
    offsets = view.offsets
    for label in labels:
        start = offsets[label.start]
        while len(open_sections) > 1 and open_sections[-1].kind == "enumeration":
            open_sections.pop().end = start
        level = levels[label.style] if label.is_heading else open_sections[-1].level + 1
        while open_sections[-1].level >= level:
            open_sections.pop().end = start
        parent = open_sections[-1]
        written, title = _wording(label, view, text)
        section = Section(
            section_id=f"s{len(sections)}",
            parent_id=parent.section_id,
            kind="heading" if label.is_heading else "enumeration",
            level=level,
            label=written,
            title=title,
            topic=topic_of(title, parent.topic) if label.is_heading else parent.topic,
            start=start,
            end=len(text),
        )
        sections.append(section)
        open_sections.append(section)
    return sections


def _in_sequence(labels: list[Label], body: str) -> list[Label]:
    """Leave out figures that only look like labels: those that do not go on with their style's count."""
    kept: list[Label] = []
    last: dict[str, int] = {}
    for label in labels:
        if _may_follow(last.get(label.style, 0), label, body):
            last[label.style] = label.number
            kept.append(label)
    return kept


def _may_follow(previous: int, label: Label, body: str) -> bool:
    """True if the label can stand where it stands after number ``previous`` of its style.

    Inside a line the number must be the next one, or a first one; at the start of a line a gap is
    allowed, since copies lose headings, except for Arabic numbers, which begin lines in wrapped text.
    """
    goes_on = label.number in (1, previous + 1)
    if body[label.start : label.end].isdigit():  # "1" of 12022年
        return goes_on and _is_title(label, body) and "," not in body[label.end : label.end + 8]
    before = body[max(0, label.start - 12) : label.start].rstrip()[-1:]
    if not label.at_line_start:
        listed = before in ("；", ";") or (before in ("：", ":") and label.style != "han")
        return goes_on and not listed and label.style != "circled"
    if goes_on or label.number == previous:
        return True
    if label.style.startswith("arabic"):
        return not before or before in _SENTENCE_ENDS
    return previous > 0 or not (label.alone and label.closing == "。")  # 三、四季度各开展一次督察。


def _cut_at_line_end(label: Label, text: str, offsets: list[int]) -> None:
    """End the title of a heading that fills its line where the line ends.

    In wrapped text the view joins such a heading with the paragraph under it; the rest of a title
    that was itself wrapped is short.
    """
    line_end = text.find("\n", offsets[label.end], offsets[label.title_end - 1])
    if line_end < 0:
        return
    cut = bisect_left(offsets, line_end, label.end, label.title_end)
    if label.title_end - cut > _LONGEST_REST:
        label.title_end, label.closing, label.alone = cut, "\n", True


def _tell_titles_from_statements(labels: list[Label], body: str) -> None:
    """Mark the groups of siblings of which most are statements as enumerations."""
    depth = {style: i for i, style in enumerate(_ORDER)}
    groups: dict[str, list[Label]] = {}
    for label in labels:
        if label.style == "enumeration":
            label.is_heading = False
            continue
        for style in [s for s in groups if depth[s] > depth[label.style]]:
            _settle(groups.pop(style), body)
        groups.setdefault(label.style, []).append(label)
    for group in groups.values():
        _settle(group, body)


def _settle(group: list[Label], body: str) -> None:
    """Decide for one group of siblings whether they are headings."""
    if group[0].style == "lenticular":
        return
    if any(label.closing in "；;" and label.closing for label in group) and group[0].style not in _FLAT:
        titles = 0
    else:
        titles = sum(_is_title(label, body) for label in group)
    for label in group:
        label.is_heading = titles * 2 >= len(group)


def _is_title(label: Label, body: str) -> bool:
    """True for a phrase that names what follows, False for a sentence that reports something."""
    title = body[label.end : label.title_end]
    commas = title.count("，") + title.count(",")
    if len(title) > _LONGEST_TITLE + 12 * (label.closing == "\n") or label.closing in ("；", ";"):
        return False
    if _STATES_COUNT.search(title) and (commas or (label.alone and label.closing == "。")):
        return False
    return not (label.alone and label.closing == "。" and commas >= 2)


def _levels(labels: list[Label]) -> dict[str, int]:
    """Level of each style in use: the order of nesting without gaps; 【】 stands where it is first met."""
    used = list(dict.fromkeys(label.style for label in labels if label.is_heading))
    order = sorted((s for s in used if s != "lenticular"), key=_ORDER.index)
    if "lenticular" in used:
        earlier = used[: used.index("lenticular")]
        order.insert(max((order.index(s) + 1 for s in earlier), default=0), "lenticular")
    return {style: level for level, style in enumerate(order, 1)}


def _wording(label: Label, view: View, text: str) -> tuple[str, str]:
    """Label and title in the report's own characters, without line breaks."""
    body, offsets = view.text, view.offsets
    if label.style == "lenticular":
        return "【】", body[label.start + 1 : label.end - 1].strip()
    title_end = label.title_end
    if not label.is_heading and (comma := re.search("[，,]", body[label.end : title_end])):
        title_end = label.end + comma.start()
    written = text[offsets[label.start] : offsets[label.end - 1] + 1].replace("\n", "").strip()
    title = view.written(text, label.end, title_end).replace("\n", "")
    return written, title.strip()


def _report_title(body: str) -> str:
    """The line at the head of the report that names it, joined with the issuer's line before it; or ""."""
    lines = body[:1200].split("\n")[:15]
    for at, line in enumerate(lines):
        if LABEL.match(line) and at:
            return ""
        if _REPORT_TITLE.match(line):
            before = lines[at - 1].strip() if at else ""
            split = (
                line.startswith("关于") and 0 < len(before) <= 24 and not re.search(r"[：:，。》]", before)
            )
            return before + line.strip() if split else line.strip()
    return ""


@lru_cache(maxsize=1)
def _topics() -> tuple[re.Pattern[str], dict[str, list[tuple[str, int]]], frozenset[str]]:
    """Pattern of all keywords, the topics with weights of each, and the topics that children keep."""
    rows = json.loads(schema_path("topics.json").read_text(encoding="utf8"))["topics"]
    weights: dict[str, list[tuple[str, int]]] = {}
    for row in rows:
        for word, weight in row["keywords"].items():
            weights.setdefault(word, []).append((row["topic"], weight))
    words = sorted(weights, key=len, reverse=True)
    sticky = frozenset(row["topic"] for row in rows if row["sticky"])
    return re.compile("|".join(map(re.escape, words))), weights, sticky


@lru_cache(maxsize=4096)
def topic_of(title: str, inherited: str = "") -> str:
    """The topic that the words of ``title`` speak for most, or ``inherited`` if they name none.

    ``inherited`` is the parent's topic: it wins where the title's words are weak (监督方式创新 under
    执法), and always if it is one that covers everything under it (存在问题, 下一步).
    """
    pattern, weights, sticky = _topics()
    if inherited in sticky:
        return inherited
    scores = {inherited: _PARENTS_WEIGHT}
    for match in pattern.finditer(title):
        for topic, weight in weights[match.group()]:
            scores[topic] = scores.get(topic, 0) + weight
    if not inherited:
        scores[inherited] = 0
    return max(scores, key=lambda topic: scores[topic])
