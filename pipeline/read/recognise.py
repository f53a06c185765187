"""Is this the text of an office at all? Only clear cases are refused, each with what to do."""

from __future__ import annotations

import re

from pipeline.read.content import Unreadable
from pipeline.traditional import simplified

CJK = re.compile(r"[\u4e00-\u9fff]")
# What pages say instead of a report. Counted only in short texts: reports speak of 验证码 too.
ERROR_PAGE = re.compile(
    r"页面不存在|页面未找到|页面找不到|找不到.{0,6}页面|访问的页面|无法访问|页面(?:已|被)删除|拒绝访问|系统维护|"
    r"网站维护|请输入验证码|访问过于频繁|启用 ?JavaScript|请登录|404|403 Forbidden|Not Found|Bad Gateway|"
    r"Service Unavailable|Internal Server Error",
    re.I,
)
SHORT = 600
# The words of offices' reports. Three different ones, dense enough, make a report of an office.
WORDS = re.compile(
    r"法治|依法|行政|执法|复议|应诉|诉讼|审批|监管|政务|普法|治理|落实|推进|开展|工作|报告|建设|实施|政府|县委|市委|区委|"
    r"司法|委员会|办公室|部门|全县|全市|全区|全省|我县|我市|我区|我局|机关|群众|企业|服务|机制|制度|督察|整改|培训|发展|项目|"
    r"产业|经济|投资|国家级|增加值|比重|高质量|创新|亿元|万人|收入|"
    r"提升|完善|强化|深入|持续|规范|改革|增长|保障|重点|改造|建成|达到|新增"
)
DISTINCT = 3
PER_HUNDRED = 1.0  # a report has five or more in a hundred characters, a novel well below one
# Somebody's single sentence need not have three of them: one word, or one counted figure, will do.
SENTENCE = 100  # Chinese characters
COUNTED = re.compile(r"[0-9０-９][余多万亿]*[件次人项个份场条户名起宗元%％]")
SENTENCE_END = re.compile(r"[。；！？]")
# A page that shows the report's title and gives its text as an attachment.
TITLE_ALONE = re.compile(r"附件|下载|\.(?:pdf|docx?|wps|ofd|zip)\b|(?:报告|总结|情况|年报|白皮书)\s*$", re.I)


def check_is_report(text: str) -> None:
    """Return if ``text`` can be a report of an office; raises Unreadable where it clearly is none."""
    text = simplified(text)
    length = len(CJK.findall(text))
    if not text.strip():
        raise Unreadable("empty file", "the document holds no text; fetch it again")
    visible = len("".join(text.split()))
    if visible <= SHORT and ERROR_PAGE.search(text) and not _is_dense(text, 2 * PER_HUNDRED, DISTINCT):
        raise Unreadable(
            "error page", "the site's error message was saved instead of the report; fetch it again"
        )
    if length * 10 < visible:
        raise Unreadable(
            "no Chinese text", "hardly a Chinese character in it; check the file or its encoding"
        )
    if length <= SENTENCE and not SENTENCE_END.search(text) and TITLE_ALONE.search(text):
        raise Unreadable("not a report", "a title without its text; fetch the attachment it names")
    short = length <= SENTENCE and (COUNTED.search(text) or _is_dense(text, PER_HUNDRED, 1))
    if not short and not _is_dense(text, PER_HUNDRED, DISTINCT):
        raise Unreadable(
            "not a report", "no sign of a report of an office; remove it, or check what was saved"
        )
    if visible > SHORT and len(SENTENCE_END.findall(text)) * 400 < visible and not re.search(r"\d", text):
        raise Unreadable("not a report", "a list or a menu without sentences; save the report's own page")


def official_words(text: str) -> int:
    """How many words of offices' reports ``text`` has: of two parts of one file the report has more."""
    return len(WORDS.findall(text))


def _is_dense(text: str, per_hundred: float, distinct: int) -> bool:
    found = WORDS.findall(text)
    return len(set(found)) >= distinct and len(found) * 100 >= per_hundred * len(CJK.findall(text))
