"""What a number looks like: the patterns of numerals, matched where one begins.

Words are of no use here: segmenters split and glue figures (128.6/亿元). All patterns are
anchored by ``match`` at a position that :data:`TRIGGER` found.
"""

from __future__ import annotations

import re

from pipeline.analyse.quantities.numerals import (
    ARABIC,
    FINANCIAL_ONES,
    HAN_DIGIT,
    HAN_MYRIAD,
    ONES,
    ZEROS,
)

#: Where a quantity may begin; signs and 过 are looked for to the left of it.
TRIGGER = re.compile(rf"[\d{HAN_DIGIT}十百千拾佰仟廿卅{HAN_MYRIAD}半]")

_UNIT_HEAD = "瓦米克卡帕赫伏焦"  # 千瓦, 千米 … are units, not a multiplier and a unit
_SCALE = rf"(?:[十百千]?[{HAN_MYRIAD}]{{1,2}}|[十百千](?![{_UNIT_HEAD}分]))"
# 十来个 but not 三年来, 来自; the counted thing follows at once.
_ABOUT = r"(?<=[十百千0])[来來](?=[个名位家次人件项场份户条处起宗本天年亩里吨斤公分张万])"
# 100+项, 10万+人次 but not 1+N
_PLUS = rf"(?<=[\d{HAN_MYRIAD}][\d{HAN_MYRIAD}])\+(?=[\u4e00-\u9fff，。；、）\n]|$)"
_APPROX = rf"(?:[余餘多几幾](?:{_SCALE})?|{_ABOUT}|{_PLUS})"
# Digits torn apart by spaces: one by one (1 2 0万元) or in groups of three (1 234 567元).
_SPACED = r"\d(?: \d){2,}(?![\d.,])|\d{1,3}(?: (?:\d{3})+)+(?![\d.,])"
# 25万6千, 1亿2千万, 3万零50, 2万1600; 2万5元.
_MIXED_TAIL = (
    rf"(?:零?\d{{1,4}}(?:[十百千]?[万萬]|[百千](?![{_UNIT_HEAD}])))*"
    r"(?:零\d{1,4}|(?<=[万萬])\d{4}(?![\d.年])|\d(?=[万元]))?"
)
# The common case goes first: digits behind which none of all this can follow.
_PLAIN = rf"\d+(?![\d ,，.十百千{HAN_MYRIAD}余餘多几幾来來+])"
_ARABIC_NUMBER = rf"(?:{_PLAIN}|(?:{_SPACED}|{ARABIC})(?:{_SCALE}{_MIXED_TAIL})?{_APPROX}?)"

# 千 before the head of a unit belongs to the unit (一千瓦, 三百千伏安), save in 一万五千瓦, where
# the digit before it could otherwise only be read as colloquial (一万五 千瓦).
_THOUSAND = rf"千(?:(?![{_UNIT_HEAD}])|(?<=[{HAN_MYRIAD}][{ONES}{FINANCIAL_ONES}]千))"
_EVERYDAY_SIGN = rf"{ZEROS}{ONES}十百廿卅{HAN_MYRIAD}"
_EVERYDAY = rf"(?:[{_EVERYDAY_SIGN}]|{_THOUSAND})(?:[{_EVERYDAY_SIGN}拾佰仟]|{_THOUSAND})*"
_FRACTION = rf"(?:点[{ZEROS}{ONES}]+(?:[百{HAN_MYRIAD}]|{_THOUSAND})*)?"
# 几 belongs to the number when digits go before it (十几, 8万几千).
_VAGUE_TAIL = rf"(?:[几幾](?:[十百{HAN_MYRIAD}]|{_THOUSAND})*)?"
# 伍 陆 拾 are also words and names: a financial digit counts before a multiplier or a coin.
_FINANCIAL = (
    rf"(?:[壹贰貳叁參肆柒捌玖]|[{FINANCIAL_ONES}拾](?=[拾佰仟十百千{HAN_MYRIAD}元圆]))"
    rf"(?:[{FINANCIAL_ONES}拾佰仟百零{HAN_MYRIAD}]|{_THOUSAND})*"
)
# 一万2千户
_HAN_THEN_ARABIC = rf"[{ONES}十百千]+[{HAN_MYRIAD}]\d{{1,4}}(?:[十百千]?[万萬]|[百千](?![{_UNIT_HEAD}]))"
_HAN_NUMBER = rf"(?:{_HAN_THEN_ARABIC}|{_EVERYDAY}{_FRACTION}{_VAGUE_TAIL}|{_FINANCIAL}|[拾佰仟]+){_APPROX}?"
_NUMBER = rf"(?:{_ARABIC_NUMBER}|{_HAN_NUMBER})"

#: A whole numeral with multipliers and approximators, without unit.
NUMBER = re.compile(_NUMBER)
_SEPARATOR = r" ?(?:-{1,2}|~|—{1,2}|–|至|到) ?"
#: The second end of a range, with its separator (3--5, 3 - 5, 三至五); groups: sign, number.
UPPER_END = re.compile(rf"{_SEPARATOR}((?<=[至到~])[-负])?({_NUMBER})")
_PERCENT = rf"([百千万])分之({ARABIC}|[{ZEROS}{ONES}十百]+(?:点[{ZEROS}{ONES}]+)?)"
#: 百分之二十三点五, 千分之2.4, 万分之三; groups: base, value.
PERCENT = re.compile(_PERCENT)
#: 至百分之五, the second end of a range of percentages.
UPPER_PERCENT = re.compile(_SEPARATOR + _PERCENT)
#: 三分之一 and 1/3; groups: denominator, numerator | numerator, denominator.
FRACTION = re.compile(
    rf"([{ONES}十百]{{1,3}})分之([{ONES}十百]{{1,3}})|(?<![\d/.])(\d{{1,2}})/(\d{{1,2}})(?![\d/%.])"
)
#: 1.6:1, the first of its two numbers.
PROPORTION = re.compile(r"(?<![\d:：.])(\d+(?:\.\d+)?)[:：]1(?![\d:：.])")
#: A minus sign that ends the text to the left: no dash of a range, a code or a bullet.
MINUS = re.compile(r"(?:^|[^\dA-Za-z)）\]〕号%-])-$")
#: 负 as a sign, not as the end of 税负, 减负, 胜负.
NEGATIVE = re.compile(r"(?<![税肩担自抱胜欠辜减增正])负$")
