"""A made report as bytes: in the encodings, page manners and file formats in which reports come."""

# ruff: noqa: E501  Pages are as sites write them, in long lines.

from __future__ import annotations

import html
import random
import zipfile
from io import BytesIO

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from tests.corpus_prose import Line, Made
from tests.test_read_pdf import EM, LEFT, TOP, WIDTH, Placed, pdf, width, wrap


def plain(made: Made, dice: random.Random) -> str:
    """The report as a text file has it."""
    indent = dice.choice(["", "　　", "  "])
    lines = []
    for line in made.lines:
        if line.kind == "table":
            lines += [" | ".join(row) for row in line.rows]
        elif line.kind == "title" or line.kind == "sign":
            lines.append(line.text)
        else:
            lines.append(indent + line.label + line.text)
    return dice.choice(["\n", "\r\n"]).join(lines) + "\n"


def markdown(made: Made) -> str:
    """The report in Markdown: headings with hashes, tables with pipes."""
    lines = []
    for line in made.lines:
        if line.kind == "table":
            head, *rows = ["| " + " | ".join(row) + " |" for row in line.rows]
            lines += [head, "|" + " --- |" * len(line.rows[0]), *rows, ""]
        else:
            sign = {"title": "# ", "heading": "## "}.get(line.kind, "")
            lines += [sign + line.label + line.text, ""]
    return "\n".join(lines)


def damaged(text: str) -> bytes:
    """GB18030 with one byte spoilt, in the middle of a word that is no figure."""
    data = bytearray(text.encode("gb18030"))
    at = data.index("工作".encode("gb18030"), len(data) // 3)
    data[at] = 0xFF
    return bytes(data)


MENU = "".join(
    f'<li><a href="/{n}">{w}</a></li>'
    for n, w in enumerate(["首页", "政务公开", "政务服务", "互动交流", "数据发布"])
)
FOOT = "<div class='footer'><p>主办：{name}人民政府办公室　网站标识码：{code}0001</p><p>ICP备案号：豫ICP备20001234号</p></div>"
TOOLS = "<p>发布日期：{date}　来源：{name}司法局　浏览次数：<script>count()</script>136</p><div>【字体：<a>大</a> <a>中</a> <a>小</a>】<a>打印</a></div>"


def page(made: Made, code: str, manner: int, declared: str = "utf-8") -> str:
    """The report as a saved page of a government site; seven manners."""
    body = "\n".join(_element(line, manner) for line in made.lines if line.kind != "title")
    title = html.escape("".join(line.text for line in made.lines if line.kind == "title"))
    fields = {"name": made.name, "code": code, "date": f"{made.year + 1}-03-15 10:21"}
    head, foot = f"<h1>{title}</h1>" + TOOLS.format(**fields), FOOT.format(**fields)
    nav = f"<div class='nav'><ul>{MENU}</ul></div>"
    news = "".join(f"<li><a href='/n{n}'>我单位召开第{n}次工作例会研究重点任务</a></li>" for n in range(1, 9))
    if manner == 0:
        shown = f"{nav}<div class='con'>{head}<div class='TRS_Editor'>{body}</div></div>{foot}"
    elif manner == 1:
        shown = f"<form id='form1'>{nav}{head}<div id='zoom'>{body}</div><ul class='side'>{news}</ul>{foot}</form>"
    elif manner == 2:
        shown = f"<table width='1000'><tr><td>{nav}</td></tr><tr><td><table><tr><td width='220'><ul>{news}</ul></td><td>{head}{body}</td></tr></table></td></tr><tr><td>{foot}</td></tr></table>"
    elif manner == 3:
        shown = f"{nav}{head}<div id='vsb_content'><div class='v_news_content'>{body}</div></div><p>上一篇：<a href='1'>工作动态一则</a></p><p>下一篇：<a href='2'>通知公告一则</a></p>{foot}"
    elif manner == 4:
        index = f"<table class='index'><tr><td>索引号：</td><td>{code}/{made.year}-0031</td><td>发布机构：</td><td>{made.name}人民政府</td></tr><tr><td>成文日期：</td><td>{made.year + 1}-01-20</td><td>主题分类：</td><td>司法</td></tr></table>"
        shown = f"{nav}{index}{head}<div class='article-content'>{body}</div>{foot}"
    elif manner == 5:
        shown = f"<div id='js_content'><section>{head}{body}</section></div>"
    else:
        shown = f"{nav}<div class='w1200'><div class='x9'>{head}<div class='d3'>{body}</div></div><div class='r'><ul>{news}</ul></div></div>{foot}"
    return f"<!DOCTYPE html>\n<html><head><meta http-equiv='Content-Type' content='text/html; charset={declared}'><title>{title}-{made.name}人民政府网站</title><style>p{{margin:0}}</style></head>\n<body>{shown}</body></html>"


def _element(line: Line, manner: int) -> str:
    text = html.escape(line.label + line.text)
    if line.kind == "table":
        rows = "".join(
            "<tr>" + "".join(f"<td><p>{html.escape(cell)}</p></td>" for cell in row) + "</tr>"
            for row in line.rows
        )
        return f"<table border='1'>{rows}</table>"
    if manner == 1:
        return f"　　{text}<br/>"
    if manner == 3:
        return f"<p class='MsoNormal'><span style='font-family:仿宋'>{text[: len(text) // 2]}</span><span>{text[len(text) // 2 :]}<o:p></o:p></span></p>"
    if manner == 5:
        return f"<section><span>{text}</span></section>"
    if manner == 6:
        return f"<div>&nbsp;&nbsp;&nbsp;&nbsp;{text}</div>"
    return f"<p style='text-indent:2em'>{text}</p>"


NUMBERING = """<w:abstractNum {ns} w:abstractNumId="77"><w:multiLevelType w:val="multilevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/><w:lvlText w:val="（%2）"/></w:lvl>
</w:abstractNum>"""


def word(made: Made) -> bytes:
    """A .docx whose labels are automatic numbers, with its tables as tables."""
    document = docx.Document()
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(NUMBERING.format(ns=nsdecls("w"))))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    for line in made.lines:
        if line.kind == "table":
            table = document.add_table(len(line.rows), len(line.rows[0]))
            for row, cells in zip(table.rows, line.rows, strict=True):
                for cell, text in zip(row.cells, cells, strict=True):
                    cell.text = text
            continue
        paragraph = document.add_paragraph(line.text)
        if line.label:
            level = 0 if line.kind == "heading" else 1
            properties = paragraph._p.get_or_add_pPr()
            properties.append(
                parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>')
            )
            assert properties.find(qn("w:numPr")) is not None
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def printed(made: Made) -> bytes:
    """A PDF as offices print it: 28 characters a line, page numbers, tables by position."""
    lines: list[list[tuple[float, str]]] = []
    for line in made.lines:
        if line.kind == "title":
            lines.append([((WIDTH * EM - width(line.text)) / 2, line.text)])
        elif line.kind == "sign":
            lines.append([(WIDTH * EM - width(line.text) - 2 * EM, line.text)])
        elif line.kind == "table":
            step = WIDTH * EM / len(line.rows[0])
            lines += [[(step * n, cell) for n, cell in enumerate(row)] for row in line.rows]
        else:
            lines += [[piece] for piece in wrap(line.label + line.text, True)]
    pages: list[list[Placed]] = []
    for number, start in enumerate(range(0, len(lines), 22), 1):
        placed = [
            (LEFT + x, TOP - 28 * n, text)
            for n, line in enumerate(lines[start : start + 22])
            for x, text in line
        ]
        pages.append([*placed, (280, 40, f"— {number} —")])
    return pdf(pages)


def rich_text(made: Made, dice: random.Random) -> bytes:
    """Rich Text as Word and WPS write it, in GBK or in Unicode escapes."""

    def escaped(text: str) -> str:
        if in_gbk:
            return "".join(
                char if char.isascii() else "".join(f"\\'{b:02x}" for b in char.encode("gb18030"))
                for char in text
            )
        return "".join(
            char if char.isascii() else f"\\u{ord(char) - 65536 * (ord(char) > 32767)}?" for char in text
        )

    in_gbk = dice.random() < 0.5
    body = ""
    for line in made.lines:
        if line.kind == "table":
            for row in line.rows:
                body += r"\trowd " + "".join(rf"\intbl {escaped(cell)}\cell " for cell in row) + "\\row\n"
        else:
            body += rf"\pard\fs32 {escaped(line.label + line.text)}\par" + "\n"
    head = r"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fnil\fcharset134 SimSun;}}{\*\generator Made;}"
    return (head + body + "}").encode("latin-1")


def archive(members: dict[str, bytes]) -> bytes:
    """A zip, its members' names in UTF-8."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), data)
    return out.getvalue()
