"""Whose word a report is: the government's own, a department's, or a township's, by its title.

A department's or township's report bears its county's code. Its figures are its own, so they speak for
the county only where the government's own report is not there.
"""

from __future__ import annotations

from pipeline.tables.sql import text

# The office that a title begins with: 获嘉县司法局2023年…, 2023年获嘉县照镜镇人民政府…, …局关于….
_YEAR = r"^[^一-鿿]*(?:[0-9０-９]{4}|二[〇○零Ｏ0][〇○零Ｏ一二三四五六七八九0]{2})年?度?"
_OFFICE = r"^(.*?)(?:关于|[0-9０-９]{4}|二[〇○零Ｏ0]|法治政府|依法行政|推进|$)"
_TOWN = r"(?:镇|乡|街道|苏木)(?:党委|党工委|人民政府|政府|办事处)?$"
_DEPARTMENT = r"(?:局|委员会|委|办公室|办|中心|大队|支队|总队|公司|医院|厅|处|所|院)$"
# What governs the county by law: 县委全面依法治县委员会办公室 reports for all of it.
_GOVERNS = r"(?:依法治[省市州县区旗盟]|法治政府建设领导小组|[省市州县区旗盟]委)(?:委员会|委)?(?:办公室|办)?$"
# 获嘉县司法局关于获嘉县2023年…: of the county, by its department.
_OF_COUNTY = r"关于[^，。]{0,16}[县市区旗州盟](?:[0-9０-９]{4}|二[〇○零Ｏ0]|人民政府|法治政府)"


def rank(title: str, issuer: str) -> str:
    """SQL: 0 for the government's own report, 1 for a department's, 2 for a township's.

    Args:
        title, issuer: SQL of the two columns; the issuer counts where there is no title.
    """
    named = f"coalesce(nullif({title}, ''), {issuer})"
    office = f"regexp_extract(regexp_replace({named}, {text(_YEAR)}, ''), {text(_OFFICE)}, 1)"
    return (
        f"CASE WHEN regexp_matches({named}, {text(_OF_COUNTY)}) THEN 0"
        f" WHEN regexp_matches({office}, {text(_TOWN)}) THEN 2"
        f" WHEN regexp_matches({office}, {text(_GOVERNS)}) THEN 0"
        f" WHEN regexp_matches({office}, {text(_DEPARTMENT)}) THEN 1 ELSE 0 END"
    )
