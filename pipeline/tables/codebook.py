"""``codebook.md``: what every table, column and indicator means, made from the schemas."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.catalog import Catalog
from pipeline.tables.schema import Field, Table, load_tables

_STATUSES = """## 状态 / Status of a cell

| status | 含义 | meaning |
| --- | --- | --- |
| `reported` | 报告印出的数字 | printed in the report |
| `derived` | 由同一报告的其他数字算出，公式在 `note` | computed from other figures, formula in `note` |
| `conflicting` | 有两个不同的数字，句子在 `note` | two different figures, sentences in `note` |
| `partial` | 只述各部分，数值为其和 | only parts are given, the value is their sum |
| `corrected` | 由更正文件改正，原值在 `note` | set by a corrections file, the extracted value in `note` |
| `no_figure` | 提到此事而无数字 | the matter is mentioned without a number |
| `not_mentioned` | 报告未提及 | the report does not mention it |
| `no_report` | 没有该年报告 | there is no report for the year |
"""


def _escape(text: str) -> str:
    return text.replace("|", "\\|")


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(_escape(c) for c in cells) + " |"


def _rules(field: Field, table: Table) -> str:
    rules = ["key"] if field.name in table.primary_key else []
    if field.required:
        rules.append("required")
    if field.enum:
        rules.append(" ".join(f"`{v}`" for v in field.enum))
    return "; ".join(rules)


def _table_part(table: Table) -> list[str]:
    lines = [f"## {table.name} {table.title}", "", table.description, ""]
    lines += ["| column | 名称 | type | rules | description |", "| --- | --- | --- | --- | --- |"]
    for f in table.fields:
        lines.append(_row((f"`{f.name}`", f.title, f.type, _rules(f, table), f.description)))
    for key in table.foreign_keys:
        ours, theirs = ", ".join(key.fields), ", ".join(key.reference)
        lines += ["", f"`{ours}` → `{key.table}` (`{theirs}`)"]
    return [*lines, ""]


def codebook(catalog: Catalog) -> str:
    """The code book as Markdown."""
    lines = ["# 数据集代码本 / Code book", ""]
    for table in load_tables():
        lines += _table_part(table)
    lines += [
        "## panel_wide 宽面板",
        "",
        "每个县年一行、每个指标一列；数值同 `panel` / One row per county-year, one column per indicator",
        "",
        "## texts 文本",
        "",
        "`start` 和 `end` 所指的文本：`texts/<report_id>.txt` / The texts that offsets count in",
        "",
        "`texts/pages.json`：PDF 报告每页在文本中的起点；页码由 `pipeline.tables.pages.page_of` 给出 / "
        "For reports that were a pdf the offsets at which their pages begin; a claim's page is the number of "
        "offsets that are not above its `start`",
        "",
        _STATUSES,
        "## 指标 / Indicators",
        "",
        "| code | 名称 | group | 单位 | kind | definition |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for e in catalog:
        lines.append(_row((f"`{e.code}`", e.name_zh, e.group, e.unit, e.kind, e.definition)))
    return "\n".join(lines) + "\n"
