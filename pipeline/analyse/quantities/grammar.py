"""The number grammar: numerals, approximators, ranges, units, on the characters of a view.

Words are of no use here: segmenters split and glue figures (128.6/亿元). What is not a quantity
is shut out first (blockers.py); then a numeral counts where a unit, a multiplier or the words
around it make it one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from pipeline.analyse.modality import clause_modality
from pipeline.analyse.quantities.blockers import blocked_mask, is_name
from pipeline.analyse.quantities.bounds import bound_after, bound_before
from pipeline.analyse.quantities.numerals import ARABIC, HAN_DIGIT, HAN_MYRIAD, HAN_POWER, parse_number
from pipeline.analyse.quantities.units import kind_of, match_unit
from pipeline.model import Quantity

_HAN = HAN_DIGIT + HAN_POWER + HAN_MYRIAD
_UNIT_HEAD = "瓦米克卡帕伏赫焦字分"  # 千瓦, 千米 … are units, not a multiplier and a unit
_SCALE = rf"(?:[十百千]?[{HAN_MYRIAD}]{{1,2}}|[十百千](?![{_UNIT_HEAD}]))"
_APPROX = rf"(?:[余多几](?:{_SCALE})?|来(?=[个名位家次人件项场份]))"
_ARABIC_NUMBER = (
    rf"{ARABIC}(?:{_SCALE}(?:零?\d{{1,4}}(?:[十百千]?万|[百千](?![{_UNIT_HEAD}])))*(?:零\d{{1,4}}|\d(?=[万元]))?)?{_APPROX}?"
)
_HAN_NUMBER = rf"[{_HAN}]+(?:点[{HAN_DIGIT}]+[百千{HAN_MYRIAD}]*)?(?:几[十百千{HAN_MYRIAD}]*)?{_APPROX}?"
_SEPARATOR = r"(?:-|~|—{1,2}|–|至|到)"

_NUMERAL = re.compile(
    rf"(?P<half>一半|半数|过半数?|(?<=[近超])半(?=[，。；、]))(?![年天月径岛公小])"
    rf"|(?P<percent>百分百|[百千万]分之(?:{ARABIC}|[{_HAN}]+(?:点[{HAN_DIGIT}]+)?))"
    rf"|(?P<fraction>[{_HAN}]{{1,3}}分之[{_HAN}]{{1,3}}|(?<![\d/.])\d{{1,2}}/\d{{1,2}}(?![\d/%]))"
    rf"|(?P<proportion>(?<![\d:：.])\d+(?:\.\d+)?[:：]1(?![\d:：.]))"
    rf"|(?P<sign>(?<![\dA-Za-z)）\]〕号%-])-(?=\d)|(?<![税肩担自抱胜欠辜])负(?=\d))?(?P<number>{_ARABIC_NUMBER}|{_HAN_NUMBER})"
)
_SECOND = re.compile(rf"{_SEPARATOR}\s*({_ARABIC_NUMBER}|{_HAN_NUMBER})")
_APPROXIMATE = re.compile(r"[余多几来]")
_ADJACENT = re.compile(r"([一二两三四五六七八九])([二三四五六七八九])(?=[十百千万亿]|$)")
_ANGLE = re.compile(r"([元])(?:([\d一二两三四五六七八九]+)角)?(?:([\d一二两三四五六七八九]+)分)?")

# A classifier that goes on as another word is none: 5部门, 12项目.
_CLASSIFIER_IN_WORD = re.compile(
    r"个(?:性|别|体)|人(?:民|大|员|口|才|均|工|力)|项目(?!标|录)|次(?:级|要|生|序|数|日|年)|场(?:所|地|馆|景|合)|部(?:门|分|署|委|队)"
    r"|家(?:庭|长(?!期|效)|属)|户(?:籍|外|均)|处(?:罚|理|置|分(?!布)|级|室)|所(?:有|在|得|属|需)|条(?:例|件|款)|份额|期(?:间|限|望|末)"
    r"|批(?:准|复|评|示)|起(?:诉|草|来|步)|例(?:行|会|如)|位(?:于|居|次|列|置)|支(?:持|付|出|部|撑)|本(?:级|地|年|县|市|省|区)"
    r"|面(?:积|临|向|对)|组(?:织|长|成|建)|类(?:型|别|似)|层(?:级|次|面)|台(?:账|阶)|套餐|段落|片区|张贴|课(?:程|题)"
    r"|元(?:旦|件|素)|天(?:然|津)|升(?:级|至|高|到|为)|克(?:服|隆)|亩均|节(?:约|能|点|水)|大(?:约|于|会|队|型|力|幅|学|数据|厅|局)"
    r"|分(?:别|类|局|管|工|批|期|为|布|成|中心|会|之)|名(?:录|单|称|义)|箱包|章(?:程)|度假|成(?:立|功|员|效|果|本|绩|为|交|品|就|长|熟|套|都)|折(?:合|算|扣|叠)|倍(?:增|加|受)"
)
_PUNCTUATION = frozenset("，。；、：,;:)）】 \n|")
_BARE_BEFORE = re.compile(
    r"(?:(?:分别|均|共|共计|合计|总计|累计|数|达|是)?为|达到?|[至到共有是]|合计|共计)$"
)
_BARE_BASE = re.compile(r"^(?:缩小|降|升|提|增|减|压|扩|下降|上升|提高)")
_DURATION_CUE = re.compile(
    r"(?:连续|满|达到?|为期|历时|长达|超过?|近|不少于|不低于|不超过|至少|期限|年限|延长|缩短|缩减|压缩|提前|增加|减少|下降|提高|[为至到]|任期|寿命|以来的|约|平均|处)[^，。]{0,3}$"
)
_DURATION_TAIL = re.compile(r"以[上下内]|之内|内(?!容|部)|左右|上下|半")
_RANK_CUE = re.compile(
    r"(?:居|列|排名|名列|排|位次|名次|跃居|升至|位于|稳居|保持|进入|跻身|[全]国|[全]省|[全]市|[全]区|[全]州|[全]盟|[全]县|世界|全球|省内|国内|市内|中部|西部|东部)"
    r"[^，。；]{0,3}第$|(?:位列|位居|排名|名列|列)[^，。；]{0,12}第$"
)
# An average or a density is a ratio, whatever its unit (平均每村2名, 每万人口28件).
_AVERAGE = re.compile(r"(?:平均每|每[百千万十]+人|[日人年月户亩村周]均)[^，。；]{0,16}$")
_STRICT_ONE_BEFORE = re.compile(
    r"(?:不少于|不得少于|不低于|至少|不超过|最多|明确|配备|配齐|聘请|设立|选派|指派|确定|新建|建成|新增|增设|只有|仅有|仅|各|每[年月季周]度?(?:召开|开展|组织)?|增加|减少|共|(?<=\d[名个人家件次场])|、)"
    r"(?:开展|召开|组织|有|了)?$"
)
_ONE_UNITS = frozenset("名 次 家 场 所 支 座 处 期 位 辆 台 套 部 人 件 份 起 宗 例 例次 场次 人次 批次 个工作日 个月 年 天 本 条 户".split())
_EVENT_UNITS = frozenset("场 次 名 家 件 起 期 份 部 座 处 所 支 批".split())


def find_quantities(text: str) -> list[Quantity]:
    """All quantities of a view's text, in order.

    Args:
        text: ``view.text`` (repaired; paragraphs at line ends).

    Returns:
        Quantities with offsets into ``text``.
    """
    mask = blocked_mask(text)
    found: list[Quantity] = []
    resume = 0
    for match in _NUMERAL.finditer(text):
        start = match.start()
        if start < resume or mask[match.start("number") if match["number"] else start]:
            continue
        for quantity in _read(text, match, found[-1] if found else None):
            if quantity.end <= resume:
                continue
            found.append(quantity)
            resume = quantity.end
    return found


def _read(text: str, match: re.Match[str], previous: Quantity | None) -> Iterator[Quantity]:
    start, end = match.span()
    if match["half"]:
        yield _bounded(text, Quantity(start, end, Decimal(50), "%", "percent"), "over" if match["half"][0] == "过" else "")
    elif match["percent"]:
        words = match["percent"]
        if words == "百分百":
            if re.search(r"率[均都]?(?:达到?|为|是)?$", text[max(0, start - 6) : start]):
                yield Quantity(start, end, Decimal(100), "%", "percent")
            return
        value = parse_number(words[3:])
        if words[0] == "万":
            yield _bounded(text, Quantity(start, end, value / 10000, "", "ratio"))
        else:
            yield _bounded(text, Quantity(start, end, value, "%" if words[0] == "百" else "‰", "percent"))
    elif match["fraction"]:
        words = match["fraction"]
        below, above = words.split("分之") if "分之" in words else reversed(words.split("/"))
        divisor, part = parse_number(below), parse_number(above)
        if divisor and part < divisor and not match_unit(text, end):
            value = (part / divisor).quantize(Decimal("0.000001"), ROUND_HALF_UP)
            yield _bounded(text, Quantity(start, end, value, "", "ratio"))
    elif match["proportion"]:
        if re.search(r"比(?:例|率|值)?[^，。]{0,4}$", text[max(0, start - 8) : start]):
            yield _bounded(text, Quantity(start, end, Decimal(re.split("[:：]", match["proportion"])[0]), "", "ratio"))
    else:
        quantity = _number(text, match, previous)
        if quantity:
            yield quantity


def _number(text: str, match: re.Match[str], previous: Quantity | None) -> Quantity | None:
    start, end = match.span("number")
    words = match["number"]
    han = not words[0].isdigit()
    before = text[max(0, start - 24) : start]
    if before[-1:] == "第":
        return _rank(text, start, end, before, previous)
    if han:
        if before[-1:] in ("数", "几", "若", "无", "初", "头", "其"):
            return None
        if text[end : end + 1] == "番" and re.search("翻了?$", before):
            return _times(text, start, end)
        if is_name(text, start):
            return None
        while len(words) > 1 and words[0] in "零〇○" and words[1] in HAN_MYRIAD:
            return None
    if words[-1] in "来几" and not han and words[-1] == "几":
        return None
    unit = _unit(text, end)
    if han and words[0] in "百千佰仟" + HAN_MYRIAD and not _bare_multiplier(words, before, unit, text[end + len(unit) : end + len(unit) + 2]):
        return None
    second, stop = None, end + len(unit)
    separated = _SECOND.match(text, stop)
    if separated and not (separated.group()[0] in "至到" and unit and text[stop - 1] not in "%万亿元天年月日件人次个名") :
        tail_unit = _unit(text, separated.end())
        if tail_unit and (not unit or unit == tail_unit) or not tail_unit and not unit and separated.end(1) - separated.start(1) > 3:
            second, stop, unit = separated[1], separated.end() + len(tail_unit), tail_unit
    tail = text[stop : stop + 12]
    head = match.start("sign") if match["sign"] else start
    kind = kind_of(unit)
    try:
        low, high, approximate = _values(words)
    except ValueError:
        return None
    if second is not None:
        try:
            other, _, _ = _values(second)
        except ValueError:
            return None
        low, high = _shared_scale(low, words, other, second), other
        if high <= low:
            second, high, stop = None, None, end
            unit = _unit(text, end)
            stop = end + len(unit)
            kind = kind_of(unit)
            tail = text[stop : stop + 12]
    if unit == "成":
        if not han and low > 10:
            return None
        low, high, unit, kind = low * 10, high * 10 if high is not None else None, "%", "percent"
        if tail[:1] and tail[0] in "一二三四五六七八九" and high is None:  # 九成六 is 96%
            low += parse_number(tail[0])
            stop += 1
            tail = tail[1:]
    if match["sign"]:
        low = -low
    if unit in ("个百分点", "百分点"):
        unit, kind = "百分点", "percent"
    if kind in ("measure", "count", "money", "duration") and text[stop : stop + 1] == "/":
        per = re.match(r"/[万亿百千]?", text[stop : stop + 2])
        other_unit = _unit(text, stop + per.end()) if per else ""
        if per and other_unit:
            stop += per.end() + len(other_unit)
            unit = unit + per.group() + other_unit
            kind = "measure" if kind == "measure" and kind_of(other_unit) == "measure" else "ratio"
            tail = text[stop : stop + 12]
    if unit == "元":
        coins = _ANGLE.match(text, stop - 1)
        if coins and (coins[2] or coins[3]):
            low += parse_number(coins[2]) / 10 if coins[2] else 0
            low += parse_number(coins[3]) / 100 if coins[3] else 0
            stop = coins.end()
    if tail[:1] == "半" and unit and tail[1:2] not in ("年", "天", "数", "月") and kind != "percent" or (unit == "%" and words[-1:] not in "%" and tail[:1] == "半"):
        low += Decimal(5) if unit == "%" else Decimal("0.5")
        stop += 1
    if tail[:1] == "多" and (unit in ("倍",) or kind == "percent") and unit != "百分点":  # 一成多, 四倍多
        approximate = "over"
        stop += 1
    if not _counts(text, words, han, unit, kind, before, text[end : end + 3], text[stop : stop + 12], second is not None):
        return None
    if unit == "位" and re.search(r"(?:居|列|排|进入|跻身|稳居|[全][国省市县区])[^，。；]{0,3}前$", before):
        return Quantity(head, stop, low, "位", "rank", bound="at_most")
    if unit == "大" and not re.match(r"[\u4e00-\u9fff]{2}", text[stop : stop + 2]):
        return None
    if unit == "分" and kind == "count" and not re.search(r"[分得评绩效核]|满意|考核|指数|[提降高下]", before):
        return None
    if kind == "count" and _AVERAGE.search(before):
        kind = "ratio"
    return _bounded(text, Quantity(head, stop, low, unit, kind, value_max=high), approximate)


def _unit(text: str, at: int) -> str:
    """The unit at ``at``, "" where the characters go on as another word."""
    if text[at : at + 1] == "成" and not _CLASSIFIER_IN_WORD.match(text, at):
        return "成"
    if text[at : at + 1] == "折" and not _CLASSIFIER_IN_WORD.match(text, at):
        return "折"
    unit = match_unit(text, at)
    if len(unit) == 1 and _CLASSIFIER_IN_WORD.match(text, at):
        return ""
    if unit and unit[-1].isascii() and unit != "%" and text[at + len(unit) : at + len(unit) + 1].isalnum() and text[at + len(unit)].isascii():
        return ""
    return unit


def _values(words: str) -> tuple[Decimal, Decimal | None, str]:
    """Value, upper end and bound of a numeral with its approximators."""
    approximate = _APPROXIMATE.search(words)
    bare = _APPROXIMATE.sub("", words)
    bound = ""
    if approximate:
        bound = "about" if approximate.group() == "来" else "over"
    pair = _ADJACENT.search(bare)
    if pair and not re.search("[〇零○\\d]", bare):
        first, last = "一二三四五六七八九".find(pair[1].replace("两", "二")), "一二三四五六七八九".find(pair[2])
        if last - first in (1, 2):
            low = parse_number(bare[: pair.start(2)] + bare[pair.end(2) :])
            high = parse_number(bare[: pair.start(1)] + bare[pair.end(1) :])
            return low, high, ""
    return parse_number(bare), None, bound


def _shared_scale(low: Decimal, first: str, high: Decimal, second: str) -> Decimal:
    """``15至16万`` shares its multiplier; ``5000至1万`` does not."""
    if re.search(r"[百千万亿]", first):
        return low
    scale = re.search(r"[十百千]?[万亿]+$|[百千]$", second)
    if scale and second[0].isdigit() == first[0].isdigit():
        wide = low * parse_number("1" + scale.group())
        if wide < high:
            return wide
    return low


def _rank(text: str, start: int, end: int, before: str, previous: Quantity | None) -> Quantity | None:
    words = text[start:end]
    following = text[end : end + 1]
    chained = previous is not None and previous.kind == "rank" and start - previous.end <= 2
    if following == "位" and text[end + 1 : end + 2] not in ("领", "责") or chained or _RANK_CUE.search(before):
        if following == "位" or (following == "名" and (chained or _RANK_CUE.search(before))):
            stop = end + 1
        elif following in _PUNCTUATION or not following or text[end : end + 2] in ("，且", "上升"):
            stop = end
        else:
            return None
        try:
            return Quantity(start, stop, parse_number(words), "位", "rank")
        except ValueError:
            return None
    return None


def _times(text: str, start: int, end: int) -> Quantity | None:
    doublings = parse_number(text[start:end])
    return _bounded(text, Quantity(start, end + 1, Decimal(2) ** int(doublings), "倍", "ratio"))


def _bare_multiplier(words: str, before: str, unit: str, following: str) -> bool:
    """百场, 万余份, 百亿元: a multiplier without a digit counts only with a cue."""
    if following[:1] in ("级", "强", "里", "般"):
        return False
    if before[-1:] == "每" or before.endswith(("几", "数", "成")):
        return False
    if re.search(r"(?:[近上超约逾过达]|突破|超过|接近|将近|不足|大约)$", before) and (unit or words[-1] in "余多"):
        return True
    if re.match("以[上下]", following):
        return bool(unit)
    if words[-1] in "余多" and len(words) >= 2:
        return bool(unit) or following[:1] in "万亿"
    if any(c in words for c in "余多"):
        return bool(unit)
    if words == "百" and unit == "公里":
        return False
    if kind_of(unit) in ("money", "measure") and unit not in ("度", "平方"):
        return before[-1:] not in ("（", "(", "：", ":", "/", "位") and len(words) > (1 if kind_of(unit) == "measure" and words == "万" else 0) and words != "万"
    return len(words) >= 2 and words[-1] in HAN_DIGIT and bool(unit)


def _counts(
    text: str, words: str, han: bool, unit: str, kind: str, before: str, after_number: str, after: str, is_range: bool
) -> bool:
    """True where the numeral says how many of something."""
    following = after[:1]
    if not unit:
        if after_number[:1].isalpha() and after_number[:1].isascii():
            return False
        scaled = words[-1] in "万亿" or (words[-1] in "余多" and len(words) > 2)
        if scaled and not han and following and following not in "级强户" and before[-1:] not in ("“",):
            return True
        if words in ("零", "0"):
            return bool(re.search(r"(?:均?为|是|[：:])$", before)) and (following in _PUNCTUATION or not following)
        if han:
            return False
        if _BARE_BEFORE.search(before) and (following in _PUNCTUATION or not following):
            return True
        return bool(re.search(r"[由从]$", before) and _BARE_BASE.match(after)) and "." in words
    if kind == "duration":
        if unit == "年":
            if re.match(r"来|度|级|行动|规划|计划|攻坚|方案|制|期间|一遇|前|后(?!下)|多来|间(?!隔)", after) or (words.isdigit() and len(words) == 4):
                return False
            if re.search(r"(?:近|前|后|这|过去|未来|最近|上)[的]?$", before):
                return False
            return bool(_DURATION_CUE.search(before) or _DURATION_TAIL.match(after) or "." in words or is_range or re.match(r"以上", after))
        if unit in ("日", "天"):
            if unit == "日":
                return bool(_DURATION_TAIL.match(after)) or bool(_DURATION_CUE.search(before)) or is_range
            return following not in ("津",) and not (han and words == "一")
        if unit in ("月", "周", "星期"):
            return bool(_DURATION_TAIL.match(after))
        if han and words == "一":
            return bool(_STRICT_ONE_BEFORE.search(before)) or bool(_DURATION_TAIL.match(after))
        return not (unit in ("小时", "分钟") and after[:1] in ("圈", "工程", "服务圈"))
    if han and words == "一":
        if unit in ("倍", "折"):
            return True
        if unit == "%":
            return True
        if unit not in _ONE_UNITS and unit != "个":
            return False
        if re.match(r"以上|的(?:要求|标准)", after) and unit in _ONE_UNITS:
            return True
        if unit == "个" and not re.search(r"(?:不少于|不低于|至少|只有|仅有|增加|减少)(?:有|了|设立|建成)?$", before):
            return False
        if bound_before(before) in ("at_least", "at_most"):
            return True
        if unit in _EVENT_UNITS and following in "，。；、" and before[-1:] not in "又再这那上下同唯":
            return True
        return bool(_STRICT_ONE_BEFORE.search(before)) and not re.match(r"一|个人|道|支队伍", after)
    if han and unit in ("级", "号", "分", "点"):
        return False
    if han and unit == "成" or unit == "%" or kind == "percent":
        return True
    if unit in ("台", "层") and han and words in "一二三":
        return False
    if unit == "倍" and following == "增":
        return False
    if unit == "瓦" or (unit == "度" and han):
        return False
    if unit == "个" and re.match(r"(?:一百年|代表|百年)", after):
        return False
    return True


def _bounded(text: str, quantity: Quantity, approximate: str = "") -> Quantity:
    """Set the bound from the words around the quantity; the strictest statement wins."""
    if quantity.value_max is not None:
        quantity.bound = "range"
        return quantity
    left, right = text[max(0, quantity.start - 16) : quantity.start], text[quantity.end : quantity.end + 4]
    ahead = bound_before(left)
    behind = bound_after(right, quantity.kind)
    if behind == "above":
        cut = max(text.rfind("。", 0, quantity.start), text.rfind("\n", 0, quantity.start)) + 1
        mode = clause_modality(text[cut : quantity.start], text[quantity.end : quantity.end + 30], quantity.kind)
        behind = "over" if mode == "actual" else "at_least"
    if not ahead and left[-1:] == "上" and text[quantity.start] in "百千万" and left[-2:-1] not in ("以", "网", "线"):
        ahead = "over"
    if ahead in ("at_least", "at_most"):
        quantity.bound = ahead
    else:
        quantity.bound = behind or ahead or approximate or "exact"
    return quantity
