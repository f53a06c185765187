"""The whole job on made corpora: same bytes from any run, resume, increments, rejects."""

# ruff: noqa: E501  Made texts and cases stand in one line each.

from __future__ import annotations

import csv
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.run.build import Options, build

COUNTIES = ["青禾县", "石笕县", "岚垭县", "望汀县", "禾丘县"]


def report(county: str, year: int, seed: int = 0) -> str:
    made = random.Random(f"{county}{year}{seed}")
    a, b, c, d = (made.randint(20, 900) for _ in range(4))
    return (
        f"{county}{year}年度法治政府建设情况报告\n"
        f"{year}年，{county}坚持以习近平法治思想为指导，扎实推进法治政府建设。现将有关情况报告如下。\n"
        f"一、依法化解矛盾纠纷\n（一）加强行政复议。全年收到行政复议申请{a + 40}件，受理{a}件，审结{a - 10}件。\n"
        f"（二）做好行政应诉。全年行政应诉案件{b}件，负责人出庭应诉率达到{90 + b % 10}%，编号{made.random()}。\n"
        f"二、规范行政执法\n办理行政处罚案件{c}件，开展联合检查{d}次，培训执法人员{c + d}人次。\n"
        f"{county}人民政府\n{year + 1}年1月{made.randint(1, 28)}日\n"
    )


def corpus(folder: Path, years: range = range(2020, 2023)) -> Path:
    for county in COUNTIES:
        for year in years:
            path = folder / county / f"{year}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(report(county, year), encoding="gb18030" if year % 2 else "utf-8")
    return folder


def fingerprints(out: Path) -> dict[str, str]:
    """All files of a dataset but its state."""
    return {
        path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.rglob("*"))
        if path.is_file() and ".baoshu" not in path.parts
    }


def rows(out: Path, table: str) -> list[dict[str, str]]:
    with (out / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


ONE = Options(workers=1)


@pytest.fixture
def made(tmp_path: Path) -> Path:
    return corpus(tmp_path / "corpus")


@pytest.fixture
def built(made: Path, tmp_path: Path) -> dict[str, str]:
    build([made], tmp_path / "first", ONE)
    return fingerprints(tmp_path / "first")


def test_what_is_written(made: Path, built: dict[str, str], tmp_path: Path) -> None:
    out = tmp_path / "first"
    found = rows(out, "reports")
    assert len(found) == 15
    assert {row["county"] for row in found} == set(COUNTIES)
    for row in found:
        text = (out / "texts" / f"{row['report_id']}.txt").read_text(encoding="utf-8")
        assert hashlib.sha256(text.encode()).hexdigest() == row["text_sha256"]
        for claim in [c for c in rows(out, "claims") if c["report_id"] == row["report_id"]][:5]:
            assert text[int(claim["start"]) : int(claim["end"])] == claim["text"]


def test_a_second_run_reads_nothing_and_gives_the_same_bytes(
    made: Path, built: dict[str, str], tmp_path: Path
) -> None:
    summary = build([made], tmp_path / "first", ONE)
    assert (summary.files, summary.read, summary.reports) == (15, 0, 15)
    assert fingerprints(tmp_path / "first") == built


def test_two_workers_and_any_order_of_the_input(
    made: Path, built: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.run.executor.WORTH_A_POOL", 1)
    files = [str(path) for path in made.rglob("*.txt")]
    random.Random(3).shuffle(files)
    build(files, tmp_path / "second", Options(workers=2))
    assert fingerprints(tmp_path / "second") == built


def test_increments_and_removals_end_in_the_same_bytes(
    made: Path, built: dict[str, str], tmp_path: Path
) -> None:
    out = tmp_path / "grown"
    files = sorted(str(path) for path in made.rglob("*.txt"))
    build(files[:6], out, ONE)
    extra = made / "extra.txt"
    extra.write_text(report("长汀县", 2021), encoding="utf-8")
    assert build([*files[3:], str(extra)], out, ONE).read == 10
    extra.unlink()
    # The texts of the three that were left out had gone with them.
    assert build([made], out, ONE).read == 3
    assert fingerprints(out) == built
    assert len(list((out / "texts").iterdir())) == 15


def test_a_changed_file_is_read_again(made: Path, built: dict[str, str], tmp_path: Path) -> None:
    path = made / "青禾县" / "2020.txt"
    before = path.read_text(encoding="utf-8")
    path.write_text(report("青禾县", 2020, seed=5), encoding="utf-8")
    assert build([made], tmp_path / "first", ONE).read == 1
    assert fingerprints(tmp_path / "first") != built
    path.write_text(before, encoding="utf-8")
    build([made], tmp_path / "first", ONE)
    assert fingerprints(tmp_path / "first") == built


PLACES = ["获嘉县", "长汀县", "青禾县"]


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Reports of two counties of different provinces and of one without a code, each a block."""
    monkeypatch.setattr("pipeline.tables.cut.BLOCK", 1)
    folder = tmp_path / "places"
    folder.mkdir()
    for county in PLACES:
        for year in range(2020, 2023):
            (folder / f"{county}{year}.txt").write_text(report(county, year), encoding="utf-8")
    return folder


def blocks(out: Path) -> dict[str, int]:
    """The blocks of the state, and when each was made."""
    return {path.name: path.stat().st_mtime_ns for path in out.glob(".baoshu/blocks-*/*") if path.is_dir()}


def test_the_same_bytes_whatever_blocks_were_there(
    places: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    build([places], out, ONE)
    expected, first = fingerprints(out), blocks(out)
    assert len(first) == 3
    panel, corrections = tmp_path / "panel.csv", tmp_path / "corrections.csv"
    panel.write_text("county_code,year\n410724,2021\n110101,2021\n", encoding="utf-8")
    corrections.write_text("county,year,indicator,value\n获嘉县,2021,litigation.lost,3\n", encoding="utf-8")
    for changed in ({"panel": panel}, {"corrections": corrections}, {"formats": ("parquet",)}):
        build([places], out, Options(workers=1, **changed))
        assert fingerprints(out) != expected
        build([places], out, ONE)
        assert fingerprints(out) == expected and blocks(out).keys() == first.keys()
    shutil.rmtree(next(out.glob(".baoshu/blocks-*")))
    build([places], out, ONE)
    assert fingerprints(out) == expected and blocks(out).keys() == first.keys()
    monkeypatch.setattr("pipeline.run.executor.WORTH_A_POOL", 1)
    build([places], tmp_path / "two", Options(workers=2))
    assert fingerprints(tmp_path / "two") == expected and blocks(tmp_path / "two").keys() == first.keys()


def test_only_the_blocks_that_changed_are_made_again(places: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build([places], out, ONE)
    first = blocks(out)
    build([places], out, ONE)
    assert blocks(out) == first
    more = places / "more.txt"
    # Another office's report on a year that is there: its county's block is another.
    more.write_text(
        report("长汀县", 2021, seed=9).replace("\n长汀县人民政府", "\n长汀县司法局"), encoding="utf-8"
    )
    build([places], out, ONE)
    second = blocks(out)
    assert len(second) == 3 and len(first.items() & second.items()) == 2
    # A year that was not there is a row of every county, and what no longer counts goes.
    more.write_text(report("长汀县", 2019), encoding="utf-8")
    build([places], out, ONE)
    assert len(blocks(out)) == 3 and not second.items() & blocks(out).items()
    more.unlink()
    build([places], out, ONE)
    assert blocks(out).keys() == first.keys()


def test_a_build_that_fails_keeps_the_blocks(places: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build([places], out, ONE)
    first = blocks(out)
    (tmp_path / "panel.csv").write_text("county\n获嘉县\n", encoding="utf-8")
    with pytest.raises(ValueError, match="needs the columns"):
        build([places], out, Options(workers=1, panel=tmp_path / "panel.csv"))
    assert blocks(out) == first


def test_fresh_forgets(made: Path, built: dict[str, str], tmp_path: Path) -> None:
    summary = build([made], tmp_path / "first", Options(workers=1, fresh=True))
    assert summary.read == 15
    assert fingerprints(tmp_path / "first") == built


def test_lost_state_is_made_again(made: Path, built: dict[str, str], tmp_path: Path) -> None:
    out = tmp_path / "first"
    for path in [*out.glob(".baoshu/*/*.json")]:
        path.write_text("{", encoding="utf-8")
    for path in list((out / "texts").iterdir())[:3]:
        path.unlink()
    build([made], out, ONE)
    assert fingerprints(out) == built


def test_rejects_name_a_reason_and_the_rest_is_built(made: Path, tmp_path: Path) -> None:
    bad = {
        "empty.txt": b"",
        "image.png": b"\x89PNG\r\n\x1a\n" + bytes(90),
        "poem.txt": "床前明月光，疑是地上霜。举头望明月，低头思故乡。".encode(),
        "lost.html": "<html><body><h1>404 Not Found</h1><p>您访问的页面不存在</p></body></html>".encode(),
        "noise.doc": bytes(range(256)) * 9,
        "broken.docx": b"PK\x03\x04" + bytes(99),
    }
    for name, data in bad.items():
        (made / name).write_bytes(data)
    summary = build([made], tmp_path / "out", ONE)
    found = rows(tmp_path / "out", "rejects")
    assert {Path(row["source"]).name for row in found} == set(bad)
    assert all(row["reason"] and row["detail"] for row in found)
    assert (summary.reports, len(summary.rejects)) == (15, 6)


def test_a_crash_in_the_analysis_costs_one_report(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pipeline.analyse

    right = pipeline.analyse.analyse

    def wrong(text: str, **options: object) -> object:
        if text.startswith("石笕县2021"):
            raise RuntimeError("made to fail")
        return right(text, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline.analyse, "analyse", wrong)
    build([made], tmp_path / "out", ONE)
    (reject,) = rows(tmp_path / "out", "rejects")
    assert reject["reason"] == "analysis failed" and "made to fail" in reject["detail"]
    assert len(rows(tmp_path / "out", "reports")) == 14


def test_duplicates_and_a_corrected_version(made: Path, built: dict[str, str], tmp_path: Path) -> None:
    original = report("青禾县", 2021)
    (made / "copy.txt").write_text(original, encoding="utf-16")
    (made / "更正.txt").write_text(original.replace("联合检查", "执法检查"), encoding="utf-8")
    out = tmp_path / "first"
    assert build([made], out, ONE).duplicates == 2
    found = {
        row["source"].rsplit("/", 1)[-1]: row for row in rows(out, "reports") if "青禾县2021" in row["title"]
    }
    assert len({row["report_id"] for row in found.values()}) == 3
    counted = found["更正.txt"]["report_id"]
    assert {name: row["duplicate_of"] for name, row in found.items()} == {
        "2021.txt": counted,
        "copy.txt": counted,
        "更正.txt": "",
    }
    assert {row["report_id"] for row in rows(out, "claims")} & {
        row["report_id"] for row in found.values()
    } == {counted}
    (made / "copy.txt").unlink()
    (made / "更正.txt").unlink()
    build([made], out, ONE)
    assert fingerprints(out) == built


def test_a_manifest_names_county_and_year(made: Path, tmp_path: Path) -> None:
    (made / "x.txt").write_text(
        report("某某县", 2010).replace("某某县", "我县").replace("2010年", "今年"), encoding="utf-8"
    )
    (made / "manifest.csv").write_text(
        "file,county_code,year\nx.txt,410724,2018\nnone.txt,,\n", encoding="utf-8-sig"
    )
    build([made], tmp_path / "out", ONE)
    (row,) = [row for row in rows(tmp_path / "out", "reports") if row["source"].endswith("/x.txt")]
    assert (row["county"], row["county_code"], row["year"]) == ("获嘉县", "410724", "2018")
    assert [row["reason"] for row in rows(tmp_path / "out", "rejects")] == ["manifest row names no file"]
    clues = [clue for clue in rows(tmp_path / "out", "evidence") if clue["report_id"] == row["report_id"]]
    assert [(clue["about"], clue["clue"], clue["said"]) for clue in clues][:1] == [
        ("county", "manifest", "410724")
    ]
    assert ("year", "manifest", "2018", "true") in [
        (clue["about"], clue["clue"], clue["said"], clue["agrees"]) for clue in clues
    ]


def test_the_dataset_within_its_corpus_is_not_read(made: Path) -> None:
    out = made / "out"
    build([made], out, ONE)
    assert build([made], out, ONE).files == 15


def test_a_script_needs_no_main_guard(tmp_path: Path) -> None:
    """A spawned worker that ran the caller's script would start the build again, without end."""
    made = corpus(tmp_path / "corpus", range(2000, 2012))
    script = tmp_path / "script.py"
    script.write_text(
        "import sys, pipeline\nprint(len(pipeline.build([sys.argv[1]], sys.argv[2])['reports']))\n"
    )
    command = [sys.executable, str(script), str(made), str(tmp_path / "out")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    assert done.stdout.split()[-1] == "60"


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
def test_a_killed_run_goes_on_and_ends_in_the_same_bytes(tmp_path: Path) -> None:
    made = corpus(tmp_path / "corpus", range(1990, 2022))
    build([made], tmp_path / "whole", ONE)
    out = tmp_path / "killed"
    command = [sys.executable, "-m", "pipeline", "build", str(made), "--out", str(out), "--workers", "2"]
    kills = 0
    for wanted in ("read-*/*.json", "rows-*/*.json", "blocks-*/*.json"):
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True)
        while process.poll() is None and not list((out / ".baoshu").glob(wanted)):
            time.sleep(0.005)
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            kills += 1
        process.wait()
    assert kills
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    assert fingerprints(out) == fingerprints(tmp_path / "whole")


def test_a_department_speaks_for_its_county_only_where_the_government_does_not(tmp_path: Path) -> None:
    made = tmp_path / "corpus"
    made.mkdir()
    own = "获嘉县人民政府2023年法治政府建设年度报告\n一、主要工作\n全年收到行政复议申请151件。\n"
    bureau = "获嘉县司法局2023年法治政府建设年度报告\n一、主要工作\n收到行政复议申请88件，召开会议3次。\n"
    (made / "bureau.txt").write_text(bureau, encoding="utf-8")
    build([made], tmp_path / "out", ONE)
    (cell,) = [c for c in rows(tmp_path / "out", "panel") if c["indicator"] == "reconsideration.received"]
    assert (cell["value"], cell["status"]) == ("88.0", "reported") and "获嘉县司法局" in cell["note"]
    (made / "own.txt").write_text(own, encoding="utf-8")
    build([made], tmp_path / "out", ONE)
    (cell,) = [c for c in rows(tmp_path / "out", "panel") if c["indicator"] == "reconsideration.received"]
    assert (cell["value"], cell["status"], cell["note"]) == ("151.0", "reported", "")
    # What the department says stays among the claims.
    assert "88件" in {claim["text"] for claim in rows(tmp_path / "out", "claims")}


def test_reports_that_fill_no_cell_are_counted(tmp_path: Path) -> None:
    made = tmp_path / "corpus"
    made.mkdir()
    half = "获嘉县2023年上半年法治政府建设工作总结\n一、主要工作\n全县坚持依法行政，收到行政复议申请88件。\n"
    (made / "half.txt").write_text(half, encoding="utf-8")
    summary = build([made], tmp_path / "out", ONE)
    assert (summary.reports, summary.unplaced) == (1, 1)


def test_the_dataset_cannot_stand_where_the_corpus_stands(made: Path) -> None:
    with pytest.raises(ValueError, match="name another folder"):
        build([made], made, ONE)
