"""From quantities to drafts, sentence by sentence."""

from __future__ import annotations

import re

from pipeline.analyse.claims.behind import read_after
from pipeline.analyse.claims.classes import read_class
from pipeline.analyse.claims.counted import EVENTS
from pipeline.analyse.claims.draft import Draft
from pipeline.analyse.claims.lexicon import CutText, wording
from pipeline.analyse.claims.lists import group_size, read_list, shared_names
from pipeline.analyse.claims.movement import read_movement
from pipeline.analyse.claims.naming import name, name_pair, say_of_all
from pipeline.analyse.claims.parts import link_parts
from pipeline.analyse.claims.phrase import read_before
from pipeline.analyse.claims.scope import mark_scope
from pipeline.analyse.claims.sentence import Sentence
from pipeline.analyse.claims.shares import is_share, name_share
from pipeline.analyse.modality import looks_ahead, plans_ahead, says_next_year
from pipeline.model import Quantity

_SENTENCE = re.compile(r"[^。！？\n】]+")  # a heading in 【】 is no part of the sentence behind it
_OBJECT_OF = re.compile("(?:^|[，\u4e00-\u9fff])[对为向将给](?:近|约|超)?$")
_ENDS_OBJECT_OF = frozenset("对为向将给近约超")
# 位居全省第 [3], 全国第 [一]: not part of the name of what is ranked; the last verb of ranking counts.
_RANKED = re.compile(r".*(?P<place>(?:居|列|排|升|至|跻身|进入|保持)[^，。；]{0,16}(?:前|第)$)")
# The county itself (我县在考核中列第三) tells nothing of what is ranked.
_CONTEST = re.compile(
    r"[^，。；]{2,}(?<![县市区旗州盟镇乡局省])(?P<at>在)[^，。；]{2,24}中[^，。；]{0,5}(?:前|第)$"
)
_RANK_TAIL = re.compile("当?中?(?:(?:排名|位居|位列|列|居|排)?(?:第|前))?$")
_PLACE = re.compile("[居列排位]|在")
_BREAK = re.compile("[，；：。]")
_AMONG_ALL = re.compile(
    r"在?(?:全[国省市县区州盟旗球]|世界|[中西东]部|县[（(]市[）)])[^，。；]{0,4}(?:前|第)$"
    r"|在全[国省市县区州盟旗球][^，。；\d]{0,4}\d[^，。；]{1,16}(?:前|第)$"
)
_OF_WHAT = re.compile("的(?![^，。；]{0,4}(?:制度|机制|标准|要求|规定|目标|比例|频次|原则))")
_RANK_PREFIX = "稳跃位名并排升上"


def read_drafts(
    cut: CutText, quantities: list[Quantity], year: int | None, *, fragment: bool = False
) -> list[Draft]:
    """Read the words around every quantity.

    Args:
        cut: the view's text and words.
        quantities: in order.
        year: the report's year, if known.
        fragment: the text has no headings, so that a paragraph's own words must tell plan from result.

    Returns:
        Drafts in order; one quantity of several rates gives several.
    """
    text = cut.text
    drafts: list[Draft] = []
    paragraph: list[Draft] = []
    next_year = says_next_year(year)
    at = 0
    ahead = False
    for found in _SENTENCE.finditer(text):
        start, end = found.span()
        if not start or text[start - 1] == "\n":
            paragraph = []
            stop = text.find("\n", start)
            ahead = fragment and plans_ahead(text[start : stop if stop >= 0 else len(text)])
        ahead = ahead or looks_ahead(found.group(), next_year)
        first = at
        while at < len(quantities) and quantities[at].start < end:
            at += 1
        if first == at:
            continue
        sentence = Sentence(cut, start, end, year, quantities[first:at], paragraph)
        _read_sentence(sentence)
        if ahead:
            for draft in sentence.drafts:
                if draft.modality == "actual":
                    draft.modality = "target"
        link_parts(text, sentence.drafts, paragraph, start, drafts)
        drafts.extend(sentence.drafts)
        paragraph = paragraph + sentence.drafts
    return drafts


def _read_sentence(sentence: Sentence) -> None:
    at = 0
    while at < len(sentence.quantities):
        size = group_size(sentence, at)
        if size == 1 or not read_list(sentence, at, size):
            for member in range(at, at + size):
                _read_one(sentence, member, continued=member > at)
        at += size


def _read_one(sentence: Sentence, at: int, *, continued: bool) -> None:
    text, quantity = sentence.text, sentence.quantities[at]
    clause = sentence.clause_start(at)
    before = text[clause : quantity.start]
    previous = sentence.previous
    lent, sentence.lent = sentence.lent, ""
    sentence.reopened = None
    if read_class(sentence, at, clause):
        return
    if read_movement(sentence, at, clause, before):
        return
    if share := is_share(quantity, before):
        name_share(sentence, quantity, clause, clause + share.start())
        return
    if (
        before == "的"
        and previous is not None
        and previous.role == "context"
        and quantity.kind in ("percent", "ratio")
    ):
        name_share(sentence, quantity, clause, clause)  # 占总数176个的32.95%
        return
    if quantity.kind == "rank" and previous is not None and _ranked_among(text, previous, quantity):
        clause = previous.clause  # 立案数位居全县12个乡镇第 [三]: the 12个 say among whom
        before = text[clause : quantity.start]
        previous.role, previous.action = "context", ""
        previous.measure = _RANK_TAIL.sub("", text[previous.quantity.end : quantity.start])
    stop = clause + _place_start(before) if quantity.kind == "rank" else quantity.start
    phrase = read_before(sentence.cut, clause, stop, quantity.kind)
    names = shared_names(sentence, quantity, clause, phrase)
    for shared in names:
        draft = sentence.add(quantity, clause, phrase)
        draft.measure, draft.label = shared, True
        draft.action = phrase.action if quantity.kind == "count" else ""
    if names:
        return
    object_of = before[-1:] in _ENDS_OBJECT_OF and _OBJECT_OF.search(before) is not None
    governed = bool(phrase.action) and (phrase.bare or phrase.inverted)
    event = (
        phrase.bare
        and quantity.unit in EVENTS
        and phrase.action in wording().light_verbs
        and phrase.action not in wording().convening_verbs  # 召开会议研究: a meeting and what it does
    )
    begin, stop = sentence.behind(at)
    if governed and quantity.kind in ("count", "duration", "measure") and _OF_WHAT.match(text, begin):
        begin += 1  # 接受60学时的业务培训
    behind = read_after(sentence.cut, begin, stop, object_of=object_of, governed=governed, event=event)
    draft = sentence.add(quantity, clause, phrase)
    name(sentence, draft, behind, before, previous, continued)
    if previous is not None:
        name_pair(previous, draft, behind)
    draft.measure = lent + draft.measure
    mark_scope(sentence, at, draft, behind)
    if behind.verb and draft.action == behind.verb and draft.role == "claim" and not phrase.action:
        say_of_all(sentence, behind.verb)


def _ranked_among(text: str, previous: Draft, quantity: Quantity) -> bool:
    """True where the figure before a rank only says among how many it is."""
    between = text[previous.quantity.end : quantity.start]
    place = _PLACE.search(text, previous.clause, previous.quantity.start)
    return place is not None and previous.quantity.kind == "count" and not _BREAK.search(between)


def _place_start(before: str) -> int:
    """Where the words of a rank's place begin in the phrase before it."""
    ranked = _RANKED.match(before)
    among = _AMONG_ALL.search(before)
    start = min(ranked.start("place") if ranked else len(before), among.start() if among else len(before))
    if contest := _CONTEST.search(before):
        return min(start, contest.start("at"))  # 执法大队在技能竞赛中名列第三: whose rank it is stands before
    while start and before[start - 1] in _RANK_PREFIX:
        start -= 1
    return start
