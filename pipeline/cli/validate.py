"""``baoshu validate``: holds the written tables against their schemas."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.errors import FOUND, UNUSABLE, reported, say


def validate(folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder of a dataset.")]) -> None:
    """Hold the tables of a dataset against their schemas; exit 1 if something is wrong."""
    if not folder.is_dir():
        say(f"baoshu: {folder} is no folder; build the dataset first")
        raise typer.Exit(UNUSABLE)
    with reported():
        from pipeline.tables.validate import validate_dataset

        problems = validate_dataset(folder)
    for problem in problems:
        where = (
            problem.file
            + (f" row {problem.row}" if problem.row else "")
            + (f" {problem.column}" if problem.column else "")
        )
        typer.echo(f"{where}: {problem.what}; {problem.advice}")
    say(f"{len(problems)} problem(s) in {folder}")
    if problems:
        raise typer.Exit(FOUND)
