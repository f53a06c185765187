"""Saved pages in the manners of government sites: every paragraph a line, no chrome."""

# ruff: noqa: E501  The pages are as sites write them, in long lines.

from __future__ import annotations

import pytest

from pipeline.read import Unreadable, check_is_report, identify, read_content

TITLE = "青禾县人民政府关于2023年度法治政府建设情况的报告"
PARAGRAPHS = [
    "2023年，青禾县坚持以习近平法治思想为指导，扎实推进法治政府建设，各项工作取得新进展。现将有关情况报告如下。",
    "一、主要举措和成效",
    "（一）坚持高位推动。县政府常务会议学法9次，安排法治建设专项经费320万元，比上年增长15.5%。",
    "（二）规范执法行为。64名党政主要负责人完成述法，对9个乡镇和25个县直部门开展法治督察，反馈问题38个，整改完成36个。",
    "二、存在的问题",
    "一年来，我县法治政府建设虽取得一定成绩，但仍有不足，主要是基层执法力量薄弱，专业化程度不高，需要进一步加强。",
    "青禾县人民政府",
    "2024年1月15日",
]
MENU = "".join(
    f'<li><a href="/{i}">{name}</a></li>'
    for i, name in enumerate(["首页", "政务公开", "政务服务", "互动交流", "走进青禾"] * 4)
)
FOOT = """<div class="foot"><p>主办：青禾县人民政府　承办：青禾县人民政府办公室</p><p>网站标识码：4107240001　豫ICP备12345678号
豫公网安备 41072402000123号</p><p>联系电话：0373-1234567</p></div>"""
TOOLS = (
    '<div class="tools">字体：【<a>大</a> <a>中</a> <a>小</a>】 <a>打印</a> <a>关闭</a> 浏览次数：88</div>'
)
SIDE = (
    '<div class="side"><ul>'
    + "".join(f'<li><a href="/n/{i}">青禾县召开第{i}次工作会议部署近期重点任务</a></li>' for i in range(9))
    + "</ul></div>"
)
P = PARAGRAPHS


def ps(first: int, last: int) -> str:
    return "\n".join(f"<p>{p}</p>" for p in PARAGRAPHS[first:last])


PS = ps(0, len(PARAGRAPHS))
WORD = (
    "\n".join(
        f'<p class="MsoNormal" style="text-indent:32pt"><span style="font-family:仿宋">{p}</span><span lang="EN-US"><o:p></o:p></span></p>'
        for p in PARAGRAPHS
    )
    .replace("2023年", '<span lang="EN-US">2023</span>年')
    .replace("320万元", "<span\n lang=EN-US>320</span>万元")
)
WRAPPED = "\n".join(f"<p>{p[:20]}\n   {p[20:40]}\n{p[40:]}</p>" for p in PARAGRAPHS)


def page(body: str, head: str = "", title: str = f"{TITLE}_青禾县人民政府") -> str:
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{title}</title>{head}<style>p{{}}</style></head><body>{body}</body></html>"


def shell(article: str) -> str:
    return page(
        f"<script>var a=1;</script><div class='nav'><ul>{MENU}</ul></div><div class='main'>{article}</div>{SIDE}{FOOT}"
    )


HEAD = f"<h1>{TITLE}</h1><p class='info'>发布日期：2024-02-01 09:30　来源：青禾县司法局</p>{TOOLS}"
PAGES = {
    "trs editor": shell(f"{HEAD}<div class='TRS_Editor'>{PS}</div>"),
    "ucap": shell(f"{HEAD}<div id='UCAP-CONTENT'>{PS}</div>"),
    "vsb": shell(f"{HEAD}<div id='vsb_content'><div class='v_news_content'>{PS}</div></div>"),
    "zoom": shell(f"{HEAD}<div id='zoom'>{PS}</div>"),
    "unnamed divs": shell(f"{HEAD}<div class='a1'><div class='b2'>{PS}</div></div>"),
    "br lines": shell(f"{HEAD}<div id='zoom'>　　{'<br/>　　'.join(PARAGRAPHS)}</div>"),
    "br twice": shell(f"{HEAD}<div class='x'>{'<br><br>&emsp;&emsp;'.join(PARAGRAPHS)}</div>"),
    "divs as paragraphs": shell(
        f"{HEAD}<div class='text'>{''.join(f'<div>&nbsp;&nbsp;{p}</div>' for p in PARAGRAPHS)}</div>"
    ),
    "word paste": shell(f"{HEAD}<div class='TRS_UEDITOR'>{WORD}</div>"),
    "wrapped source": shell(f"{HEAD}<div id='fontzoom'>{WRAPPED}</div>"),
    "nested sections": shell(
        f"{HEAD}<section><section>{''.join(f'<section><p>{p}</p></section>' for p in PARAGRAPHS)}</section></section>"
    ),
    "asp form": page(
        f"<form id='aspnetForm' action='x'><div class='top'><ul>{MENU}</ul></div><div>{HEAD}<div class='c'>{PS}</div></div>{FOOT}</form>"
    ),
    "layout table": page(
        f"<table width=1000><tr><td><table><tr>{''.join(f'<td><a>{i}</a></td>' for i in ['首页', '公开', '服务'])}</tr></table></td></tr>"
        f"<tr><td><table><tr><td width=200>{SIDE}</td><td>{HEAD}<div>{PS}</div></td></tr></table></td></tr><tr><td>{FOOT}</td></tr></table>"
    ),
    "layout table alone": page(f"<table><tr><td>{PS}</td></tr></table>{FOOT}"),
    "spans only": shell(
        f"{HEAD}<div id='zoom'>{''.join(f'<p><span><font>{p}</font></span></p>' for p in PARAGRAPHS)}</div>"
    ),
    "index table": shell(
        f"<table class='xxgk'><tr><td>索引号：QH/2024-01</td><td>发布机构：青禾县人民政府</td></tr><tr><td>成文日期：2024-01-15</td><td>主题分类：司法</td></tr></table>{HEAD}<div id='zoom'>{PS}</div>"
    ),
    "hidden text": shell(
        f"{HEAD}<div id='zoom'>{PS}<p style='display:none'>隐藏的文字9999件，不应读出来。</p></div>"
    ),
    "next and previous": shell(
        f"{HEAD}<div class='c'>{PS}<p>上一篇：<a href=1>青禾县2022年度法治政府建设情况报告</a></p><p>下一篇：<a href=2>青禾县概况</a></p><p>扫一扫在手机打开当前页</p></div>"
    ),
    "upper case": shell(f"{HEAD}<DIV ID=zoom>{PS}</DIV>").replace("<p>", "<P>").replace("</p>", ""),
    "wechat": page(
        f"<div id='js_content'>{''.join(f'<section style=x><span>{p}</span></section>' for p in PARAGRAPHS)}</div>"
    ),
    "fragment": PS,
    "pre": shell(f"{HEAD}<pre>{chr(10).join(PARAGRAPHS)}</pre>"),
    "pre of old macs": shell(f"{HEAD}<pre>{'&#13;'.join(PARAGRAPHS)}</pre>"),
    "typed into a form": shell(
        f"{HEAD}<div style='white-space: pre-wrap'><span>{chr(10).join(PARAGRAPHS)}</span></div>"
    ),
    "line separators": shell(f"{HEAD}<div id='zoom'>{chr(0x2028).join(PARAGRAPHS)}</div>"),
    "notices around": page(
        f"<div>您的浏览器版本过低，为保证您的正常浏览9999，请升级至最新版本的浏览器。</div><div class='logo'>政府</div><div class='w'>{HEAD}<div class='n'>{PS}</div></div>"
        f"<div class='f'><p>版权声明：本网站所有内容，未经书面授权，任何单位和个人不得转载9999。</p></div>"
    ),
    "news in a column above": page(
        f"<div class='l'><p>2024年2月，全县召开大会，通报受理案件9999件，部署任务。</p></div><div class='r'>{HEAD}<div>{PS}</div></div>{FOOT}"
    ),
    "comments": page(
        f"<div class='r'>{HEAD}<div>{PS}</div></div><div class='comments'><p>写得很好，希望继续努力，多办9999件好事，谢谢。</p></div>"
    ),
    "badly nested": page(
        f"<div>{HEAD}<div id='zoom'>{ps(0, 1)}</div></div>{ps(1, 3)}</div>{ps(3, 8)}</div>{FOOT}"
    ),
    "related links in the container": shell(
        f"{HEAD}<div id='zoom'><div>{PS}<p>相关阅读：</p><p><a href=1>新乡市2023年新收行政诉讼案件9999件，比上年增长20%，质量提升</a></p></div></div>"
    ),
    "related titles without links": shell(
        f"{HEAD}<div id='zoom'>{PS}<p>【相关链接】</p><p>新乡市2023年新收行政诉讼案件9999件，比上年增长20%，质量提升。</p></div>"
    ),
    "a list of links within": shell(
        f"{HEAD}<div id='zoom'><div>{ps(0, 1)}<ul><li><a href=1>召开工作会议部署任务</a></li><li><a href=2>9999件</a></li></ul>{ps(1, 8)}</div></div>"
    ),
    "links in sentences": shell(f"{HEAD}<div>{PS}</div>".replace("法治督察", "<a href=1>法治督察</a>")),
    "saved by libreoffice": page(
        f"<div title='header'><p>青禾县人民政府公报 首页</p></div>{HEAD}{PS}<div title='footer'><p>第9999页。</p></div>"
    ),
    # Word, editors and stray end tags cut an article into parts of unequal size.
    "lead before a section": shell(f"{HEAD}<p>{P[0]}</p><div class=WordSection1>{ps(1, 6)}</div>{ps(6, 8)}"),
    "two word sections": shell(
        f"{HEAD}{ps(0, 1)}<div class=WordSection1>{ps(1, 4)}</div><div class=WordSection2>{ps(4, 8)}</div>"
    ),
    "two sections": shell(f"{HEAD}<section>{ps(0, 4)}</section><section>{ps(4, 8)}</section>"),
    "two editors": shell(
        f"{HEAD}<div class='TRS_Editor'>{ps(0, 4)}</div><div class='TRS_Editor'>{ps(4, 8)}</div>"
    ),
    "container closed early": shell(f"{HEAD}<div><div id='zoom'>{ps(0, 4)}</div>{ps(4, 6)}</div>{ps(6, 8)}"),
    "signature outside": shell(
        f"{HEAD}<div class='b2'>{ps(0, 6)}</div><div class='sign'>{ps(6, 7)}</div><div>{P[7]}</div>"
    ),
    "quoted part": shell(f"{HEAD}{ps(0, 2)}<blockquote>{ps(2, 4)}</blockquote>{ps(4, 8)}"),
    "nested lists": shell(
        f"{HEAD}<ul><li>{P[0]}</li><li>{P[1]}<ul><li>{P[2]}</li><li>{P[3]}</li></ul></li></ul>{ps(4, 8)}"
    ),
    "container in a column": shell(
        f"{HEAD}<div class='text'>{PS}</div><div class='side'><div class='news_content'>"
        + "<p>本网讯：昨日召开工作会议部署近期重点任务，全市共受理9999件。</p>" * 30
        + "</div></div>"
    ),
    "teasers": shell(
        f"<div class='m'>{HEAD}<div class='x'>{PS}</div></div><ul>"
        + "<li><a href=1>工作会议部署</a><p>昨日，会议部署近期重点任务，通报全市受理案件9999件。</p></li>" * 5
        + "</ul>"
    ),
}
CHROME = [
    "首页",
    "打印",
    "ICP备",
    "上一篇",
    "浏览次数",
    "联系电话",
    "工作会议部署",
    "9999",
    "索引号",
    "扫一扫",
]


@pytest.mark.parametrize("name", PAGES)
def test_every_paragraph_is_a_line(name: str) -> None:
    lines = read_content(PAGES[name].encode()).text.split("\n")
    assert [p for p in PARAGRAPHS if p not in lines] == []
    assert [word for word in CHROME if any(word in line for line in lines)] == []
    assert len(lines) <= len(PARAGRAPHS) + 3


@pytest.mark.parametrize("name", PAGES)
def test_whose_and_which_year(name: str) -> None:
    found = identify(read_content(PAGES[name].encode()), "page.html")
    assert (found.county, found.year, found.signed) == ("青禾县", 2023, "2024-01-15")


@pytest.mark.parametrize("declared", ["utf-8", "gb2312"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_what_a_page_declares_is_not_believed(declared: str, encoding: str) -> None:
    data = PAGES["zoom"].replace("charset='utf-8'", f"charset='{declared}'").encode(encoding)
    assert PARAGRAPHS[2] in read_content(data).text.split("\n")


def test_tables_keep_their_rows_and_columns() -> None:
    table = """<table><tr><th rowspan=2>单位</th><th colspan=2>行政处罚（件）</th></tr><tr><td>2022年</td><td>2023年</td></tr>
    <tr><td>县公安局</td><td><p>120</p></td><td>135</td></tr><tr><td>县司法局</td><td></td><td>3</td></tr></table>"""
    lines = read_content(shell(f"{HEAD}<div id='zoom'>{PS}{table}</div>").encode()).text.split("\n")
    start = lines.index("单位 | 行政处罚（件） | 行政处罚（件）")
    assert lines[start + 1 : start + 4] == [
        "单位 | 2022年 | 2023年",
        "县公安局 | 120 | 135",
        "县司法局 | | 3",
    ]


@pytest.mark.parametrize(
    ("title", "first"),
    [
        ("青禾县人民政府门户网站", PARAGRAPHS[0]),
        ("通知公告_法治青禾", PARAGRAPHS[0]),
        (f"{TITLE}_青禾县人民政府", TITLE),
    ],
)
def test_only_a_title_of_the_report_is_put_above_it(title: str, first: str) -> None:
    for heading in ("", "<h1>青禾县人民政府门户网站</h1>"):
        content = read_content(page(f"{heading}<div class='text'>{PS}</div>{FOOT}", title=title).encode())
        assert content.text.split("\n")[0] == first
    shown = page(f"<div class='text'><p>{TITLE}</p>{PS}</div>", title=f"青禾县法治政府建设年度报告_{title}")
    assert read_content(shown.encode()).text.split("\n")[:2] == [TITLE, PARAGRAPHS[0]]


def test_a_table_of_long_cells_is_part_of_the_article() -> None:
    rows = "".join(f"<tr><td>{n}</td><td>{'行政执法' * 90}{n}次。</td></tr>" for n in "123")
    text = read_content(
        shell(f"{HEAD}{PS}<table><tr><td>项目</td><td>说明</td></tr>{rows}</table>").encode()
    ).text
    assert [p for p in [*PARAGRAPHS, "说明", "1次。", "3次。"] if p not in text] == []


LISTED = "".join(
    f"<li><a href='/{y}'>青禾县{y}年法治政府建设年度报告</a><span>{y + 1}-01-20</span></li>"
    for y in range(2012, 2020)
)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (f"<h3>法治政府建设年报</h3><ul>{LISTED}</ul>", "a list of links"),
        (f"<table>{LISTED.replace('<li>', '<tr><td>')}</table>", "a list of links"),
        (f"<ul>{MENU}</ul>", "a list of links"),
        ("<div id='app'></div><script>load()</script>", "without its scripts"),
        ("<ul><li><a href=1>首页</a></li></ul>", "without its scripts"),
    ],
)
def test_a_page_without_a_report_says_what_it_is(body: str, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        read_content(page(body).encode())


def test_a_page_with_the_report_attached_names_the_attachment() -> None:
    text = read_content(shell(f"<h1>{TITLE}</h1><p>附件：<a href=1>报告全文.pdf</a></p>").encode()).text
    with pytest.raises(Unreadable, match="fetch the attachment"):
        check_is_report(text)


def test_meta_tags() -> None:
    head = (
        "<meta name='ArticleTitle' content='获嘉县2022年度法治政府建设情况报告'><meta name=PubDate content='2023-03-01 10:00'>"
        "<meta name='SiteName' content='获嘉县人民政府'><meta name=SiteIDCode content=4107240001><meta name=ContentSource content='获嘉县司法局'>"
    )
    content = read_content(
        page(
            f"<div id=zoom>{PS.replace('青禾县', '我县').replace('2023年', '今年').replace('2024年1月15日', '')}</div>",
            head,
        ).encode()
    )
    assert content.meta == {
        "title": "获嘉县2022年度法治政府建设情况报告",
        "issuer": "获嘉县司法局",
        "site": "获嘉县人民政府",
        "site_code": "4107240001",
        "published": "2023-03-01 10:00",
    }
    found = identify(content, "x.html")
    assert (found.county_code, found.year) == ("410724", 2022)


ADVERT = page("<p>扫码关注我们的公众号，了解更多新闻。</p>" * 30)
FRAMES = "<html><frameset cols='20%,80%'><frame src=a><frame src=b></frameset></html>"


@pytest.mark.parametrize(
    "parts",
    [
        [("html", PAGES["zoom"])],
        [("html", ADVERT), ("html", PAGES["zoom"])],
        [("html", "<html><body><a>x</a></body></html>"), ("html", PAGES["zoom"]), ("html", ADVERT)],
        [("html", FRAMES), ("css", "p{}"), ("html", shell("")), ("html", PAGES["zoom"])],
        [("html", ""), ("plain", "\n".join(PARAGRAPHS))],
    ],
)
def test_of_a_message_the_part_with_the_report_is_read(parts: list[tuple[str, str]]) -> None:
    import email.mime.multipart
    import email.mime.text

    message = email.mime.multipart.MIMEMultipart("related")
    for kind, text in parts:
        message.attach(email.mime.text.MIMEText(text, kind, "utf-8"))
    assert PARAGRAPHS[2] in read_content(message.as_bytes()).text.split("\n")
