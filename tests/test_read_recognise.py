"""What is a report of an office, and what clearly is none."""

from __future__ import annotations

import pytest

from pipeline.read import Unreadable, check_is_report

POEM = "床前明月光，疑是地上霜。举头望明月，低头思故乡。\n白日依山尽，黄河入海流。欲穷千里目，更上一层楼。"
RECIPE = (
    "把豆腐切成小块，锅里放油烧热，下葱姜爆香，倒入豆腐翻炒，加盐和酱油，小火焖五分钟，撒上葱花即可出锅。" * 3
)
STORY = (
    "他走进院子的时候，老人正坐在树下抽烟。天色暗下来，远处传来狗叫。他说，我回来了。老人没有抬头，只是笑了笑。"
    * 8
)
PARAGRAPH = "产业转型提质增效。战略性新兴产业占规上工业增加值比重超过25%，7大产业集群对工业贡献率超过70%。"
REPORT = "全年受理行政复议申请46件，审结41件，纠错率9.8%。加强行政执法监督，开展案卷评查3次，评查案卷120本。"


@pytest.mark.parametrize("text", [POEM, RECIPE, STORY], ids=["poem", "recipe", "story"])
def test_refused_as_no_report(text: str) -> None:
    with pytest.raises(Unreadable, match="not a report"):
        check_is_report(text)


@pytest.mark.parametrize(
    "text",
    [
        "404 Not Found\n您访问的页面不存在",
        "抱歉，您要找的页面不存在或已被删除，请返回首页。政府网站找错",
        "系统维护中，请稍后访问。",
        "访问过于频繁，请输入验证码后继续",
    ],
)
def test_error_pages(text: str) -> None:
    with pytest.raises(Unreadable, match="error page"):
        check_is_report(text)


@pytest.mark.parametrize("text", ["", " \n ", "Lorem ipsum dolor sit amet, " * 20, "12 34 56 78 " * 30])
def test_no_chinese_text(text: str) -> None:
    with pytest.raises(Unreadable):
        check_is_report(text)


@pytest.mark.parametrize("text", ["受理46件。", "审结41件，纠错率9.8%", "依法行政。", "扎实推进。"])
def test_a_single_sentence_is_accepted(text: str) -> None:
    check_is_report(text)


def test_a_title_whose_text_is_an_attachment_is_refused() -> None:
    with pytest.raises(Unreadable, match="fetch the attachment"):
        check_is_report("青禾县2023年度法治政府建设情况报告\n附件：青禾县2023年度法治政府建设情况报告.pdf\n")


@pytest.mark.parametrize("text", [PARAGRAPH, REPORT, "青禾县2023年度法治政府建设情况报告\n" + REPORT * 20])
def test_reports_and_their_paragraphs_are_accepted(text: str) -> None:
    check_is_report(text)


def test_every_report_at_hand_is_accepted(report_texts: dict[str, str]) -> None:
    for name, text in report_texts.items():
        if name.endswith(".txt"):
            check_is_report(text)
