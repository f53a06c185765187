"""The wheel works outside the checkout: built, installed into an empty environment and run there."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


def run(*argv: str | Path, cwd: Path) -> str:
    """Standard output of a command; its standard error is in the failure."""
    env = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "VIRTUAL_ENV"))}
    env["PYTHONUTF8"] = "1"
    done = subprocess.run(list(map(str, argv)), cwd=cwd, env=env, capture_output=True, encoding="utf8")
    assert done.returncode == 0, f"{argv}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, root, cwd=folder)
    assert list(folder.glob("*.tar.gz"))
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def scripts(root: Path, wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an empty environment's commands, with the wheel installed."""
    folder = tmp_path_factory.mktemp("installed") / "env"
    venv.create(folder, with_pip=True)
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    constraints = root / "constraints-dev.txt"
    run(scripts / "python", "-m", "pip", "install", "--quiet", "--constraint", constraints, wheel, cwd=folder)
    return scripts


def test_the_wheel_has_the_schemas_and_nothing_else(root: Path, wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    schemas = {f"pipeline/{f.relative_to(root)}" for f in (root / "schemas").rglob("*") if f.is_file()}
    assert schemas <= set(names)
    assert {name.split("/")[0] for name in names if ".dist-info/" not in name} == {"pipeline"}


@pytest.fixture(scope="module")
def report(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("elsewhere") / "青禾县2023年.txt"
    path.write_bytes((root / "tests" / "gold" / "invented" / "qinghe-2023.txt").read_bytes())
    return path


def test_it_runs_outside_the_checkout(scripts: Path, report: Path) -> None:
    baoshu = scripts / "baoshu"
    assert "build" in run(baoshu, "--help", cwd=report.parent)
    assert "reconsideration.accepted" in run(baoshu, "indicators", cwd=report.parent)
    found = json.loads(run(baoshu, "extract", report, cwd=report.parent))
    text = report.read_bytes().decode("utf8")
    assert found["report"]["year"] == 2023
    assert len(found["claims"]) > 50
    assert all(text[c["start"] : c["end"]] == c["text"] for c in found["claims"])


def test_it_builds_a_dataset_outside_the_checkout(scripts: Path, report: Path) -> None:
    run(scripts / "baoshu", "build", report, "--out", "out", cwd=report.parent)
    assert (report.parent / "out" / "panel.parquet").exists()


def test_the_components_are_entry_points(scripts: Path, report: Path) -> None:
    code = """
import spacy
nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "baoshu.ReportTokenizer.v1"}}})
for name in ("sections", "quantities", "claims", "indicators", "checks"):
    nlp.add_pipe(f"report_{name}")
print(len(nlp("收到行政复议申请151件。")))
"""
    assert int(run(scripts / "python", "-c", code, cwd=report.parent)) > 3


def test_reports_can_be_read_with_the_required_packages_only(scripts: Path, report: Path) -> None:
    """The extras stay extras: nothing that the command needs comes with them."""
    code = "import sys, importlib.util as u; print([n for n in sys.argv[1:] if u.find_spec(n)])"
    extras = ("jieba", "openpyxl", "distributed")
    assert run(scripts / "python", "-c", code, *extras, cwd=report.parent).strip() == "[]"
