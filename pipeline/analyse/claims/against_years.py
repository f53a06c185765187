"""Figures held against several years at once: 较2021年、2020年分别减少5件和13件."""

from __future__ import annotations

import re

from pipeline.analyse.claims.change import basis_of, read_change
from pipeline.analyse.claims.clause import Phrase
from pipeline.analyse.claims.sentence import Sentence
from pipeline.model import Quantity

_YEAR = r"(?:20\d\d|上一?|去|前)年度?(?:同期)?"
_YEARS = re.compile(
    rf"(?:比|较|与|同)(?P<years>{_YEAR}(?:(?:、|和|与|及){_YEAR})+)(?:相比)?[，,]?(?P<rest>[^，。；]*)$"
)
_ONE_YEAR = re.compile(_YEAR)
_LAST = re.compile("上一?年|去年")


def read_against_years(sentence: Sentence, listed: list[Quantity], clause: int) -> bool:
    """Add the drafts of ``listed``, one for each year named before them; False where that is not so."""
    # A clause is read from behind 与, which may be a mere "and".
    before = sentence.text[max(sentence.start, clause - 1) : listed[0].start]
    found = _YEARS.search(before)
    years = _ONE_YEAR.findall(found["years"]) if found else []
    target = sentence.compared(listed[0])
    if found is None or len(years) != len(listed) or target is None:
        return False
    if found["rest"].strip("的"):  # 分别减少5件和13件
        change = read_change(found["rest"].replace("分别", ""), listed[0], sentence.year, "", "since")
        if change is None:
            return False
    else:  # 与2021年、2020年的33件、41件相比
        change = None
    for year, quantity in zip(years, listed, strict=True):
        draft = sentence.add(quantity, clause, Phrase(bare=True))
        draft.measure, draft.action = target.measure, target.action
        if change:
            draft.change, draft.basis = change.change, basis_of(year, sentence.year)
            draft.modality, draft.year = "actual", None
        else:
            draft.modality, draft.year = "baseline", _number(year, sentence.year)
    return True


def _number(year: str, report_year: int | None) -> int | None:
    if _LAST.match(year):
        return report_year - 1 if report_year else None
    if year.startswith("前"):
        return report_year - 2 if report_year else None
    return int(year[:4])
