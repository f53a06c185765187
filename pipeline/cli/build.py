"""``baoshu build``: a corpus → the dataset."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.errors import FOUND, reported, say

if TYPE_CHECKING:
    from pipeline.run.build import Summary

SHOWN = 20  # rejects named one by one; all are in the table


def build(
    corpus: Annotated[
        list[str], typer.Argument(metavar="CORPUS…", help="Files and folders with reports, read in depth.")
    ],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="Folder of the dataset.")],
    workers: Annotated[int | None, typer.Option(min=1, help="Processes; by default all cores.")] = None,
    scheduler: Annotated[
        str, typer.Option(metavar="ADDRESS", help="A Dask scheduler: tcp://host:8786.")
    ] = "",
    panel: Annotated[
        Path | None, typer.Option(metavar="FILE", help="CSV of the county-years expected.")
    ] = None,
    catalog: Annotated[Path | None, typer.Option(metavar="FILE", help="Another indicator catalogue.")] = None,
    corrections: Annotated[
        Path | None, typer.Option(metavar="FILE", help="CSV of corrections, applied at the end.")
    ] = None,
    formats: Annotated[
        str, typer.Option("--format", help="Of parquet, csv, xlsx, dta; joined by commas.")
    ] = "parquet,csv",
    fresh: Annotated[bool, typer.Option("--fresh", help="Ignore earlier work in the folder.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Exit 1 if any file was rejected.")] = False,
) -> None:
    """Build the dataset of every report under CORPUS in a folder."""
    with reported():
        from pipeline.run.build import Options
        from pipeline.run.build import build as run

        chosen = tuple(dict.fromkeys(name.strip() for name in formats.split(",") if name.strip()))
        options = Options(workers or 0, scheduler, panel, catalog, corrections, chosen, fresh)
        summary = run(corpus, out, options)
    _tell(summary, out)
    if strict and summary.rejects:
        raise typer.Exit(FOUND)


def _tell(summary: Summary, out: Path) -> None:
    rows = summary.rows
    say(f"read      {summary.files:,} files, {summary.read:,} of them new: {summary.reports:,} reports")
    if summary.duplicates:
        say(f"          {summary.duplicates:,} of them duplicates or superseded, counted once")
    if summary.unplaced:
        why = "county or year is not known; see the warnings in reports.csv, name them in a manifest.csv"
        say(f"          {summary.unplaced:,} of them in no cell of the panel: {why}")
    filled = rows.get("panel", 0) - rows.get("missing", 0)
    say(f"found     {rows.get('claims', 0):,} claims, {rows.get('checks', 0):,} checks")
    cells = f"{filled:,} of {rows.get('panel', 0):,} cells have a value"
    say(f"panel     {cells}; baoshu missing {out} says why not")
    say(f"rejected  {len(summary.rejects):,}" + (":" if summary.rejects else ""))
    for reject in summary.rejects[:SHOWN]:
        say(f"          {reject.source}: {reject.reason}; {reject.detail}")
    if len(summary.rejects) > SHOWN:
        say(f"          … all are in {out / 'rejects.csv'}")
    for line in summary.uncorrected:
        say(f"corrections file, {line}")
    if summary.unknown_codes:
        shown = ", ".join(summary.unknown_codes[:SHOWN]) + (
            " …" if len(summary.unknown_codes) > SHOWN else ""
        )
        say(f"panel file: no place has ever had the code {shown}; look for slips")
    say(f"tables    {out}")
