"""What has numerals and is no quantity: dates, document numbers, codes, quoted slogans, page chrome.

Two ways, both cheap: spans are found once for a text by characters that are rare in it (quotation
marks, keywords of page furniture, labels at line starts); forms that begin with a numeral are
matched only where a numeral stands. Sources: annotation guideline section 1 and forms seen in real
reports. Names and idioms are in names.py.
"""

from __future__ import annotations

import re

from pipeline.analyse.labels import LABEL

_HAN = "一二三四五六七八九十"
_YEAR = r"(?:19|20)\d\d"
_DASH = r"(?:-|—{1,2}|–|~|至|到|、|和|/)"
_TO = r"\s*(?:[-—–~至到]\s*)"

_QUOTED = re.compile(
    r"《[^》\n]{1,80}》|“[^”\n]{1,24}”|‘[^’\n]{1,20}’|「[^」\n]{1,20}」|https?://[\w./?=&%-]+|www\.[\w./?=&%-]+"
)
# Page furniture: the keyword with what it labels, up to a gap or a sign; the line may go on with text.
_CHROME = (
    re.compile(
        r"(?:浏览|浏览次数|浏览量|访问量|访问总数|阅读|阅读次数|阅读量|点击|点击数|点击量)[:：]\s*[^\n，。；|]*"
    ),
    re.compile(
        r"(?:成文日期|发布日期|发布时间|发文日期|发文字号|生效日期|公开日期|文件大小|备案号|电话|传真|邮编|邮政编码)[:：]"
        r"\s*[^\s，。；|]*"
    ),
    re.compile(
        r"(?:索引号|网站标识码|公网安备|ICP备|统一社会信用代码)[:：]?\s*[\dA-Za-z./,-]*"
        r"|(?:阅读量|浏览量)\d[\d,]*(?![\d,.]*[余多]?[万亿次])"
    ),
    re.compile(r"(?:上一篇|下一篇)[:：][^\n]*"),
)

# One of these stands in each of them; most reports have none.
_CHROME_SIGN = re.compile(
    "浏览|访问|阅读|点击|日期[:：]|时间[:：]|文字号[:：]|件大小[:：]|备案号[:：]|电话[:：]|传真[:：]|邮编[:：]|邮政编码[:：]"
    "|索引号|网站标识码|公网安备|ICP备|统一社会信用代码|上一篇[:：]|下一篇[:：]"
)

_MONTH_TAIL = r"月(?:份|底|初|末|[上中下]旬)?"
_DAY = rf"(?:\s*\d{{1,2}}\s*[日号](?:{_TO}\d{{1,2}}\s*[日号])?)?"
# Numerals in digits; matched at the first digit.
_DIGITAL = re.compile(
    "|".join(
        (
            # years and dates, whole or with a mark lost (20212025年, 2022611日, 12022年)
            rf"{_YEAR}\s*年?\s*(?:{_DASH}\s*(?:{_YEAR}|\d\d(?=年))\s*年?)+(?:度|底|末|初|间)?",
            rf"{_YEAR}\s*(?:学|财)?年(?:度|底|末|初)?(?:\s*\d{{1,2}}\s*(?:{_TO}\d{{1,2}}\s*)?{_MONTH_TAIL})?{_DAY}",
            r"\d{0,2}(?:19|20)\d{3,6}[年月日号]",
            rf"\d{_YEAR}年",
            rf"{_YEAR}(?=[我全]|以来)",
            rf"\d{{1,2}}\s*(?:(?:{_TO}|、\s*)\d{{1,2}}\s*)?月(?!次)(?:份|底|初|末|[上中下]旬)?{_DAY}",
            rf"(?<=每[月年周])\d{{1,2}}[日号](?:{_TO}\d{{1,2}}[日号])?",
            rf"{_YEAR}([-/.])\d{{1,2}}\1\d{{1,2}}(?:\s*\d{{1,2}}:\d\d)?",
            r"(?<![比为达])\d{1,2}[:：]\d\d(?:[:：]\d\d)?(?!\d)",
            r"(?<=[午上晨])\s*\d{1,2}\s*[时点](?:\d{1,2}分|半|许)?|\d{1,2}[时点]\d{1,2}分",
            r"\d{1,2}[·•・.]\d{1,2}(?=国家|全国|宪法|禁毒|消费|世界|专案|事故|案|[”」])",
            r"[1-4]季度",
            # document, law, phone, serial and house numbers, versions
            rf"(?<=[〔\[【(（]){_YEAR}\d?\s*(?:[〕\]】)）]\s*(?:第\s*)?\d*\s*号?|号)",
            r"(?<=[〔\[【(（])(?:19|20)\d{2,6}号",
            r"(?<=字[\[〔(（])\d[\d〕\])）\s]*号?|(?<=字)\d[\d〕\])）\s]*号?",
            r"\d{1,6}号(?![召角])",
            r"\d{3,4}[-—]\d{7,8}|1[3-9]\d{9}(?!\d)|\d+(?:-\d+){2,}|[\w.-]{1,40}@[\w.-]+",
            r"(?<=[A-Za-z])[\d.\-A-Za-z]+|(?<=[A-Za-z][-.])[\d.\-A-Za-z]+",
            r"\d+(?:\.\d+)?版(?!次)",
            r"\d+(?:\+[\dA-Za-zN]+)+|(?<=\+)\d+",
            r"\d个(?:100%|百分之百)|(?<=第)\d{1,4}[-—–~至到]\d{1,4}",
            r"\d+\s*[×*xX]\s*\d+(?:小时)?",
            r"\d+周年|(?<=每)\d+[百千]?万?(?:人口?|名[^，。；\d]{0,4}|户)(?=\d)",
            r"(?<=附件)\d{1,2}|(?<=附表)\d{1,2}|\d+(?:层|楼|栋|幢|单元)\d+(?=[室号房])",
            # labels: in brackets, or glued to the next sentence
            r"(?<=[(（])\s*\d{1,3}\s*[)）]",
            r"(?<=[。；：\n])\d{1,2}[.、．﹒](?!\d)|(?<=[。；：\n] )\d{1,2}[.、．﹒](?!\d)",
        )
    )
)
# Numerals in Chinese; matched at the first character.
_SPELT = re.compile(
    "|".join(
        (
            rf"[一二][九〇○零0][〇○零0{_HAN}]{{2}}\s*年(?:度|底|末|初)?",
            rf"[{_HAN}]{{1,3}}月(?!次|考)(?:份|底|初|末|[上中下]旬)?(?:[{_HAN}]{{1,3}}[日号])?",
            rf"(?<![分得评])[{_HAN}]{{1,3}}[点时](?:许|半|钟|[{_HAN}]{{1,3}}分)",
            rf"(?<=[午上晨])[{_HAN}]{{1,3}}[点时]",
            rf"[{_HAN}]季度|[{_HAN}百]{{1,4}}周年",
            rf"(?<=其)[{_HAN}]",
            rf"(?<=[(（])\s*[{_HAN}]{{1,3}}\s*[)）]",
            rf"[{_HAN}](?:是|要|则)(?=[^，。；、的]{{2}})",
            # 第一、二、三批次: an ordinal goes on through the list
            rf"(?<=第)[{_HAN}]{{1,3}}(?:、[{_HAN}]{{1,3}})+",
            # ordinals without 第: 人大三次会议, 二次审议稿; two of a thing is 两, so 二 numbers it
            rf"(?<=[大协届委])[{_HAN}]{{1,3}}次(?:会议|全会|全体|职代会|党代会)",
            rf"(?<=届)[{_HAN}]{{1,3}}次",
            r"(?<![十百千万零〇])二[次期级类把批轮层道张块线楼手审等]",
            rf"[{_HAN}两]个(?:100%|百分之百|[{_HAN}]|到位|统一|结合|坚持|强化|转变|突出|严格|不变|必须|优先|确保|注重"
            r"|聚焦|加强|提升|着力|抓好|狠抓|全覆盖|清单|机制|体系|服务|离不开|不|更加|维护|确立|意识|自信|亲自|务必|牢固)",
        )
    )
)

# The common case, told apart without trying the forms: a figure in prose with its classifier.
_PLAIN = re.compile(
    r"(?<![A-Za-z.+字(（〔\[【月年周第每-])(?<!附[件表])\d+(?:\.\d+)?(?:[件人名次户家项万亿元%余多份场条亩位]|个(?!100%|百))"
)


class Blocked:
    """Spans of a text that hold no quantity, asked for from left to right."""

    def __init__(self, text: str) -> None:
        """Find the spans of ``text``, a view's text."""
        patterns = (_QUOTED, *_CHROME) if _CHROME_SIGN.search(text) else (_QUOTED,)
        spans = [found.span() for pattern in patterns for found in pattern.finditer(text)]
        start = 0
        while start >= 0:
            label = LABEL.match(text, start)
            if label:
                spans.append(label.span())
            start = text.find("\n", start) + 1 or -1
        spans.sort(reverse=True)
        self._ahead = spans

    def end(self, at: int) -> int:
        """Where the span ends that covers ``at``, or 0; ``at`` never goes back."""
        while self._ahead:
            start, end = self._ahead[-1]
            if at < start:
                return 0
            if at < end:
                return end
            self._ahead.pop()
        return 0


def form_end(text: str, at: int) -> int:
    """Where the date, code or ordinal ends that begins with the numeral at ``at``, or 0."""
    if not text[at].isdecimal():
        found = _SPELT.match(text, at)
    elif _PLAIN.match(text, at):
        return 0
    else:
        found = _DIGITAL.match(text, at)
    return found.end() if found else 0
