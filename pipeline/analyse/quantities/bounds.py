"""Words around a number that bound it: 约 近 超 不少于 before it, 以上 左右 以内 behind it."""

from __future__ import annotations

import re

from pipeline.analyse.modality import clause_modality, states_standard
from pipeline.model import Quantity

# The words before a number are matched backwards from it, so that a match starts at a known place.
_WORDS: dict[str, str] = {
    "at_least": "不少于 不得少于 不低于 不得低于 不应少于 不能少于 不小于 至少 最少 起码",
    "at_most": "不超过 不多于 不高于 不得超过 不得高于 不得多于 不大于 至多 最多 不足 不到 不满 少于 低于 "
    "小于",
    "over": "超过 超出 突破 首破 多于 高于 大于 跨越 跨上 迈上 迈过 跃上 冲破 跨过 逾",
    "nearly": "将近 接近 逼近",
    "about": "大约 大概 大致",
}
# 不下 and the one-character words are bounds only outside longer words (居高不下, 超市, 最近, 节约).
_SHORT: dict[str, str] = {
    "at_least": r"下不(?!高)",
    "over": r"超(?![高反])|过(?=[已刚])|破(?=[量数额值])",
    "nearly": r"近(?![最附临靠远亲])",
    "about": r"约(?!制(?!强)|[节合预签履违公条契特誓民协邀赴])",
}
#: Words that may stand between a bounding word and its number and name nothing (超过了).
_FILLERS = "了 达 为 有 到 在 占 是 达到"
#: Verbs that may stand there, too (至少开展1次, 约提升2个百分点), but are part of what is said.
_VERBS = (
    "开展 组织 召开 设立 配备 举办 进行 安排 集中 学习 接受 参加 完成 培训 新增 培养 提前 建成 办好 实施 "
    "回访 提升 提高 下降 增长 减少 增加 缩短 节约 压缩 降低 上升"
)


def _backwards(words: str) -> str:
    """An alternation of the words of a string, each written from its end."""
    return "|".join(sorted((word[::-1] for word in words.split()), key=len, reverse=True))


def _bounding(between: str) -> re.Pattern[str]:
    """Bounding words with up to two of the words ``between`` and the number, backwards."""
    bounds = "|".join(
        f"(?P<{bound}>{_backwards(words)}{'|' + _SHORT[bound] if bound in _SHORT else ''})"
        for bound, words in _WORDS.items()
    )
    return re.compile(f"(?:{_backwards(between)}){{0,2}}(?:{bounds})")


#: The last characters of all these words.
_ENDS = frozenset(
    word[-1] for words in (*_WORDS.values(), _FILLERS, _VERBS) for word in words.split()
) | frozenset("下超过破近约")
_BEFORE = _bounding(f"{_FILLERS} {_VERBS}")
_ADJACENT = _bounding(_FILLERS)
# 至少 and 最多 are adverbs of the whole predicate (至少配备公职律师1名); 不得低于低保标准的1.6倍.
_GAP = "[^，。；、：:\n0-9的]{1,12}"
_ADVERB = re.compile(f"{_GAP}(?:(?P<at_least>少至)|(?P<at_most>多至))")
_COMPARED = re.compile(r"的[^，。；\n]{1,14}(?:(?P<at_least>于[低少]得?不)|(?P<at_most>到不|过超得?不))")
# 上百次, 上万人
_UPWARDS = re.compile(r"(?:^|[^以网线])上$")
# 发展起1个以上特色产业 tells a result although a noun follows.
_RESULT = re.compile(r"[起了成出]$")
# What is said of a result beside a standard; 不低于 belongs to the standard itself.
_HELD_AGAINST = re.compile(r"(?<![不得])(?:[高低多少大小优]于|超[过出]?)$")
#: How far to the left of a number its bound may begin.
_REACH = 24

_AFTER = re.compile(
    r"(?P<above>及?以上|之上|有余|还多)|(?P<about>左右|上下)|(?P<at_most>及?以内|之内|及?以下|之下)"
    r"|(?P<within>内(?![部容涵在外控]))|(?P<over>多(?![次个项种家元样部维方]))"
)
_OPENS_BOUND = frozenset("及以之有左上内多还")  # what these begin with
# 以上 with a noun right behind it names a class, not a result: 20户以上自然村, 90分以上的案卷.
_CLASS = re.compile(r"及?以上(?:的(?=[\u4e00-\u9fff0-9])|(?=[\u4e00-\u9fff]))")
_AIM = re.compile(r"及?以上的[^，。；、\d]{0,6}?(?:目标|要求|标准)")
_RULE = re.compile(r"须|应(?=当|在|不|于|达|为|由|按|保)|不得|方可|方能")
_CLAUSE_START = re.compile(r"[。\n；，]")
#: A measure of time or of things may name a class by its least member; a share tells a result.
_CLASS_KINDS = frozenset(("count", "measure", "money", "duration"))


def bound_before(left: str) -> str:
    """Bound set by the words that end ``left`` (the text before a number), or ""."""
    last = left[-1:]
    if last not in _ENDS and last != "的" and "至" not in left:
        return ""
    backwards = left[: -_REACH - 1 : -1]
    found = _BEFORE.match(backwards) or _ADVERB.match(backwards) or _COMPARED.match(backwards)
    return found.lastgroup or "" if found else ""


def bound_start(text: str, start: int, end: int) -> int:
    """Where the words begin that bound a number at ``end``, ``end`` if none do in ``text[start:end]``."""
    if text[end - 1] not in _ENDS:
        return end
    found = _ADJACENT.match(text[start:end][::-1])
    return end - found.end() if found else end


def _bound_behind(text: str, quantity: Quantity) -> str:
    """Bound set by the words right behind a quantity, or ""."""
    if text[quantity.end : quantity.end + 1] not in _OPENS_BOUND:
        return ""
    found = _AFTER.match(text, quantity.end)
    if not found:
        return ""
    name = found.lastgroup or ""
    if name == "within":
        return "at_most" if quantity.kind == "duration" else ""
    if name == "over":  # 驻村两年多; elsewhere 多 begins a word
        return "over" if quantity.kind == "duration" and quantity.unit == "年" else ""
    return _above(text, quantity) if name == "above" else name


def _above(text: str, quantity: Quantity) -> str:
    """以上 is ``over`` behind an achieved figure, ``at_least`` in a rule, an aim or a class."""
    if _AIM.match(text, quantity.end):
        return "at_least"
    is_class = _CLASS.match(text, quantity.end) and not _RESULT.search(
        text, max(0, quantity.start - 1), quantity.start
    )
    if is_class and (quantity.kind in _CLASS_KINDS or quantity.unit == "倍"):
        return "at_least"
    sentence = max(text.rfind("。", 0, quantity.start), text.rfind("\n", 0, quantity.start)) + 1
    if _RULE.search(_CLAUSE_START.split(text[sentence : quantity.start])[-1]):
        return "at_least"
    behind = quantity.end
    mode = clause_modality(text, sentence, quantity.start, behind, behind + 30, quantity.kind)
    return "over" if mode == "actual" else "at_least"


def set_bound(text: str, quantity: Quantity, approximate: str = "") -> Quantity:
    """Set the bound from the words around the quantity; the strictest statement wins.

    Args:
        text: the view's text.
        quantity: its bound is written.
        approximate: the bound by its own words (余 多 几 来), or "".
    """
    if quantity.value_max is not None:
        quantity.bound = "range"
        return quantity
    start = quantity.start
    ahead = bound_before(text[max(0, start - _REACH) : start])
    if not ahead and text[start] in "百千万" and _UPWARDS.search(text[max(0, start - 2) : start]):
        ahead = "over"
    if (
        ahead
        and _HELD_AGAINST.search(text[max(0, start - 3) : start])
        and states_standard(text, quantity.end, quantity.end + 12)
    ):
        ahead = ""  # 高于4批次/千人的标准: not what bounds the standard
    if ahead not in ("at_least", "at_most"):
        ahead = _bound_behind(text, quantity) or ahead or approximate or "exact"
    quantity.bound = ahead
    return quantity
