"""``baoshu extract``: reports → JSON lines, or tables for the eye."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from enum import Enum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.cli.errors import UNUSABLE, reported, say
from pipeline.cli.show import table

if TYPE_CHECKING:
    from pipeline.read.content import Reject


class Format(str, Enum):
    """How to print a report."""

    jsonl = "jsonl"
    table = "table"


def extract(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH…", help="Files and folders; - reads standard input.")
    ],
    output: Annotated[
        Format, typer.Option("--format", help="One JSON object a report, or a table.")
    ] = Format.jsonl,
) -> None:
    """Print every section, claim and check of each report."""
    failed = False
    with reported():
        for found in _objects(paths):
            if isinstance(found, dict):
                _show(found, output)
            else:
                say(f"baoshu: {found.source}: {found.reason}; {found.detail}")
                # A manifest's slip is worth a word, not a failure: all texts were read.
                failed = failed or not found.reason.startswith("manifest")
    if failed:
        raise typer.Exit(UNUSABLE)


def _objects(paths: list[str]) -> Iterator[dict[str, Any] | Reject]:
    from pipeline.read.content import Reject
    from pipeline.run.extract import extract_bytes, extract_paths

    files = [path for path in paths if path != "-"]
    if len(files) < len(paths):
        yield from extract_bytes(sys.stdin.buffer.read())
    if files:
        found = False
        for item in extract_paths(files):
            found = True
            yield item
        if not found:
            yield Reject(", ".join(files), "no files found", "name a folder that holds reports")


def _show(found: dict[str, Any], output: Format) -> None:
    if output is Format.jsonl:
        print(json.dumps(found, ensure_ascii=False))
        return
    report = found["report"]
    name = " ".join(str(report[key]) for key in ("county", "county_code", "year", "title") if report[key])
    claims = [
        [c["text"], c["action"], c["measure"], _value(c), c["unit"], c["modality"], c["indicator"]]
        for c in found["claims"]
    ]
    table(
        f"{found['source']}: {name}",
        ["text", "action", "measure", "value", "unit", "modality", "indicator"],
        claims,
    )
    checks = [
        [c["about"], c["stated"], c["computed"], "yes" if c["holds"] else "NO"] for c in found["checks"]
    ]
    if checks:
        table("checks", ["about", "stated", "computed", "holds"], checks)
    for warning in found["warnings"]:
        say(f"{found['source']}: {warning}")


def _value(claim: dict[str, Any]) -> str:
    upper = claim["value_max"]
    return f"{claim['value']:.15g}" + (f" to {upper:.15g}" if upper is not None else "")
