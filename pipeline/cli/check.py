"""``baoshu check``: figures that contradict each other, with the sentences."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.errors import FOUND, reported, say
from pipeline.cli.show import cell


def check(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder of a dataset.")],
    every: Annotated[bool, typer.Option("--all", help="Also the relations that hold.")] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit 1 if any figures contradict each other.")
    ] = False,
) -> None:
    """Figures that contradict each other, each with its sentences."""
    with reported():
        from pipeline.tables.contradictions import find_checks

        found = find_checks(folder, every=every)
    for item in found:
        verdict = "holds" if item.holds else "DOES NOT HOLD"
        typer.echo(f"{item.county} {cell(item.year)} {item.kind}: {item.about}")
        typer.echo(
            f"  stated {cell(item.stated)}, computed {cell(item.computed)}: {verdict}  [{item.report_id}]"
        )
        for sentence in item.sentences:
            typer.echo(f"  {sentence}")
    bad = sum(not item.holds for item in found)
    say(f"{bad} relation(s) do not hold")
    if strict and bad:
        raise typer.Exit(FOUND)
