"""Quantities that only say who or what scope another figure is about (role ``context``)."""

from __future__ import annotations

import re

from pipeline.analyse.claims.behind import Behind
from pipeline.analyse.claims.draft import Draft
from pipeline.analyse.claims.sentence import Sentence
from pipeline.analyse.modality import states_standard
from pipeline.model import Quantity

_AMONG = re.compile("当中|之中|[中里上](?![小学级市])")
_BREAK = re.compile("[，；。,;：:]")
_JOINED = re.compile(r"\s*[、和及与]?\s*")
_CLASS = re.compile(r"及?以上(?=[\u4e00-\u9fff])")
#: Offices and places are a scope, files and enterprises an object.
OFFICES = (
    "乡镇",
    "街道",
    "镇街",
    "镇",
    "乡",
    "苏木",
    "部门",
    "县区",
    "区县",
    "县市",
    "（市、区）",
    "（街道）",
    "(街道)",
    "(市、区)",
    "直单位",
)
_OF_OFFICE = re.compile(
    r"(?P<office>[^，。；]*?(?:部门|单位|乡镇（街道）|乡镇|镇街|街道))(?:的)?(?:党政)?(?:主要|分管|班子)?"
    "(?:负责人|负责同志|领导|领导干部|书记|工作人员|执法人员)"
)
_REACHING = re.compile(r"(?:深入|走进|到|赴|覆盖|面向)$")
GIVING = frozenset("赋予 下放 下放至 交由 移交 划转 划转至 委托".split())
_MEANS = frozenset("依据 按照 根据 通过 利用 依托 围绕".split())
_PREPOSITION = re.compile(r"(?:依据|按照|根据|通过|利用|依托|围绕|面向|向|对|为|在|从|给|由|将)$")
_OF_TOTAL = re.compile("^占|总数$|总量$")


def _of_offices(sentence: Sentence, draft: Draft, noun: str) -> bool:
    """19个乡镇和34个县直部门主要负责人: 个 counts the offices whose people are meant, not the people."""
    found = _OF_OFFICE.fullmatch(noun) if draft.quantity.unit == "个" else None
    if found is None:
        return False
    draft.role, draft.action, draft.measure = "context", "", found["office"]
    for before in sentence.drafts[-2:-1]:
        joined = sentence.text[before.quantity.end : draft.quantity.start].removeprefix(before.measure)
        if before.measure.endswith(OFFICES) and _JOINED.fullmatch(joined):
            before.role, before.action = "context", ""
    return True


def mark_scope(sentence: Sentence, at: int, draft: Draft, behind: Behind) -> None:
    """Give the draft of quantity number ``at`` the role ``context`` where it is one.

    Also notes what the next phrase must not take again (``consumed``).
    """
    text, quantity = sentence.text, draft.quantity
    counted = bool(behind.noun) and draft.measure == behind.noun
    if counted:
        sentence.consumed = behind.end
    elif behind.verb and not draft.phrase.action and text.startswith(f"{behind.verb}、", quantity.end):
        sentence.consumed = quantity.end + len(behind.verb)  # 2件维持、1件终止
    later = sentence.quantities[at + 1] if at + 1 < len(sentence.quantities) else None
    if _of_offices(sentence, draft, behind.noun):
        return
    if later is not None and text[quantity.end : later.start] == "的" and later.kind in ("percent", "ratio"):
        draft.role, draft.action, draft.measure = "context", "", _OF_TOTAL.sub("", draft.measure)
    elif quantity.bound == "at_least" and not draft.phrase.action and _CLASS.match(text, quantity.end):
        if draft.modality == "actual":
            draft.role, draft.action, draft.modality = "context", "", "norm"  # 20户以上自然村
    elif quantity.kind == "measure":
        # 25兆瓦级风电主轴轴承, 7万吨锌基合金: a specification
        if text.startswith("级", quantity.end) or (counted and not draft.phrase.action):
            draft.role, draft.action = "context", ""
            draft.measure = behind.noun.removeprefix("级") or draft.measure
    elif quantity.kind == "count" and counted and _is_scope(sentence, at, draft, behind, later):
        draft.role, draft.action = "context", ""


def _is_scope(sentence: Sentence, at: int, draft: Draft, behind: Behind, later: Quantity | None) -> bool:
    text, phrase = sentence.text, draft.phrase
    if (not phrase.action or phrase.headless) and _AMONG.match(text, behind.end):
        return True  # 8个司法所中
    if (
        not phrase.action
        and text.startswith("的", behind.end)
        and not states_standard(text, behind.end, behind.end + 12)
    ):
        return True  # 11个乡镇的“三定”规定
    reaching = _REACHING.search(text, draft.clause, draft.quantity.start)
    if phrase.action in GIVING and behind.noun.endswith(OFFICES):
        return True
    if phrase.action and not phrase.preposition and not reaching:
        return False
    found = _PREPOSITION.search(text, draft.clause, draft.quantity.start)
    preposition = found.group() if found else phrase.preposition
    if preposition in ("将", "把"):
        return False  # 将83项执法权赋予9个乡镇
    if preposition in _MEANS:
        return True
    if behind.noun.endswith(OFFICES) and (preposition or reaching or _follows_scope(sentence, at)):
        return True
    if later is None or later.kind == "duration" or _BREAK.search(text, behind.end, later.start):
        return False
    if not _JOINED.fullmatch(text, behind.end, later.start):
        return True
    # 对12个乡镇、28个部门开展督察2轮: the whole list is the scope
    after = sentence.quantities[at + 2] if at + 2 < len(sentence.quantities) else None
    return after is not None and not _BREAK.search(text, later.end, after.start)


def _follows_scope(sentence: Sentence, at: int) -> bool:
    """True for a member of a list of offices that another one has begun (对9个乡镇和 [25个])."""
    return at > 0 and len(sentence.drafts) > 1 and sentence.drafts[-2].role == "context"
