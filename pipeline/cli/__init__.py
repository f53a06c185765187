"""The command ``baoshu``: one file a command, each a few lines over the library.

A command imports what it needs when it runs, so that ``--help`` loads neither spaCy nor pandas.
"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from pipeline.cli.build import build
from pipeline.cli.check import check
from pipeline.cli.discover import discover
from pipeline.cli.evaluate import evaluate
from pipeline.cli.extract import extract
from pipeline.cli.indicators import indicators
from pipeline.cli.missing import missing
from pipeline.cli.validate import validate

app = typer.Typer(
    name="baoshu",
    help="报数: from the annual rule-of-law reports of Chinese counties to a tidy dataset.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for command in (build, extract, missing, check, discover, indicators, evaluate, validate):
    app.command()(command)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"baoshu {version('baoshu')}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """报数: from the annual rule-of-law reports of Chinese counties to a tidy dataset."""
    # The result is UTF-8 with plain line ends on every system, also where the terminal's is not.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", newline="\n")
