"""The figures of a report with the words between them, ready to be related to each other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from pipeline.analyse.checks.words import UNIT_FAMILY, UNREAD
from pipeline.analyse.labels import LABEL
from pipeline.model import Claim

_PAGE_LINE = re.compile(r"\n\s*[—–\-·• ]*\d{1,4}[—–\-·• ]*(?=\n)")
#: What parts the cells of a table's row where it is neither a bar nor a tab.
WIDE_GAP = re.compile(r"(?:^|(?<=\S))(?:[ \u3000]{2,}|\u3000)(?=\S|$)")
_CLAUSE_END = re.compile(r"[，,；;。：:、（()）|\t！？]")
_DIGIT = re.compile(r"\d")
_SUMMABLE = frozenset(("count", "money", "measure", "number"))
# 拟修订11件 is what one of the members of a list will be; 目标（5800人）的107.5% tells what was reached.
_PLANNED_MEMBER = re.compile(r"[，,、；;：:](?:(?:拟|待|需|应)[^，,、；;：:]{1,6}|其余|剩余|余下)$")
_STATUTORY = re.compile("[由从]法定的?$")  # where a time limit that was cut began
_REACHED = re.compile(r"[ \n]*[)）]?的[ \n]*[\d０-９.．]+[ \n]*[%％]")
# 与2021年、2022年的11.3万、8.8万相比: levels of earlier years, whether or not the claims say so.
_COMPARED = re.compile(r"(?:与|较|比|同)[^，,。；;]*(?:年|同期)[^，,。；;]*$")
_USED_KINDS = frozenset(("count", "percent", "money", "measure", "ratio", "number", "duration"))


@dataclass(slots=True)
class Figure:
    """One printed figure with all claims on its span.

    ``gap`` is the text since the figure before, without wraps and page lines; ``sentence`` and
    ``paragraph`` number the stretches of text that it stands in, ``depth`` the brackets around it.
    """

    at: int  # position in the list of figures
    start: int
    end: int
    value: Decimal
    unit: str
    family: str
    kind: str
    exact: bool
    claims: list[Claim]
    gap: str
    sentence: int
    paragraph: int
    depth: int
    is_actual: bool  # of the report's own period, and no change over time
    is_baseline: bool
    is_summable: bool  # a level (not a change) of a kind that can be added up
    follows_plan: bool = False  # a plan or norm that is left out stands between it and the figure before
    whole: Figure | None = None
    after: str = ""  # the words up to the next figure
    _lead: str | None = None
    _name: str | None = None

    @property
    def lead(self) -> str:
        """The words directly before the figure, since the last punctuation."""
        if self._lead is None:
            self._lead = _CLAUSE_END.split(self.gap)[-1]
        return self._lead

    @property
    def name(self) -> str:
        """All that is known of what the figure counts."""
        if self._name is None:
            self._name = self.lead + "".join([f" {c.action}{c.measure}" for c in self.claims])
        return self._name

    @property
    def label(self) -> str:
        """Short wording for people: measure, or action and measure."""
        claim = self.claims[0]
        both = claim.measure if claim.action in claim.measure else claim.action + claim.measure
        return (both or self.lead).replace("\n", "")

    @property
    def printed(self) -> str:
        """The figure as written, without line breaks and spaces."""
        return "".join(self.claims[0].text.split())

    @property
    def follows_unread(self) -> bool:
        """True if a figure that no claim covers stands between this one and the one before it."""
        return _has_unread(self.gap)

    @property
    def precedes_unread(self) -> bool:
        """True if such a figure follows in the same sentence."""
        return _has_unread(self.after.split("。", 1)[0])

    @property
    def tail(self) -> str:
        """The words directly after the figure, up to the next punctuation (984项实现不见面审批)."""
        return _CLAUSE_END.split(self.after, maxsplit=1)[0]

    def ids(self) -> list[str]:
        return [c.claim_id for c in self.claims]


def read_figures(claims: list[Claim], text: str) -> list[Figure]:
    """The figures that relations can hold between, in the order of the text.

    Plans and norms are left out, but the words around them are not attributed to their neighbours.
    """
    figures: list[Figure] = []
    of_claim: dict[str, Figure] = {}
    end = sentence = paragraph = depth = 0
    left_out = False
    for claim in sorted(claims, key=lambda c: c.start):
        if figures and figures[-1].start == claim.start:
            figures[-1].claims.append(claim)
            of_claim[claim.claim_id] = figures[-1]
            continue
        if claim.start < end:
            continue
        gap = text[end : claim.start]
        if "  " in gap or "\u3000" in gap:
            gap = WIDE_GAP.sub("\t", gap)
        elif " " in gap and "\t" not in gap and "|" not in gap:
            gap = gap.replace(" ", "")  # 96.85 万元，比上年增加 22.35 万元
        before, end = end, claim.end
        new_sentence = "。" in gap or "！" in gap or "？" in gap
        if "\n" in gap:
            gap, broke, new_paragraph = _unwrap(gap, new_sentence)
            new_sentence = new_sentence or broke
            paragraph += new_paragraph
        if new_sentence:
            sentence += 1
            depth = 0
        if figures and figures[-1].end == before:
            figures[-1].after = gap
        if "（" in gap or "(" in gap:
            depth += gap.count("（") + gap.count("(")
        if depth and ("）" in gap or ")" in gap):
            depth = max(0, depth - gap.count("）") - gap.count(")"))
        if claim.kind not in _USED_KINDS:
            continue
        if claim.modality in ("target", "norm") and not (
            _PLANNED_MEMBER.search(gap) or _STATUTORY.search(gap) or _REACHED.match(text, end)
        ):
            left_out = True
            continue
        unit, modality = claim.unit, claim.modality
        is_actual = modality == "actual" and not claim.change
        figure = Figure(
            len(figures), claim.start, end, claim.value, unit, UNIT_FAMILY.get(unit, unit), claim.kind,
            claim.bound == "exact", [claim], gap, sentence, paragraph, depth,
            is_actual, modality in ("baseline", "norm"),
            not claim.change and claim.kind in _SUMMABLE, left_out,
        )  # fmt: skip
        left_out = False
        figures.append(figure)
        of_claim[claim.claim_id] = figure
    if figures and figures[-1].end == end:
        figures[-1].after = text[end : end + 60].replace("\n", "")
    _mark_baselines(figures)
    for figure in figures:
        part_of = figure.claims[0].part_of
        if part_of is not None:
            whole = of_claim.get(part_of)
            figure.whole = whole if whole is not figure else None
    return figures


def _mark_baselines(figures: list[Figure]) -> None:
    """Mark the earlier levels of a comparison that names them one after the other."""
    for figure in figures:
        first = figure
        if figure.after.startswith("相比"):
            while first.at and first.gap in ("、", "和", "及"):
                first = figures[first.at - 1]
            if _COMPARED.search(first.gap):
                for level in figures[first.at : figure.at + 1]:
                    level.is_baseline, level.is_actual = True, False


def _has_unread(words: str) -> bool:
    """True for a quantity in running text, or any number in a table's cells."""
    return UNREAD.search(words) is not None or ("|" in words and _DIGIT.search(words) is not None)


def _unwrap(gap: str, new_sentence: bool) -> tuple[str, bool, bool]:
    """The gap without soft line ends, whether it breaks the sentence, and whether the paragraph.

    A line end counts where a heading, an empty line or a table's row begins, or a sentence has ended;
    elsewhere it is the wrap of a copied page.
    """
    if "|" in gap or "\t" in gap:
        return gap, False, False
    gap = _PAGE_LINE.sub("", gap)
    at = gap.rfind("\n")
    heading = LABEL.match(gap[at + 1 :].lstrip()) is not None or any(
        LABEL.match(line.lstrip()) for line in gap.split("\n")[1:]
    )
    ended = gap[:at].rstrip()[-1:] in ("。", "！", "？") if at >= 0 else False
    broke = heading or "\n\n" in gap or ended
    return "".join(gap.split()), broke, broke
