"""Word documents made with python-docx: numbering as printed, tables, boxes, revisions."""

# ruff: noqa: E501  The XML stands as Word writes it.

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from pipeline.read import Unreadable, read_content
from pipeline.read.numerals import chinese, in_format

W = nsdecls("w")
# What the templates of offices use: 一、 (一) 1. ⑴, all in one list of several levels.
LEVELS = [
    ("chineseCountingThousand", "%1、"),
    ("chineseCounting", "（%2）"),
    ("decimal", "%3."),
    ("decimalEnclosedCircle", "%4"),
]


def text_of(document: Document) -> list[str]:
    buffer = BytesIO()
    document.save(buffer)
    return read_content(buffer.getvalue()).text.rstrip("\n").split("\n")


def with_list(levels: list[tuple[str, str]], extra: str = "", override: str = "") -> Document:
    document = docx.Document()
    root = document.part.numbering_part.element
    shapes = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{extra if i else ""}<w:lvlText w:val="{text}"/></w:lvl>'
        for i, (form, text) in enumerate(levels)
    )
    abstract = parse_xml(f'<w:abstractNum {W} w:abstractNumId="77">{shapes}</w:abstractNum>')
    root.insert(0, abstract)
    root.append(parse_xml(f'<w:num {W} w:numId="88"><w:abstractNumId w:val="77"/></w:num>'))
    root.append(parse_xml(f'<w:num {W} w:numId="89"><w:abstractNumId w:val="77"/>{override}</w:num>'))
    return document


def numbered(document: Document, text: str, level: int = 0, number: int = 88) -> None:
    properties = document.add_paragraph(text)._p.get_or_add_pPr()
    properties.append(
        parse_xml(f'<w:numPr {W}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')
    )


def test_paragraphs_and_breaks() -> None:
    document = docx.Document()
    document.add_paragraph("青禾县2023年度法治政府建设情况报告")
    document.add_paragraph("受理\t46件").add_run().add_break()
    document.add_paragraph("")
    assert text_of(document) == ["青禾县2023年度法治政府建设情况报告", "受理\t46件"]


@pytest.mark.parametrize(
    ("pieces", "lines"),
    [
        (["全县办理行政处罚案件1202件，罚没金额", "356.8万元，比上年增长"], 1),
        (["县政府常务会议学法9次，安排法治建设专项经", "费320万元。", "（二）规范执法。"], 2),
        (["（一）坚持高位推动。县政府常务会议学法9次，安排法治建设", "专项经费320万元。"], 1),
        (["一、主要举措和成效及做法", "县政府常务会议学法9次。"], 2),
        (["县政府常务会议学法9次。", "安排法治建设专项经费320万元。"], 2),
        (["全县办理行政处罚案件1202件", "全县办理行政复议案件35件"], 2),
        (["受理申请数", "12件"], 2),
        (["全面依法治县委员会办公室", "2024年1月20日"], 2),
        (["推进“互联网＋监管”系统应用，覆盖率达到", "95%", "，比上年提高。"], 1),
    ],
)
def test_a_soft_break_ends_a_paragraph_or_only_wraps_a_line(pieces: list[str], lines: int) -> None:
    document = docx.Document()
    run = document.add_paragraph().add_run(pieces[0])
    for piece in pieces[1:]:
        run.add_break()
        run.add_text(piece)
    found = text_of(document)
    assert len(found) == lines
    assert "".join(found) == "".join(pieces)


def test_hidden_text_is_not_read() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("受理46件")
    paragraph.add_run("，内部数字99件").font.hidden = True
    paragraph.add_run("，审结40件。").font.hidden = False
    style = document.styles.add_style("z-窗体顶端", 1)
    style.font.hidden = True
    document.add_paragraph("窗体顶端", style="z-窗体顶端")
    document.add_paragraph("", style="z-窗体顶端").add_run("显示的字。").font.hidden = False
    assert text_of(document) == ["受理46件，审结40件。", "显示的字。"]


def test_numbering_of_several_levels() -> None:
    document = with_list(LEVELS)
    for text, level in [
        ("甲", 0),
        ("乙", 1),
        ("丙", 2),
        ("丁", 3),
        ("戊", 1),
        ("己", 2),
        ("庚", 0),
        ("辛", 1),
    ]:
        numbered(document, text, level)
    assert text_of(document) == [
        "一、甲",
        "（一）乙",
        "1. 丙",
        "①丁",
        "（二）戊",
        "1. 己",
        "二、庚",
        "（一）辛",
    ]


def test_a_number_of_the_upper_level_in_the_label() -> None:
    document = with_list([("decimal", "%1."), ("decimal", "%1.%2")])
    for text, level in [("甲", 0), ("乙", 1), ("丙", 1), ("丁", 0), ("戊", 1)]:
        numbered(document, text, level)
    assert text_of(document) == ["1. 甲", "1.1 乙", "1.2 丙", "2. 丁", "2.1 戊"]


def test_legal_labels_are_all_arabic() -> None:
    document = with_list([("chineseCounting", "%1、"), ("decimal", "%1.%2")], extra="<w:isLgl/>")
    for text, level in [("甲", 0), ("乙", 1)]:
        numbered(document, text, level)
    assert text_of(document) == ["一、甲", "1.1 乙"]


def test_a_second_list_of_the_same_kind_goes_on_or_starts_anew() -> None:
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    for override, last in [("", "三、丙"), (anew, "一、丙")]:
        document = with_list(LEVELS, override=override)
        for text, number in [("甲", 88), ("乙", 88), ("丙", 89)]:
            numbered(document, text, number=number)
        assert text_of(document)[-1] == last


def test_numbering_by_style_and_switched_off() -> None:
    document = with_list(LEVELS)
    style = document.styles.add_style("标题甲", 1)
    style.element.get_or_add_pPr().append(parse_xml(f'<w:numPr {W}><w:numId w:val="88"/></w:numPr>'))
    based = document.styles.add_style("标题乙", 1)
    based.base_style = style
    document.add_paragraph("甲", style="标题甲")
    document.add_paragraph("乙", style="标题乙")
    off = document.add_paragraph("丙", style="标题甲")
    off._p.get_or_add_pPr().append(parse_xml(f'<w:numPr {W}><w:numId w:val="0"/></w:numPr>'))
    assert text_of(document) == ["一、甲", "二、乙", "丙"]


def test_bullets_print_nothing() -> None:
    document = docx.Document()
    document.add_paragraph("甲", style="List Bullet")
    document.add_paragraph("乙", style="List Number")
    assert text_of(document) == ["甲", "1. 乙"]


def test_tables_with_merged_cells() -> None:
    document = docx.Document()
    table = document.add_table(3, 3)
    for r, row in enumerate(
        [("单位", "处罚（件）", ""), ("", "2022年", "2023年"), ("县公安局", "120", "135")]
    ):
        for c, text in enumerate(row):
            table.cell(r, c).text = text
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(0, 0).merge(table.cell(1, 0))
    document.add_paragraph("后文")
    assert text_of(document) == [
        "单位 | 处罚（件） | 处罚（件）",
        "单位 | 2022年 | 2023年",
        "县公安局 | 120 | 135",
        "后文",
    ]


def revised(inner: str) -> Callable[[Document], None]:
    return lambda document: document.element.body.insert(0, parse_xml(f"<w:p {W}>{inner}</w:p>"))


@pytest.mark.parametrize(
    ("inner", "shown"),
    [
        (
            "<w:r><w:t>受理</w:t></w:r><w:ins w:id='1' w:author='a'><w:r><w:t>46件</w:t></w:r></w:ins>",
            "受理46件",
        ),
        (
            "<w:r><w:t>受理46件</w:t></w:r><w:del w:id='1' w:author='a'><w:r><w:delText>9件</w:delText></w:r></w:del>",
            "受理46件",
        ),
        ("<w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink><w:r><w:t>文字</w:t></w:r>", "链接文字"),
        ("<w:sdt><w:sdtContent><w:r><w:t>内容</w:t></w:r></w:sdtContent></w:sdt>", "内容"),
        (
            "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>3</w:t></w:r>",
            "3",
        ),
    ],
)
def test_revisions_links_and_fields(inner: str, shown: str) -> None:
    document = docx.Document()
    revised(inner)(document)
    assert text_of(document) == [shown]


def test_block_controls_and_text_boxes() -> None:
    document = docx.Document()
    body = document.element.body
    box = (
        f"<w:p {nsdecls('w', 'wp')} xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006' xmlns:v='urn:schemas-microsoft-com:vml'>"
        "<w:r><w:t>正文</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent><w:p><w:r><w:t>框内12件</w:t></w:r></w:p></w:txbxContent></w:drawing></mc:Choice>"
        "<mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>框内12件</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    body.insert(
        0,
        parse_xml(f"<w:sdt {W}><w:sdtContent><w:p><w:r><w:t>控件内</w:t></w:r></w:p></w:sdtContent></w:sdt>"),
    )
    body.insert(1, parse_xml(box))
    assert text_of(document) == ["控件内", "正文", "框内12件"]


def renamed(data: bytes, changes: dict[str, str]) -> bytes:
    """A document with names of parts and types changed as other programs write them."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as archive, zipfile.ZipFile(out, "w") as changed:
        for name in archive.namelist():
            part, new = archive.read(name), name
            for old, other in changes.items():
                new = new.replace(old, other)
                if name.endswith((".xml", ".rels")) and not name.startswith("word/document"):
                    part = part.replace(old.encode(), other.encode())
            changed.writestr(new, part)
    return out.getvalue()


MAIN = "openxmlformats-officedocument.wordprocessingml.document.main"


@pytest.mark.parametrize(
    "changes",
    [
        {"document.xml": "document2.xml"},
        {MAIN: "ms-word.document.macroEnabled.main"},
        {MAIN: "openxmlformats-officedocument.wordprocessingml.template.main"},
        {MAIN: "ms-word.template.macroEnabledTemplate.main", "document.xml": "document1.xml"},
    ],
)
def test_documents_of_other_programs(changes: dict[str, str]) -> None:
    document = docx.Document()
    document.add_paragraph("受理46件")
    buffer = BytesIO()
    document.save(buffer)
    data = renamed(buffer.getvalue(), changes)
    assert data != buffer.getvalue()
    assert read_content(data).text == "受理46件\n"


def test_an_empty_document_is_refused() -> None:
    buffer = BytesIO()
    docx.Document().save(buffer)
    with pytest.raises(Unreadable, match="empty file"):
        read_content(buffer.getvalue())


def test_a_cut_document_is_refused() -> None:
    buffer = BytesIO()
    docx.Document().save(buffer)
    with pytest.raises(Unreadable, match="damaged file"):
        read_content(buffer.getvalue()[:2000])


@pytest.mark.parametrize(
    ("number", "form", "printed"),
    [
        (12, "chineseCounting", "十二"),
        (20, "chineseCountingThousand", "二十"),
        (105, "chineseCounting", "一百零五"),
        (110, "chineseCounting", "一百一十"),
        (21, "ideographDigital", "二一"),
        (12, "chineseLegalSimplified", "壹拾贰"),
        (2, "ideographTraditional", "乙"),
        (3, "decimalEnclosedCircleChinese", "③"),
        (12, "decimalFullWidth", "１２"),
        (14, "upperRoman", "XIV"),
        (28, "lowerLetter", "bb"),
        (7, "unheard-of", "7"),
    ],
)
def test_number_formats(number: int, form: str, printed: str) -> None:
    assert in_format(number, form) == printed


def test_chinese_numerals_up_to_thousands() -> None:
    assert [chinese(n) for n in (1, 10, 11, 100, 1000, 1001, 2340)] == [
        "一",
        "十",
        "十一",
        "一百",
        "一千",
        "一千零一",
        "二千三百四十",
    ]
