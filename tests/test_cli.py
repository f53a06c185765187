"""The command: exit codes, what goes to which stream, and that the light commands stay light."""

# ruff: noqa: E501  Made texts and cases stand in one line each.

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from unicodedata import east_asian_width

import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from tests.corpus_files import archive

REPORT = (
    "青禾县2023年度法治政府建设情况报告\n2023年，青禾县扎实推进法治政府建设。现将有关情况报告如下。\n"
    "一、依法化解矛盾纠纷\n全年收到行政复议申请60件，受理46件，审结41件。办理案件100件，其中行政处罚案件60件、行政强制案件30件。\n"
    "青禾县人民政府\n2024年1月9日\n"
)
POEM = "床前明月光，疑是地上霜。举头望明月，低头思故乡。"
COMMANDS = ["build", "extract", "missing", "check", "discover", "indicators", "evaluate", "validate"]
runner = CliRunner()


@pytest.fixture
def made(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "青禾县2023.txt").write_text(REPORT, encoding="utf-8")
    (folder / "gbk.txt").write_text(
        REPORT.replace("2023年", "2022年").replace("2024年", "2023年"), encoding="gb18030"
    )
    return folder


@pytest.fixture
def dataset(made: Path, tmp_path: Path) -> Path:
    assert (
        runner.invoke(app, ["build", str(made), "--out", str(tmp_path / "out"), "--workers", "1"]).exit_code
        == 0
    )
    return tmp_path / "out"


def objects(output: str) -> list[dict]:
    return [json.loads(line) for line in output.splitlines()]


def test_every_command_has_help() -> None:
    for command in COMMANDS:
        result = runner.invoke(app, [command, "--help"])
        assert result.exit_code == 0 and len(result.stdout) > 100


def test_version() -> None:
    from importlib.metadata import version

    assert runner.invoke(app, ["--version"]).stdout == f"baoshu {version('baoshu')}\n"


@pytest.mark.parametrize(
    "arguments", [["--help"], ["indicators"], ["indicators", "--code", "service.items"], ["build", "--help"]]
)
def test_light_commands_load_neither_spacy_nor_pandas(arguments: list[str]) -> None:
    code = (
        "import sys\nfrom pipeline.cli import app\n"
        f"try:\n    app({arguments!r})\nexcept SystemExit as end:\n    assert not end.code, end.code\n"
        "heavy = {'spacy', 'pandas', 'numpy', 'pyarrow', 'duckdb', 'docx', 'selectolax', 'pypdfium2'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL)


def test_extract_prints_one_object_a_report(made: Path) -> None:
    result = runner.invoke(app, ["extract", str(made)])
    assert result.exit_code == 0
    found = objects(result.stdout)
    assert [Path(row["source"]).name for row in found] == ["gbk.txt", "青禾县2023.txt"]
    for row in found:
        assert set(row) == {"source", "report", "sections", "claims", "checks", "warnings"}
        assert row["report"]["county"] == "青禾县"
        assert row["claims"] and all(claim["sentence"] for claim in row["claims"])
    text = found[1]
    assert text["report"]["year"] == 2023 and text["report"]["signed"] == "2024-01-09"
    for claim in text["claims"]:
        assert REPORT[claim["start"] : claim["end"]] == claim["text"]
        assert isinstance(claim["value"], int)


def test_extract_reads_standard_input() -> None:
    (row,) = objects(runner.invoke(app, ["extract", "-"], input=REPORT.encode("gb18030")).stdout)
    assert (row["source"], row["report"]["county"]) == ("-", "青禾县")
    zipped = archive({"a.txt": REPORT.encode(), "b/c.txt": REPORT.encode()})
    rows = objects(runner.invoke(app, ["extract", "-"], input=zipped).stdout)
    assert [row["source"] for row in rows] == ["-/a.txt", "-/b/c.txt"]


def test_extract_refuses_no_text(tmp_path: Path) -> None:
    result = runner.invoke(app, ["extract", "-"], input=POEM)
    (row,) = objects(result.stdout)
    assert result.exit_code == 0
    assert any("not a report" in warning for warning in row["warnings"])


def test_extract_table(made: Path) -> None:
    result = runner.invoke(app, ["extract", str(made), "--format", "table"])
    assert result.exit_code == 0 and "46件" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["extract", "nowhere.txt"], 2),
        (["extract", "empty.txt"], 2),
        (["extract"], 2),
        (["extract", "a.txt", "--format", "xml"], 2),
        (["extract", "empty-folder"], 2),
        (["build", "nowhere", "--out", "out"], 2),
        (["build", "empty-folder", "--out", "out"], 2),
        (["build", "a.txt"], 2),
        (["build", "a.txt", "--out", "out", "--workers", "0"], 2),
        (["build", "a.txt", "--out", "out", "--format", "docx"], 2),
        (["build", "a.txt", "--out", "out", "--format", ""], 2),
        (["build", "a.txt", "--out", "out", "--panel", "nowhere.csv"], 2),
        (["build", "a.txt", "--out", "out", "--catalog", "nowhere.json"], 2),
        (["build", "a.txt", "--out", "a.txt"], 2),
        (["build", "a.txt", "--out", "out"], 0),
        (["build", "a.txt", "empty.txt", "--out", "out"], 0),
        (["build", "a.txt", "empty.txt", "--out", "out", "--strict"], 1),
        (["build", "a.txt", "--out", "out", "--strict"], 0),
        (["missing", "nowhere"], 2),
        (["check", "nowhere"], 2),
        (["validate", "nowhere"], 2),
        (["discover", "nowhere"], 2),
        (["evaluate", "nowhere"], 2),
        (["indicators", "--code", "no.such"], 2),
        (["indicators", "--group", "nosuch"], 2),
        (["indicators"], 0),
        (["nosuch"], 2),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else str(value),
)
def test_exit_codes_and_messages(
    arguments: list[str], code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(REPORT, encoding="utf-8")
    Path("empty.txt").touch()
    Path("empty-folder").mkdir()
    result = runner.invoke(app, arguments)
    assert result.exit_code == code, result.stderr
    assert "Traceback" not in result.stderr + result.stdout
    if code:
        assert result.stderr
    if code == 2:
        assert not result.stdout


def test_build_says_what_it_did(made: Path, tmp_path: Path) -> None:
    (made / "poem.txt").write_text(POEM, encoding="utf-8")
    result = runner.invoke(app, ["build", str(made), "--out", str(tmp_path / "out"), "--workers", "1"])
    assert result.exit_code == 0 and not result.stdout
    for word in ("3 files", "2 reports", "claims", "not a report", "poem.txt", str(tmp_path / "out")):
        assert word in result.stderr


def test_missing_check_discover_and_validate(dataset: Path) -> None:
    missing = runner.invoke(app, ["missing", str(dataset), "--county", "青禾县", "--year", "2022"])
    assert missing.exit_code == 0 and "not_mentioned" in missing.stdout
    cells = runner.invoke(app, ["missing", str(dataset), "--format", "csv"])
    assert cells.stdout.startswith("county_code,county,year,indicator")
    assert runner.invoke(app, ["missing", str(dataset), "--county", "无此县"]).exit_code == 2
    check = runner.invoke(app, ["check", str(dataset)])
    assert check.exit_code == 0 and check.stderr
    assert runner.invoke(app, ["discover", str(dataset), "--least", "1"]).exit_code == 0
    valid = runner.invoke(app, ["validate", str(dataset)])
    assert (valid.exit_code, valid.stdout) == (0, "")


def columns(line: str) -> int:
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in line.rstrip())


@pytest.mark.parametrize(
    "arguments",
    [
        ["missing", "OUT"],
        ["discover", "OUT", "--least", "1"],
        ["indicators"],
        ["extract", "IN", "--format", "table"],
    ],
)
def test_tables_fit_a_terminal(arguments: list[str], dataset: Path, made: Path) -> None:
    named = {"OUT": str(dataset), "IN": str(made)}
    shown = runner.invoke(app, [named.get(argument, argument) for argument in arguments]).stdout
    # Below its table discover prints sentences and entries in full.
    lines = shown.split("\n\n")[0].split("\n")
    assert len(lines) > 2 and max(map(columns, lines)) <= 100


def test_missing_elides_for_the_eye_and_not_in_csv(tmp_path: Path) -> None:
    sentence = "行政机关败诉" + "情况得到进一步改善和提升" * 20
    (tmp_path / "青禾县2023.txt").write_text(
        REPORT.replace("全年收到", f"{sentence}。全年收到"), encoding="utf-8"
    )
    out = str(tmp_path / "out")
    runner.invoke(app, ["build", str(tmp_path / "青禾县2023.txt"), "--out", out, "--workers", "1"])
    shown = runner.invoke(app, ["missing", out, "--indicator", "litigation.lost"]).stdout
    assert "…" in shown and max(map(columns, shown.split("\n"))) <= 100
    assert "who does not report an indicator" in shown
    answer = runner.invoke(app, ["missing", out, "--question", "by-indicator", "--format", "csv"]).stdout
    assert answer.startswith("indicator,name_zh,county_code,county,years\n")
    answer = runner.invoke(app, ["missing", out, "--question", "reports"]).stdout
    assert "totals" in answer and "most reported" not in answer
    assert sentence in runner.invoke(app, ["missing", out, "--format", "csv"]).stdout


def test_discover_prints_entries_to_paste(dataset: Path) -> None:
    shown = runner.invoke(app, ["discover", str(dataset), "--least", "1"]).stdout
    first = shown[shown.index("{") : shown.index("},\n") + 1]
    assert set(json.loads(first)) == {
        "code",
        "group",
        "name_zh",
        "unit",
        "kind",
        "definition",
        "units",
        "rules",
    }


def test_validate_fails_on_a_changed_table(dataset: Path) -> None:
    table = dataset / "claims.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("count", "sum", 1), encoding="utf-8")
    result = runner.invoke(app, ["validate", str(dataset)])
    assert result.exit_code == 1 and "claims.csv" in result.stdout


def test_evaluate(tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    start = REPORT.index("46件")
    claim = {
        "start": start,
        "end": start + 3,
        "text": "46件",
        "value": 46,
        "unit": "件",
        "kind": "count",
        "bound": "exact",
    }
    gold.write_text(json.dumps({"doc_id": "a", "text": REPORT, "claims": [claim]}) + "\n", encoding="utf-8")
    result = runner.invoke(app, ["evaluate", str(gold), "--errors", "3"])
    assert result.exit_code == 0 and "detect_recall          1.0000" in result.stdout
    assert runner.invoke(app, ["evaluate", str(gold), "--min", "detect_precision=0.99"]).exit_code == 1
    assert runner.invoke(app, ["evaluate", str(gold), "--min", "detect_f1"]).exit_code == 2


def test_a_reader_that_stops_early_is_no_error(made: Path) -> None:
    command = f"{sys.executable} -m pipeline extract {made} {made} | head -c 10"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, env={**os.environ})
    assert b"Traceback" not in done.stderr


def test_build_names_codes_that_no_place_has(made: Path, tmp_path: Path) -> None:
    panel = tmp_path / "panel.csv"
    panel.write_text("county_code,county,year\n410724,获嘉县,2024\n419999,,2024\n", encoding="utf8")
    result = runner.invoke(app, ["build", str(made), "--out", str(tmp_path / "out"), "--panel", str(panel)])
    assert result.exit_code == 0
    assert "no place has ever had the code 419999" in result.stderr and "410724" not in result.stderr
