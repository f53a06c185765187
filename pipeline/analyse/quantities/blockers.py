"""What has numerals and is no quantity: dates, document numbers, names, quoted slogans, page chrome.

The blockers run before the grammar and shut it out (a mask over the text), they do not filter its
output. Sources: annotation guideline section 1 and forms seen in real reports.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.analyse.labels import LABEL
from pipeline.analyse.quantities.numerals import HAN_DIGIT, HAN_MYRIAD, HAN_POWER
from pipeline.resources import schema_path

_HAN = "一二三四五六七八九十"
_YEAR = r"(?:(?:19|20)\d\d|[一二][九〇○零O0][〇○零O0一二三四五六七八九]{2})"
_DASH = r"(?:-|—{1,2}|–|~|至|到|、|和|/)"

_SPANS = re.compile(
    "|".join(
        (
            r"《[^》\n]{1,80}》",
            r"“[^”\n]{1,24}”|‘[^’\n]{1,20}’|「[^」\n]{1,20}」",
            # years and dates, whole or with a mark lost (20212025年, 2022611日, 12022年)
            rf"(?<!\d){_YEAR}\s*年?\s*(?:{_DASH}\s*(?:{_YEAR}|\d\d(?=年))\s*年?)+(?:度|底|末|初|间)?",
            rf"(?<!\d){_YEAR}\s*(?:学年|年)(?:度|底|末|初)?"
            r"(?:\s*\d{1,2}\s*(?:[-—–~至到]\s*\d{1,2}\s*)?月(?:份|底|初|末)?)?(?:\s*\d{1,2}\s*[日号])?",
            r"(?<!\d)\d{0,2}(?:19|20)\d{3,6}[年月日号]|(?<!\d)\d(?:19|20)\d\d年",
            r"(?<!\d)(?:19|20)\d\d(?=[我全]|以来)",
            r"(?<!\d)\d{1,2}\s*(?:[-—–~至到、]\s*\d{1,2}\s*)?月(?!次)(?:份|底|初|末|[上中下]旬)?(?:\s*\d{1,2}\s*[日号])?",
            rf"[{_HAN}]{{1,3}}月(?!次)(?:份|底|初|末|[上中下]旬)?(?:[{_HAN}]{{1,3}}[日号])?(?!考)",
            r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:\s*\d{1,2}:\d\d)?",
            r"\d{1,2}[:：]\d\d(?:[:：]\d\d)?(?=\D|$)(?<![比为达]\d[:：]\d\d)",
            r"(?:上午|下午|晚上?|早上?|凌晨|中午)\s*\d{1,2}\s*[时点](?:\d{1,2}分|半|许)?|(?<!\d)\d{1,2}[时点]\d{1,2}分",
            r"(?<![\d.])\d{1,2}[·•・.]\d{1,2}(?=(?:国家|全国|宪法|禁毒|消费|世界|专案|事故|案|[”」]))",
            rf"(?<!个)前?[{_HAN}1-4]季度",
            # document, law, phone and serial numbers, addresses, versions
            r"[〔\[【(（]\s*(?:19|20)\d{2,5}\s*[〕\]】)）]?\s*(?:第\s*)?\d*\s*号?",
            r"[\u4e00-\u9fff]字\s*[\[〔(（]?\d[\d〕\])）\s]*号?|(?<!\d)\d{1,6}号(?![召角])",
            r"(?:https?://|www\.)[\w./?=&%-]+|[\w.-]+@[\w.-]+",
            r"(?<!\d)\d{3,4}-\d{7,8}|(?<!\d)1[3-9]\d{9}(?!\d)|\d+(?:-\d+){2,}",
            r"[A-Za-z]+[-.]?\d[\d.\-A-Za-z]*",
            r"\d+(?:\.\d+)?版(?!次)",
            r"(?<!\d)\d+(?:\+[\dA-Za-zN]+)+|[A-Z]\+\d+",
            r"\d+\s*[×*xX]\s*\d+(?:小时)?",
            # page chrome
            r"[^\n]*(?:浏览次数|浏览量|访问量|阅读次数|点击数|点击量|阅读)[:：][^\n]*",
            r"[^\n]*(?:索引号|成文日期|发文字号|发布日期|发布时间|发文日期|网站标识码|公网安备|ICP备)[^\n]*",
            r"[^\n]*(?:联系电话|电话|传真|邮编|邮政编码)[:：][^\n]*|[^\n]*(?:上一篇|下一篇)[:：][^\n]*",
        )
    )
)
_BOXED = re.compile(rf"[{_HAN}](?:是|要|则)(?=[^，。；、的]{{2}})|其[{_HAN}]|[((（]\s*[{_HAN}\d]{{1,3}}\s*[)）]")
_INLINE_LABEL = re.compile(r"(?<=[。；：\n])\s*\d{1,2}[.、．﹒](?!\d)")
_SLOGAN = re.compile(
    rf"[{_HAN}两]个(?:100%|百分之百|[{_HAN}]|到位|统一|结合|坚持|强化|转变|突出|严格|不变|必须|优先|确保|注重"
    r"|聚焦|加强|提升|着力|抓好|狠抓|全覆盖|清单|机制|体系|服务|离不开|不|更加|维护|确立|意识|自信|亲自|务必|牢固)"
)
_NUMERAL_CHARS = frozenset("0123456789半" + HAN_DIGIT + HAN_POWER + HAN_MYRIAD)


@lru_cache(maxsize=1)
def _names() -> dict[str, tuple[tuple[str, int], ...]]:
    """Names indexed by two characters from each of their numerals on: pair -> (name, offset)."""
    index: dict[str, list[tuple[str, int]]] = {}
    lines = schema_path("names_with_numerals.txt").read_text(encoding="utf8").splitlines()
    for name in lines:
        if not name or name.startswith("#"):
            continue
        for at, char in enumerate(name):
            if char in _NUMERAL_CHARS:
                index.setdefault(name[at : at + 2], []).append((name, at))
    return {pair: tuple(sorted(rows, key=lambda row: -len(row[0]))) for pair, rows in index.items()}


def blocked_mask(text: str) -> bytearray:
    """One byte a character of a view's text: 1 where no quantity may start."""
    mask = bytearray(len(text) + 1)

    def block(start: int, end: int) -> None:
        mask[start:end] = b"\x01" * (end - start)

    for pattern in (_SPANS, _BOXED, _INLINE_LABEL, _SLOGAN):
        for found in pattern.finditer(text):
            block(*found.span())
    at = 0
    for line in text.split("\n"):
        label = LABEL.match(line)
        if label:
            block(at, at + label.end())
        at += len(line) + 1
    return mask


def is_name(text: str, at: int) -> bool:
    """True where a listed name or idiom covers the numeral at ``at``."""
    for name, offset in _names().get(text[at : at + 2], ()):
        if text.startswith(name, at - offset):
            return True
    return False
