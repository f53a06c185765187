"""``baoshu evaluate``: accuracy against a gold set."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.errors import FOUND, UNUSABLE, reported, say


def evaluate(
    gold: Annotated[list[Path], typer.Argument(help="Folders of .json beside .txt, or .jsonl files.")],
    errors: Annotated[int, typer.Option(metavar="N", help="Print the first N differences.")] = 0,
    floors: Annotated[
        list[str] | None, typer.Option("--min", metavar="METRIC=X", help="Exit 1 where a metric is below X.")
    ] = None,
) -> None:
    """Accuracy against a gold set: what is found, and how right it is."""
    wanted = [_floor(text) for text in floors or []]
    with reported():
        from pipeline.evaluate import evaluate as score
        from pipeline.run.extract import extract_text

        scores = score(gold, extract=extract_text)
    for difference in scores.differences[: max(errors, 0)]:
        say("  ".join(difference))
    for name, value in scores.figures.items():
        typer.echo(f"{name:22} {value:.4f}" if isinstance(value, float) else f"{name:22} {value}")
    short = [
        f"{name} {scores.figures.get(name)} < {floor}"
        for name, floor in wanted
        if (scores.figures.get(name) or 0) < floor
    ]
    if short:
        say("short of: " + "; ".join(short))
        raise typer.Exit(FOUND)


def _floor(text: str) -> tuple[str, float]:
    name, _, value = text.partition("=")
    try:
        return name, float(value)
    except ValueError:
        say(f"baoshu: --min {text}: write METRIC=NUMBER, e.g. detect_f1=0.98")
        raise typer.Exit(UNUSABLE) from None
