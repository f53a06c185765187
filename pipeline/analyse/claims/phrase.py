"""The phrase before a number: who did what, and what is counted.

``开展法治督察`` [2轮] is a verb with its object; ``行政机关败诉`` [5件] a label; ``受理`` [149件] a
bare verb whose object stands in an earlier clause.
"""

from __future__ import annotations

import re

from pipeline.analyse.claims.clause import Phrase, head_start, read_clause, read_headless
from pipeline.analyse.claims.lexicon import CutText, wording
from pipeline.analyse.claims.rates import RATES
from pipeline.analyse.claims.trim import noun, strip_lead, strip_tail
from pipeline.analyse.claims.verbs import is_verb, with_compounds
from pipeline.analyse.quantities.bounds import bound_start

_REMARK = re.compile(r"[(（](?:含|包括|不含|注|详见|即)[^()（）\d]*[)）]$")
_GLUED = re.compile(
    "(?<=[率比数量额度])(?:达|为|约|近|超|共|已|均|仅|高达)+$"
)  # words may run 率 and 达 together
_HEADLESS = re.compile(r"的(?:分别|约|共计?|为|有|计|达到?|超过?|近|仅|占|只有)*$")
# A level reached has no action: 扩容至 [318项].
_LEVEL = re.compile(
    r"(?:再|又|进一步|动态|稳步|平均|大幅|已|分别)*(?:增加?|减少?|升|降低?|提高|提升|下降|上升|压减|压降|压缩|精简|缩减|缩短|扩容|扩大|扩充|扩展|拓展"
    r"|增长|发展|上涨|回落|攀升|调整|更新|延长|削减)(?:到|至|为)(?:了|第)?$"
)
_EACH = re.compile(r"(?:平均)?每[^，。；\d万千百]{1,12}$")
# 人均1.2台, 平均每期参训90人: of what the figure before counts, for each.
_PER = re.compile(
    r"(?:每[十百]?[百千万](?:人口?|名[^，。；\d]{0,4}|户)|[人户村社镇乡县区市校所企店院家案件单站队户]均)"
)
_ON_AVERAGE = re.compile(
    r"平均每(?:个|一)?(?:工作日|行政村|村居|社区|[期场件人户村家名次天日月年所校案单镇乡站队窗个])(?:只有|仅有|有|只|仅)*(?!口)"
)
# 每月至少集中排查2次: what comes after the frequency is what is done so often.
_OFTEN = re.compile(
    r"(?:坚持|按照?|要求|做到|确保|实行|规定)?(?:对|为|向)?每(?:个|一)?(?:[年月周天日季]度?|半年|两年|学期|行政村|村(?:居|（社区）)?|乡镇(?:（街道）)?|社区|街道"
    r"|名[^，。\d]{0,6}|所(?:学校)?|户|人|单位|部门)(?!人口|[万千])"
)
_WHOLE_NAMED = frozenset(("percent", "ratio", "rank", "number", "duration"))
# 自受理之日起 [45日]: from when a term runs names nothing.
_TERM_FROM = re.compile(
    r"(?:均|都|一律|应当?|须|必须|要|可|全部)*(?:在|自|从|于)[^，。；\d]{2,14}(?:之日起?|当日起|后|起)$"
    r"|(?:均|都|一律|全部)*在?(?:规定|法定|承诺|约定)的?$"
    r"|[^，。；、\d在自从于]{2,10}之日起$"
)
# 其中可全程网办 [1540项]: of the matters named before, those that can be.
_CAN_BE = re.compile(
    r"(?:^|其中|[，、；：])可(?:以|在[^，。；、]{2,6}?)?(?P<done>[^，。；、在的]{0,4}(?:办理?|办结|受理|查询|申请|申领))[：:]?$"
    r"|(?:^|其中|[，、；：])(?P<can>(?:全程|网上|线上|掌上|异地|跨省)+可办)[：:]?$"
)
# Behind 获 who did it and what was done: 获县领导批示 [9篇].
_WON = re.compile("(?P<done>[^，。；的]{3,12})(?:的有?)?")
# Cut so by the segmenter, as no place's name is.
_OF_LEVEL = frozenset("获省 获市 获县 获区 获州 获旗".split())
# 承诺时限比法定时限压缩 [76%], 时限在法定基础上压缩 [80%]
_THAN = re.compile(
    r"(?P<named>[^，。；]{2,}?|)(?:(?:比|较)(?:法定|规定|原|国家|省定)[^，。；]{0,8}?|在[^，。；]{2,10}基础上(?:再|又|平均)?)"
    "(?P<done>压缩|压减|缩短|减少|提速|提前)了?$"
)


def read_before(cut: CutText, start: int, end: int, kind: str) -> Phrase:
    """Read the phrase that ends at a number.

    Args:
        cut: the cut text.
        start, end: from the clause's beginning to the number (and its approximators).
        kind: the quantity's kind; the name of a rate is not taken apart at its verb.
    """
    if start >= end:
        return Phrase(bare=True)
    text = cut.text
    number = end
    if text[end - 1] in "：:" and end - start > 1:
        end -= 1
    said = text[start:end]
    end = bound_start(text, start, end)
    if text[end - 1] in ")）" and (remark := _REMARK.search(text, start, end)):
        end = remark.start()
    if text[end - 1] in "达为约近超共已均" and (glued := _GLUED.search(text, start, end)):
        end = glued.start()
    if kind == "duration" and (term := _TERM_FROM.search(text, start, end)):
        end = term.start()
    headless = "的" in said and _HEADLESS.search(text, start, end) is not None
    if kind == "count" and "可" in said and (can_be := _CAN_BE.search(said)):
        return Phrase(action=can_be["done"] or can_be["can"], bare=True)
    if kind == "count" and text[start] == "获" and (done := _won(cut, start, end)):
        return Phrase(action=done, bare=True)
    if text[end - 1] in "到至为了第" and (level := _LEVEL.search(text, start, end)):
        end = level.start()
    doer = ""
    each = "每" in said
    if (each or "均" in said) and (behind := _behind_per(cut, start, end, kind)):
        start, kind = behind, "count"
    at = text.find("每", start, end) if each else -1
    if at >= 0 and text[at - 1 : at] not in ("“", "《"):
        if often := _OFTEN.search(text, start, end):
            lead = strip_lead(cut, start, often.start())
            doer = noun(cut, lead, often.start())
            start = strip_lead(cut, often.end(), end)
            if doer and start >= end and not any(is_verb(word) for word in cut.words(start, number)[1]):
                start, end = lead, often.start()  # 综合检查每年不超过2次
        elif (per := _EACH.search(text, start, end)) and not any(
            is_verb(word) for word in cut.words(per.start(), end)[1]
        ):
            return Phrase(bare=True)
    start = strip_lead(cut, start, end)
    if kind == "percent" and (than := _THAN.match(text, start, end)):
        return Phrase(
            measure=noun(cut, start, than.end("named")), action=than["done"], bare=not than["named"]
        )
    end = strip_tail(cut, start, end)
    if start >= end:
        return Phrase(bare=True)
    begins, tokens = with_compounds(cut, start, end)
    if text.startswith("了", end) and not is_verb(tokens[-1]):
        begins, tokens = [*begins, end], [*tokens, "了"]  # 开了 [11场]: what is done stands before 了
        end += 1
    if "后" in tokens and (step := _last_step(tokens)):
        begins, tokens = begins[step:], tokens[step:]
        start = begins[0]
    if len(tokens) == 1 and tokens[0] in wording().prepositions and not is_verb(tokens[0]):
        return Phrase(bare=True, preposition=tokens[0])  # 按照90%以上的要求
    if headless:
        return read_headless(text, start, end, tokens)
    if text.endswith(RATES, start, end) or (kind in _WHOLE_NAMED and not is_verb(tokens[-1])):
        return Phrase(measure=noun(cut, head_start(begins, tokens, 0, keep_short=True), end))
    return read_clause(cut, start, end, begins, tokens, doer)


def _won(cut: CutText, start: int, end: int) -> str:
    """获县领导批示 [9篇]: the verb that a phrase of 获, an agent and what it did ends in, "" if none."""
    first = cut.text[slice(*(cut.first(start, end) or (start, start)))]
    done = _WON.fullmatch(cut.text, start + 1, end) if first == "获" or first in _OF_LEVEL else None
    said = done["done"] if done else ""
    return next((said[-size:] for size in (4, 3, 2) if is_verb(said[-size:])), "")


def _last_step(tokens: list[str]) -> int:
    """告知补正后撤回 [6件]: index of the verb that alone tells what became of them, 0 where none does."""
    at = len(tokens) - tokens[::-1].index("后")
    rest = tokens[at:]
    adverbs = wording().adverbs
    done = rest and is_verb(tokens[at - 2]) and is_verb(rest[-1])
    return at if done and all(is_verb(token) or token in adverbs for token in rest) else 0


def _behind_per(cut: CutText, start: int, end: int, kind: str) -> int:
    """Where 人均 or 平均每期 ends if no noun follows, which it would belong to (人均预期寿命); else 0."""
    per = _PER.match(cut.text, strip_lead(cut, start, end), end) or _ON_AVERAGE.search(cut.text, start, end)
    if per is None:
        return 0
    follows = cut.first(strip_lead(cut, per.end(), end), end)
    if follows is None:
        return per.end()
    # 户均增收4200元 names itself.
    return per.end() if kind != "money" and is_verb(cut.text[slice(*follows)]) else 0
