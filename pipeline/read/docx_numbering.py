"""Word's automatic numbering: the label that stands before a paragraph on the page, 一、 or (二) or 3.

Labels are no text in the file. They follow from the paragraph's list, its level, and how many
paragraphs of that list came before (ECMA-376 part 1, 17.9).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

from pipeline.read.numerals import in_format

LEVELS = 9


@dataclass(slots=True)
class Level:
    """How one level of a list is printed: ``text`` is a pattern such as ``%1、`` or ``(%2)``."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    style: str = ""
    legal: bool = False  # all numbers of the label in Arabic digits


@dataclass(slots=True)
class List:
    """A list in use: an abstract numbering and what one of its instances changes."""

    abstract: str
    levels: list[Level]
    starts: dict[int, int] = field(default_factory=dict)  # startOverride by level


class Numbering:
    """Counts the lists of one document. Ask for labels in the order of the text."""

    def __init__(self, document: Any) -> None:
        self._lists: dict[str, List] = {}
        self._counters: dict[str, list[int | None]] = {}
        self._started: set[tuple[str, int]] = set()
        self._styles = {
            style.get(qn("w:styleId")): style for style in document.styles.element.findall(qn("w:style"))
        }
        default = next(
            (
                key
                for key, s in self._styles.items()
                if s.get(qn("w:default")) == "1" and s.get(qn("w:type")) == "paragraph"
            ),
            "",
        )
        self._default = default
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError):
            return
        self._read(root)

    def label(self, paragraph: Any) -> str:
        """The label of a paragraph with what follows it, or "". Counts the paragraph."""
        number, level = self._numbered(paragraph)
        numbered = self._lists.get(number)
        if numbered is None or not 0 <= level < len(numbered.levels):
            return ""
        counters = self._counters.setdefault(numbered.abstract, [None] * LEVELS)
        if level in numbered.starts and (number, level) not in self._started:
            self._started.add((number, level))
            counters[level] = None
            start = numbered.starts[level]
        else:
            start = numbered.levels[level].start
        previous = counters[level]
        counters[level] = start if previous is None else previous + 1
        for deeper in range(level + 1, LEVELS):
            counters[deeper] = None
        return self._print(numbered, level, counters)

    def _print(self, numbered: List, level: int, counters: list[int | None]) -> str:
        shape = numbered.levels[level]
        if shape.format in ("bullet", "none"):
            return ""

        def number(match: re.Match[str]) -> str:
            wanted = int(match[1]) - 1
            other = numbered.levels[wanted] if wanted < len(numbered.levels) else Level()
            value = counters[wanted]
            form = "decimal" if shape.legal else other.format
            return in_format(other.start if value is None else value, form)

        label = re.sub(r"%([1-9])", number, shape.text)
        # Chinese marks stand close; after 1. or (a) a blank keeps it apart from a following figure.
        apart = label[-1:].isascii() and label != "" and shape.suffix != "nothing"
        return label + " " if apart else label

    def _numbered(self, paragraph: Any) -> tuple[str, int]:
        """(numId, level) of a paragraph: its own, or that of its style or the styles that is based on."""
        properties = paragraph.find(qn("w:pPr"))
        number, level = _num_pr(properties)
        style_id = self._default
        if properties is not None and (style := properties.find(qn("w:pStyle"))) is not None:
            style_id = style.get(qn("w:val"))
        seen = set()
        while number is None and style_id in self._styles and style_id not in seen:
            seen.add(style_id)
            element = self._styles[style_id]
            number, of_style = _num_pr(element.find(qn("w:pPr")))
            level = of_style if level is None else level
            if number is not None:
                linked = self._level_of_style(number, style_id)
                level = linked if linked is not None else level
            based = element.find(qn("w:basedOn"))
            style_id = based.get(qn("w:val")) if based is not None else ""
        # numId 0 switches the numbering of a style off.
        return ("", 0) if number in (None, "0") else (str(number), level or 0)

    def _level_of_style(self, number: str, style_id: str) -> int | None:
        levels = self._lists[number].levels if number in self._lists else []
        return next((i for i, level in enumerate(levels) if level.style == style_id), None)

    def _read(self, root: Any) -> None:
        abstracts = {item.get(qn("w:abstractNumId")): item for item in root.findall(qn("w:abstractNum"))}
        by_style = {
            link.get(qn("w:val")): key
            for key, item in abstracts.items()
            if (link := item.find(qn("w:styleLink"))) is not None
        }
        for item in root.findall(qn("w:num")):
            key = item.find(qn("w:abstractNumId")).get(qn("w:val"))
            link = abstracts[key].find(qn("w:numStyleLink")) if key in abstracts else None
            if link is not None:
                key = by_style.get(link.get(qn("w:val")), key)
            if key not in abstracts:
                continue
            numbered = List(key, _levels(abstracts[key]))
            for override in item.findall(qn("w:lvlOverride")):
                level = int(override.get(qn("w:ilvl")) or 0)
                if (changed := override.find(qn("w:lvl"))) is not None and level < len(numbered.levels):
                    numbered.levels[level] = _level(changed)
                if (start := override.find(qn("w:startOverride"))) is not None:
                    numbered.starts[level] = int(start.get(qn("w:val")) or 1)
            self._lists[item.get(qn("w:numId"))] = numbered


def _levels(abstract: Any) -> list[Level]:
    levels = [Level() for _ in range(LEVELS)]
    for element in abstract.findall(qn("w:lvl")):
        number = int(element.get(qn("w:ilvl")) or 0)
        if number < LEVELS:
            levels[number] = _level(element)
    return levels


def _level(element: Any) -> Level:
    def value(name: str, default: str) -> str:
        child = element.find(qn(name))
        return default if child is None else child.get(qn("w:val")) or default

    legal = element.find(qn("w:isLgl"))
    return Level(
        start=int(value("w:start", "1")),
        format=value("w:numFmt", "decimal"),
        text=value("w:lvlText", ""),
        suffix=value("w:suff", "tab"),
        style=value("w:pStyle", ""),
        legal=legal is not None and legal.get(qn("w:val")) not in ("0", "false"),
    )


def _num_pr(properties: Any) -> tuple[str | None, int | None]:
    numbering = properties.find(qn("w:numPr")) if properties is not None else None
    if numbering is None:
        return None, None
    number, level = numbering.find(qn("w:numId")), numbering.find(qn("w:ilvl"))
    return (
        None if number is None else number.get(qn("w:val")),
        None if level is None else int(level.get(qn("w:val")) or 0),
    )
