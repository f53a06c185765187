"""From rows to the dataset: the panel over reports, exports, the data package, and the same bytes."""

from __future__ import annotations

import csv
import hashlib
import json
import random
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb
import frictionless
import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest

from pipeline.analyse import analyse
from pipeline.catalog import load_catalog
from pipeline.model import Analysis, Check, Identity, Report, Section
from pipeline.resources import schema_path
from pipeline.tables import exports, offices
from pipeline.tables.build import Built, build_tables, make_blocks
from pipeline.tables.contradictions import find_checks
from pipeline.tables.corrections import CorrectionsFileError
from pipeline.tables.cut import cut
from pipeline.tables.dataset import read_dataset
from pipeline.tables.discover import discover
from pipeline.tables.expected import PanelFileError
from pipeline.tables.missing import Filter, Missing
from pipeline.tables.rows import rows_of
from pipeline.tables.schema import SHARD_TABLES, TABLES, arrow_schema, load_table, load_tables
from pipeline.tables.shards import write_shard
from pipeline.tables.validate import validate_dataset
from tests.test_tables_cells import make_claim

CATALOG = load_catalog()
REJECTS = [
    {"source": "b.pdf", "reason": "no text", "detail": "needs OCR"},
    {"source": "a.txt", "reason": "empty"},
]


def make_rows(
    name: str, county: str, year: int | None, claims: list[dict[str, Any]], *, code: str = "", text: str = ""
) -> dict[str, list[dict[str, Any]]]:
    """The rows of one report with a section and a check."""
    found = [make_claim(n, c) for n, c in enumerate(claims, 1)]
    identity = Identity(
        title=f"{county}报告", county=county, county_code=code, year=year, warnings=["甲", "乙"]
    )
    sections = [Section("s1", None, "heading", 1, "一、", "总体", "leadership", 0, 9)]
    checks = []
    if len(found) > 1:
        checks = [Check("k1", "sum", ["c1", "c2"], found[0].value, found[1].value, False, "甲 = 乙")]
    report = Report(f"{name}.txt", text, "s", "t", "utf-8", name, identity)
    return rows_of(report, Analysis(sections, found, checks), CATALOG)


def lost(number: int, **more: Any) -> dict[str, Any]:
    """A claim on cases that the administration lost."""
    return {"code": "litigation.lost", "text": f"{number}件", **more}


def sample() -> list[dict[str, list[dict[str, Any]]]]:
    """Three counties over three years with gaps, a second report, a duplicate, a report without a year."""
    uncoded = {"code": "", "text": "12个", "measure": "全县智慧岗亭"}
    concluded = {"code": "litigation.concluded", "text": "40件"}
    rows = [
        make_rows("a22", "甲县", 2022, [lost(9), concluded, uncoded], code="410001"),
        make_rows("a24", "甲县", 2024, [lost(4), lost(8, year=2022, modality="baseline")], code="410001"),
        make_rows("b22", "乙县", 2022, [lost(3), {**uncoded, "measure": "智慧岗亭"}], code="410002"),
        make_rows("b23", "乙县", 2023, [lost(5)], code="410002"),
        make_rows("b23two", "乙县", 2023, [lost(6), concluded], code="410002"),
        make_rows("b24", "乙县", 2024, [lost(7), lost(3, year=2022)], code="410002"),
        make_rows("c23", "丙县", 2023, [{**uncoded, "measure": "智慧岗亭"}], text="败诉率持续下降。"),
        make_rows("c23copy", "丙县", 2023, [lost(99)]),
        make_rows("noyear", "丙县", None, [lost(1)]),
    ]
    rows[7]["reports"][0]["duplicate_of"] = "c23"
    return rows


@pytest.fixture(scope="module")
def shards(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("shards")
    return [write_shard(folder, rows["reports"][0]["report_id"], rows) for rows in sample()]


@pytest.fixture(scope="module")
def dataset(shards: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out")
    build_tables(shards, out, catalog=CATALOG, formats=exports.FORMATS, rejects=REJECTS)
    return out


@pytest.fixture(scope="module")
def plain(shards: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dataset in the default formats; tests that change it work on a copy."""
    out = tmp_path_factory.mktemp("plain")
    build_tables(shards, out, catalog=CATALOG)
    return out


def cell(folder: Path, county: str, year: int, indicator: str = "litigation.lost") -> dict[str, Any]:
    """One cell of the panel."""
    panel = pq.read_table(folder / "panel.parquet").to_pylist()
    (found,) = [r for r in panel if (r["county"], r["year"], r["indicator"]) == (county, year, indicator)]
    return found


def hashes(folder: Path) -> dict[str, str]:
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.iterdir()}


def build(shards: list[Path], out: Path, **more: Any) -> Built:
    return build_tables(shards, out, catalog=CATALOG, **more)


def test_schemas_say_everything() -> None:
    for table in load_tables():
        assert table.primary_key and set(table.primary_key) <= set(table.columns)
        assert all(f.title and " / " in f.description for f in table.fields)
        assert frictionless.Schema.from_descriptor(table.descriptor).field_names == list(table.columns)
        for key in table.foreign_keys:
            assert set(key.reference) <= set(load_table(key.table).columns)
    assert load_table("claims").columns[:6] == (
        "report_id",
        "county_code",
        "county",
        "year",
        "claim_id",
        "section_id",
    )


def test_rows_fit_their_schemas() -> None:
    for rows in sample():
        assert set(rows) == set(SHARD_TABLES)
        for table, found in rows.items():
            assert all(list(row) == list(load_table(table).columns) for row in found)


def test_a_shard_comes_back_and_is_written_once(tmp_path: Path) -> None:
    rows = sample()[0]
    shard = write_shard(tmp_path, "one", rows)
    assert {name: pq.read_table(shard / f"{name}.parquet").to_pylist() for name in SHARD_TABLES} == rows
    first = hashes(shard)
    assert write_shard(tmp_path, "one", sample()[1]) == shard
    assert hashes(shard) == first == hashes(write_shard(tmp_path / "again", "one", rows))
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_a_row_that_does_not_fit_leaves_nothing(tmp_path: Path) -> None:
    rows = sample()[0]
    rows["claims"][0]["value"] = "many"
    with pytest.raises((TypeError, ValueError)):
        write_shard(tmp_path, "one", rows)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("county", "year", "indicator", "status", "value"),
    [
        ("甲县", 2022, "litigation.lost", "reported", 9),
        ("甲县", 2022, "litigation.loss_rate", "derived", 22.5),
        ("甲县", 2023, "litigation.lost", "no_report", None),
        ("甲县", 2024, "litigation.concluded", "not_mentioned", None),
        ("乙县", 2023, "litigation.lost", "conflicting", 5),
        ("乙县", 2023, "litigation.concluded", "reported", 40),
        ("乙县", 2023, "litigation.loss_rate", "derived", 15),
        ("丙县", 2023, "litigation.loss_rate", "no_figure", None),
        ("丙县", 2023, "litigation.lost", "not_mentioned", None),
        ("丙县", 2024, "litigation.lost", "no_report", None),
    ],
)
def test_panel(
    dataset: Path, county: str, year: int, indicator: str, status: str, value: float | None
) -> None:
    found = cell(dataset, county, year, indicator)
    assert (found["status"], found["value"]) == (status, value)


def test_panel_is_every_county_by_every_year(dataset: Path) -> None:
    panel = read_dataset(dataset)["panel"]
    assert len(panel) == 3 * 3 * len(CATALOG)
    keys = ["county_code", "county", "year", "indicator"]
    assert panel[keys].equals(panel[keys].sort_values(keys, ignore_index=True))


def test_two_reports_that_differ_are_quoted(dataset: Path) -> None:
    found = cell(dataset, "乙县", 2023)
    for part in ("b23:c1", "b23two:c1", "5（", "6（", "第1句。"):
        assert part in found["note"]


def test_two_reports_that_agree_make_one_cell(tmp_path: Path) -> None:
    rounded = {"code": "litigation.lost", "text": "2.6万件", "value": 26000}
    rows = [make_rows("x", "甲县", 2022, [rounded]), make_rows("y", "甲县", 2022, [lost(26134)])]
    shards = [write_shard(tmp_path, r["reports"][0]["report_id"], r) for r in rows]
    build(shards, tmp_path / "out")
    found = cell(tmp_path / "out", "甲县", 2022)
    assert (found["status"], found["value"], found["report_id"]) == ("reported", 26134, "y")
    assert found["n_claims"] == 2


def test_missing_is_the_cells_without_value(dataset: Path) -> None:
    tables = read_dataset(dataset)
    empty = tables["panel"][tables["panel"].value.isna()]
    assert list(empty.status) == list(tables["missing"].reason)
    mention = tables["missing"][tables["missing"].reason == "no_figure"].iloc[0]
    assert (mention.evidence, mention.report_id) == ("败诉率持续下降。", "c23")


def test_restated(dataset: Path) -> None:
    tables = read_dataset(dataset)
    told = tables["restated"][["county", "year", "report_year", "value", "panel_value", "agrees"]]
    assert told.values.tolist() == [["甲县", 2022, 2024, 8, 9, False], ["乙县", 2022, 2024, 3, 3, True]]
    checks = tables["checks"]
    (check,) = checks[checks.kind == "change"].to_dict("records")
    assert (check["report_id"], check["holds"], check["difference"]) == ("a24", False, -1)
    assert check["claims"] == "c2;a22:c1"
    assert "2024年报告称2022年" in check["about"]


def test_both_sentences_of_a_disagreement_are_shown(dataset: Path) -> None:
    shown = {(c.report_id, c.kind): c for c in find_checks(dataset)}
    assert shown["a24", "change"].sentences == ["第2句。", "2022年报告：第1句。"]
    assert shown["a22", "sum"].sentences == ["第1句。", "第2句。"]
    assert {c.holds for c in shown.values()} == {False}


def test_same_bytes_whatever_the_order(shards: list[Path], dataset: Path, tmp_path: Path) -> None:
    shuffled = random.Random(1).sample(shards, len(shards))
    build(shuffled, tmp_path, formats=exports.FORMATS, rejects=REJECTS[::-1])
    assert hashes(tmp_path) == hashes(dataset)


def test_same_bytes_however_the_reports_are_batched(plain: Path, tmp_path: Path) -> None:
    batch: dict[str, list[dict[str, Any]]] = {table: [] for table in SHARD_TABLES}
    for rows in reversed(sample()):
        for table, found in rows.items():
            batch[table] += found
    build([write_shard(tmp_path, "all", batch)], tmp_path / "out")
    assert hashes(tmp_path / "out") == hashes(plain)


@pytest.fixture
def fine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every county is a block of its own."""
    monkeypatch.setattr("pipeline.tables.cut.BLOCK", 1)


def test_the_same_rows_however_the_tables_are_cut(
    fine: None, shards: list[Path], plain: Path, tmp_path: Path
) -> None:
    built = build(shards, tmp_path)
    assert len(built.blocks) == 3
    for name in (*TABLES, exports.WIDE):
        assert (tmp_path / f"{name}.csv").read_bytes() == (plain / f"{name}.csv").read_bytes()
        cut, whole = (pq.read_table(out / f"{name}.parquet") for out in (tmp_path, plain))
        assert cut.equals(whole) and cut.schema.equals(whole.schema)
    assert validate_dataset(tmp_path) == []


@pytest.mark.parametrize(
    ("largest", "blocks"),
    [
        (100, [["", "110101", "110102", "410101", "410724", "440305"]]),
        (10, [[""], ["110101", "110102"], ["410101", "410724", "440305"]]),
        (6, [[""], ["110101", "110102"], ["410101", "410724"], ["440305"]]),
        (1, [[""], ["110101"], ["110102"], ["410101"], ["410724"], ["440305"]]),
    ],
)
def test_blocks_are_cut_by_code(
    largest: int, blocks: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.tables.cut.BLOCK", largest)
    sizes = {"": 20, "110101": 3, "110102": 1, "410101": 1, "410724": 5, "440305": 3}
    assert list(cut(sorted(sizes), sizes)) == blocks


def made(blocks: Path) -> dict[str, int]:
    """The blocks that are kept, and when each was made."""
    return {folder.name: folder.stat().st_mtime_ns for folder in blocks.iterdir() if folder.is_dir()}


def test_a_block_is_made_when_what_it_is_made_from_changes(
    fine: None, shards: list[Path], tmp_path: Path
) -> None:
    blocks, out = tmp_path / "blocks", tmp_path / "out"

    def remade(shards: list[Path] = shards, **more: Any) -> int:
        """Builds; how many blocks it had to make."""
        before = made(blocks) if blocks.exists() else {}
        build(shards, out, blocks=blocks, **more)
        after = made(blocks)
        assert before.items() <= after.items()
        return len(after) - len(before)

    assert remade() == 3
    first = hashes(out)
    assert remade() == 0 and hashes(out) == first
    assert remade(shards[::-1]) == 0
    one = tmp_path / "corrections.csv"
    one.write_text("county,year,indicator,value\n甲县,2022,litigation.lost,5\n戊县,2022,audit.projects,5\n")
    assert remade(corrections=one) == 1
    other = tmp_path / "panel.csv"
    other.write_text("county,year\n甲县,2022\n甲县,2023\n甲县,2024\n乙县,2022\n")
    assert remade(panel=other) == 2, "甲县 is as it was"
    assert remade(formats=("parquet",)) == 3
    # A year that was seen nowhere before is a row of every county.
    new = make_rows("b25", "乙县", 2025, [lost(7)], code="410002")
    assert remade([*shards, write_shard(tmp_path / "more", "b25", new)]) == 3
    new = make_rows("a23", "甲县", 2023, [lost(7)], code="410001")
    assert remade([*shards, write_shard(tmp_path / "more", "a23", new)]) == 1
    assert remade() == 0 and hashes(out) == first


def test_what_a_report_depends_on_is_part_of_its_block(
    fine: None, shards: list[Path], tmp_path: Path
) -> None:
    keys = {rows["reports"][0]["report_id"]: "1" for rows in sample()}
    names = [set(build(shards, tmp_path, only=only).blocks) for only in (keys, {**keys, "a22": "2"})]
    assert len(names[0] & names[1]) == 2


def test_a_block_is_whole_or_absent(fine: None, shards: list[Path], tmp_path: Path) -> None:
    class Stopped(Exception):
        pass

    def stop(folders: Sequence[Path]) -> None:
        make_blocks(folders[:1])
        raise Stopped

    blocks = tmp_path / "blocks"
    with pytest.raises(Stopped):
        build(shards, tmp_path / "out", blocks=blocks, make=stop)
    (kept,) = made(blocks).items()
    built = build(shards, tmp_path / "out", blocks=blocks)
    assert kept in made(blocks).items() and set(built.blocks) == made(blocks).keys()


def test_formats_of_an_earlier_build_go(shards: list[Path], dataset: Path, tmp_path: Path) -> None:
    shutil.copytree(dataset, tmp_path, dirs_exist_ok=True)
    (tmp_path / "mine.csv").write_text("kept")
    build(shards, tmp_path, formats=("parquet",))
    left = {p.suffix for p in tmp_path.iterdir()}
    assert left == {".parquet", ".json", ".md", ".csv"}
    assert [p.name for p in tmp_path.glob("*.csv")] == ["mine.csv"]
    assert validate_dataset(tmp_path) == []


def test_a_failed_build_leaves_the_last_one(shards: list[Path], plain: Path, tmp_path: Path) -> None:
    shutil.copytree(plain, tmp_path, dirs_exist_ok=True)
    before = hashes(tmp_path)
    with pytest.raises(ValueError, match="more than one shard"):
        build([*shards, write_shard(tmp_path.parent / "twice", "again", sample()[0])], tmp_path)
    assert hashes(tmp_path) == before


def test_only_the_reports_asked_for(shards: list[Path], tmp_path: Path) -> None:
    build(shards, tmp_path, only={"a22": "1", "a24": "1"})
    assert list(read_dataset(tmp_path)["reports"].report_id) == ["a22", "a24"]
    assert set(read_dataset(tmp_path)["claims"].report_id) == {"a22", "a24"}


def test_no_reports_at_all(tmp_path: Path) -> None:
    built = build([], tmp_path, formats=exports.FORMATS, rejects=REJECTS)
    assert built.rows == {**dict.fromkeys(TABLES, 0), "rejects": 2}
    assert validate_dataset(tmp_path) == []
    assert Missing(tmp_path).totals()["cells"] == 0


def test_csv_for_spreadsheets(dataset: Path) -> None:
    raw = (dataset / "panel.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfcounty_code,") and b"\r" not in raw
    for table in TABLES:
        with (dataset / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
        assert tuple(rows[0]) == load_table(table).columns
        assert len(rows) - 1 == pq.read_metadata(dataset / f"{table}.parquet").num_rows


def test_parquet_has_the_types_of_the_schema(dataset: Path) -> None:
    for table in TABLES:
        assert pq.read_schema(dataset / f"{table}.parquet").types == arrow_schema(table).types


def test_wide(dataset: Path) -> None:
    wide = pd.read_csv(dataset / "panel_wide.csv")
    assert list(wide.columns[5:]) == list(CATALOG.indicators)
    assert len(wide) == 9
    row = wide[(wide.county == "甲县") & (wide.year == 2022)].iloc[0]
    assert (row["litigation.lost"], row["litigation.loss_rate"]) == (9, 22.5)
    assert pd.isna(row["audit.projects"])


def test_frictionless_and_we_find_nothing_wrong(dataset: Path) -> None:
    report = frictionless.validate(str(dataset / "datapackage.json"))
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])[:5]
    assert validate_dataset(dataset) == []
    package = json.loads((dataset / "datapackage.json").read_text())
    described = {r["path"] for r in package["resources"]}
    assert described == {p.name for p in dataset.iterdir()} - {"datapackage.json"}


@pytest.mark.parametrize(
    ("table", "old", "new", "column", "what"),
    [
        ("panel", ",reported,", ",guessed,", "status", "is not a listed value"),
        ("panel", "甲县,,,2022,litigation.lost", "甲县,,,many,litigation.lost", "year", "is no integer"),
        ("panel", "甲县,,,2022,litigation.lost", "甲县,,,1822,litigation.lost", "year", "is below 1949"),
        ("reports", "a22,410001", "a22,41", "county_code", "has the wrong form"),
        ("reports", "a22,", "a24,", "report_id", "has the same key"),
        ("sections", "a22,", "zzz,", "report_id", "is not in reports"),
        ("claims", ",c1,", ",,", "claim_id", "is empty"),
        ("checks", "kind,holds", "holds,kind", "", "out of order"),
        ("checks", "kind,holds", "sort,holds", "", "columns differ"),
    ],
)
def test_validate_names_file_row_and_column(
    plain: Path, tmp_path: Path, table: str, old: str, new: str, column: str, what: str
) -> None:
    shutil.copytree(plain, tmp_path, dirs_exist_ok=True)
    path = tmp_path / f"{table}.csv"
    text = path.read_text(encoding="utf8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf8", newline="")
    problems = validate_dataset(tmp_path)
    assert any("changed since" in p.what and p.file == path.name for p in problems)
    (found,) = [p for p in problems if what in p.what and p.file == path.name][:1]
    assert found.column == column and found.advice and (found.row > 0 or not column)


def test_validate_finds_what_is_gone(plain: Path, tmp_path: Path) -> None:
    assert "is missing" in validate_dataset(tmp_path)[0].what
    shutil.copytree(plain, tmp_path, dirs_exist_ok=True)
    (tmp_path / "claims.parquet").unlink()
    (tmp_path / "panel.parquet").write_bytes(b"no parquet")
    whats = {(p.file, p.what.split(":")[0]) for p in validate_dataset(tmp_path)}
    assert ("claims.parquet", "the file is missing") in whats
    assert ("panel.parquet", "cannot be read") in whats


def test_panel_file(shards: list[Path], tmp_path: Path) -> None:
    path = tmp_path / "panel.csv"
    path.write_text(
        "\ufeffcounty_code,county,year\n410001,甲县,2022\n,乙县,2023\n,丁县,2023\n410001,甲县,2022\n"
    )
    build(shards, tmp_path / "out", panel=path)
    panel = read_dataset(tmp_path / "out")["panel"]
    places = panel[["county_code", "county", "year"]].drop_duplicates().values.tolist()
    assert places == [["", "丁县", 2023], ["410001", "甲县", 2022], ["410002", "乙县", 2023]]
    assert cell(tmp_path / "out", "丁县", 2023)["status"] == "no_report"
    # What lies outside the panel is restated all the same, with nothing to be held against.
    assert set(read_dataset(tmp_path / "out")["restated"].panel_value.dropna()) == {9}


@pytest.mark.parametrize("text", ["county,when\nx,1\n", "county,year\n,2020\n", "county,year\nx,twenty\n"])
def test_a_panel_file_that_cannot_be_used(tmp_path: Path, text: str) -> None:
    path = tmp_path / "panel.csv"
    path.write_text(text)
    with pytest.raises(PanelFileError, match=r"panel\.csv"):
        build([], tmp_path / "out", panel=path)


def test_a_panel_file_as_a_spreadsheet_saves_it(shards: list[Path], tmp_path: Path) -> None:
    path = tmp_path / "panel.csv"
    path.write_bytes(
        "county_code;county;year\n410001.0;甲县;2022.0\n410002000000;;2023年\n".encode("gb18030")
    )
    build(shards, tmp_path / "out", panel=path)
    panel = read_dataset(tmp_path / "out")["panel"]
    places = panel[["county_code", "county", "year"]].drop_duplicates().values.tolist()
    assert places == [["410001", "甲县", 2022], ["410002", "乙县", 2023]]


def test_whose_word_a_report_is() -> None:
    lines = (Path(__file__).parent / "cases" / "offices.jsonl").read_text(encoding="utf8").splitlines()
    cases = [json.loads(line) for line in lines]
    query = f"SELECT {offices.rank('title', repr(''))} FROM (SELECT unnest(?) AS title)"
    with duckdb.connect() as connection:
        found = connection.execute(query, [[case["title"] for case in cases]]).fetchall()
    assert [rank for (rank,) in found] == [case["office"] for case in cases]


def test_corrections(shards: list[Path], tmp_path: Path) -> None:
    path = tmp_path / "corrections.csv"
    lines = [
        "county,year,indicator,claim_id,value,who,why",
        "甲县,2022,litigation.lost,,10,张三,扫描件",  # 2
        "410002,2024,,c1,70,李四,",  # 3: by the claim behind the cell
        "丙县,2024,audit.projects,,5,,",  # 4: a cell that had nothing
        "戊县,2024,audit.projects,,5,,",  # 5
        "甲县,2022,no.such,,5,,",  # 6
        "甲县,2022,,c77,5,,",  # 7
        "甲县,2022,litigation.lost,,many,,",  # 8
        "甲县,2024,litigation.lost,,1,,",  # 9
        "甲县,2024,litigation.lost,,2,,",  # 10
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8-sig")
    built = build(shards, tmp_path / "out", corrections=path)
    out = tmp_path / "out"
    first = cell(out, "甲县", 2022)
    assert (first["status"], first["value"], first["bound"]) == ("corrected", 10, "exact")
    assert first["note"] == "原值 9（reported）；张三：扫描件"
    assert (cell(out, "乙县", 2024)["status"], cell(out, "乙县", 2024)["value"]) == ("corrected", 70)
    assert "原无数值（no_report）" in cell(out, "丙县", 2024, "audit.projects")["note"]
    assert cell(out, "甲县", 2024)["value"] == 2
    reasons = {u.line: u.reason for u in built.unmatched}
    assert set(reasons) == {5, 6, 7, 8, 9}
    assert "no such county" in reasons[5] and "no.such" in reasons[6] and "c77" in reasons[7]
    assert "many" in reasons[8] and "line 10" in reasons[9]
    assert validate_dataset(out) == []
    # The restated figure is held against the corrected value.
    assert read_dataset(out)["restated"].panel_value.tolist() == [10, 3]


def test_a_corrections_file_without_its_columns(tmp_path: Path) -> None:
    path = tmp_path / "c.csv"
    path.write_text("county,value\n")
    with pytest.raises(CorrectionsFileError, match="year, indicator or claim_id"):
        build([], tmp_path / "out", corrections=path)


def test_a_name_that_two_places_bear_needs_its_code(tmp_path: Path) -> None:
    rows = [
        make_rows("x", "鼓楼区", 2022, [lost(1)], code="320106"),
        make_rows("y", "鼓楼区", 2022, [lost(2)], code="410204"),
    ]
    shards = [write_shard(tmp_path, r["reports"][0]["report_id"], r) for r in rows]
    path = tmp_path / "c.csv"
    path.write_text(
        "county,year,indicator,value\n鼓楼区,2022,litigation.lost,5\n410204,2022,litigation.lost,6\n"
    )
    built = build(shards, tmp_path / "out", corrections=path)
    assert [(u.line, "code" in u.reason) for u in built.unmatched] == [(2, True)]


def test_corrections_that_match_nothing_are_told_over_all_blocks(
    fine: None, shards: list[Path], tmp_path: Path
) -> None:
    path = tmp_path / "c.csv"
    lines = [
        "甲县,2022,no.such,1",
        "乙县,2022,no.such,2",
        "戊县,2022,no.such,3",
        "甲县,2022,litigation.lost,4",
    ]
    path.write_text("\n".join(["county,year,indicator,value", *lines]) + "\n")
    assert [u.line for u in build(shards, tmp_path / "out", corrections=path).unmatched] == [2, 3, 4]


def test_the_three_questions(dataset: Path) -> None:
    found = Missing(dataset)
    assert [(r["county"], r["year"]) for r in found.reports()] == [
        ("丙县", 2022),
        ("丙县", 2024),
        ("甲县", 2023),
    ]
    lacking = Missing(dataset, Filter(counties=["410002"], indicators=["litigation.concluded"]))
    (row,) = lacking.indicators_by_county()
    assert (row["county"], row["years"], row["reason"]) == ("乙县", [2022, 2024], "not_mentioned")
    by_indicator = Missing(dataset, Filter(indicators=["litigation.concluded"])).counties_by_indicator()
    assert [(r["county"], r["years"]) for r in by_indicator] == [
        ("丙县", [2023]),
        ("甲县", [2024]),
        ("乙县", [2022, 2024]),
    ]
    totals = found.totals()
    assert (
        totals["cells"]
        == totals["n_values"] + totals["no_figure"] + totals["not_mentioned"] + totals["no_report"]
    )
    assert (totals["counties"], totals["county_years"], totals["reports_missing"]) == (3, 9, 3)
    assert len(found.cells()) == totals["cells"] - totals["n_values"]
    only = Missing(dataset, Filter(years=[2022], groups=["audit", "litigation"]))
    assert {r["year"] for r in only.cells()} == {2022}
    assert {r["group"] for r in only.coverage()} == {"litigation"}
    assert found.coverage()[0]["indicator"] == "litigation.lost"


def test_discover(dataset: Path, tmp_path: Path) -> None:
    (found,) = discover(dataset, least=3)
    assert (found.wording, found.kind, found.unit, found.n_counties, found.n_claims) == (
        "智慧岗亭",
        "count",
        "个",
        3,
        3,
    )
    assert found.measures == ["全县智慧岗亭", "智慧岗亭"] and len(found.examples) == 3
    assert discover(dataset, least=4) == []
    # The entry can be pasted: a catalogue with it loads, and finds the measure.
    data = json.loads(schema_path("indicators.json").read_text(encoding="utf-8"))
    data["indicators"].append({**found.entry, "code": "test.booths", "group": "test"})
    (tmp_path / "mine.json").write_text(json.dumps(data), encoding="utf-8")
    claims = analyse("新建智慧岗亭12个。", year=2023, catalog=tmp_path / "mine.json").claims
    assert [claim.indicator for claim in claims] == ["test.booths"]


def test_workbook(dataset: Path) -> None:
    book = openpyxl.load_workbook(dataset / exports.WORKBOOK)
    assert book.sheetnames == [*TABLES, exports.WIDE]
    panel = book["panel"]
    assert panel.freeze_panes == "A2"
    columns = {c.value: c.column for c in panel[1]}
    linked = [r for r in range(2, panel.max_row + 1) if panel.cell(r, columns["value"]).hyperlink]
    values = [r for r in range(2, panel.max_row + 1) if panel.cell(r, columns["claim_id"]).value]
    assert linked == values
    for row in linked:
        target = panel.cell(row, columns["value"]).hyperlink.location
        claim = book["claims"][int(target.rpartition("A")[2])]
        names = [c.value for c in book["claims"][1]]
        record = dict(zip(names, [c.value for c in claim], strict=True))
        assert record["claim_id"] == panel.cell(row, columns["claim_id"]).value
        assert record["report_id"] == panel.cell(row, columns["report_id"]).value
    assert isinstance(panel.cell(linked[0], columns["value"]).value, (int, float))


def test_stata(dataset: Path) -> None:
    with pd.io.stata.StataReader(dataset / "panel.dta") as reader:
        frame = reader.read()
        assert reader.variable_labels()["value"].startswith("数值")
        labels = reader.value_labels()
    assert "reported" in set(frame.status) and "no_report" in labels["status"].values()
    with pd.io.stata.StataReader(dataset / "panel_wide.dta") as reader:
        wide = reader.read()
        assert "行政机关败诉" in reader.variable_labels()["litigation_lost"]
    assert wide.loc[wide.county == "甲县", "litigation_lost"].dropna().tolist() == [9, 4]


def test_a_missing_package_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports, "find_spec", lambda name: None)
    with pytest.raises(exports.ExtraMissing, match=r"pip install 'baoshu\[xlsx\]'"):
        build([], tmp_path / "out", formats=("xlsx",))
    with pytest.raises(ValueError, match="unknown format ods"):
        build([], tmp_path / "out", formats=("ods",))
    assert not (tmp_path / "out").exists()


def test_codebook_names_everything(dataset: Path) -> None:
    text = (dataset / "codebook.md").read_text(encoding="utf8")
    for table in load_tables():
        assert all(f"| `{column}` |" in text for column in table.columns)
    assert all(f"| `{code}` |" in text for code in CATALOG.indicators)


def test_frames(dataset: Path) -> None:
    tables = read_dataset(dataset)
    assert set(tables) == {*TABLES, exports.WIDE}
    assert str(tables["panel"].year.dtype) == "Int64"
    assert tables["reports"].duplicate_of.notna().sum() == 1
    assert tables["reports"].loc[tables["reports"].report_id == "noyear", "year"].isna().all()
    assert (tables["claims"].change == "").sum() == len(tables["claims"])
    assert tables["rejects"].source.tolist() == ["a.txt", "b.pdf"]
    with pytest.raises(FileNotFoundError, match="build the dataset first"):
        read_dataset(dataset / "nowhere")
