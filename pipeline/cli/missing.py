"""``baoshu missing``: what is missing, by county, year and indicator, with the reason."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Annotated, Any

import typer

from pipeline.cli.errors import UNUSABLE, reported, say
from pipeline.cli.show import table, write_csv


class Format(str, Enum):
    """A table for the eye, or CSV for a spreadsheet."""

    table = "table"
    csv = "csv"


class Question(str, Enum):
    """Which reports are missing, what does a county not report, who does not report an indicator."""

    reports = "reports"
    by_county = "by-county"
    by_indicator = "by-indicator"


def missing(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder of a dataset.")],
    county: Annotated[
        list[str] | None, typer.Option(help="Only this county, by name or code; may be repeated.")
    ] = None,
    year: Annotated[list[int] | None, typer.Option(help="Only this year; may be repeated.")] = None,
    group: Annotated[
        list[str] | None, typer.Option(help="Only this group of indicators; may be repeated.")
    ] = None,
    indicator: Annotated[list[str] | None, typer.Option(help="Only this indicator; may be repeated.")] = None,
    question: Annotated[Question | None, typer.Option(help="Only the answer to this one.")] = None,
    output: Annotated[
        Format, typer.Option("--format", help="A summary; or as CSV the answer, else every cell.")
    ] = Format.table,
) -> None:
    """Which reports are missing, what each county does not report, who does not report an indicator."""
    with reported():
        from pipeline.tables.missing import Filter, Missing

        found = Missing(folder, Filter(county or (), year or (), group or (), indicator or ()))
        answers = {
            Question.reports: ("reports that are missing", found.reports),
            Question.by_county: ("what each county does not report", found.indicators_by_county),
            Question.by_indicator: ("who does not report an indicator", found.counties_by_indicator),
        }
        totals = found.totals()
        if not totals["cells"]:
            say("baoshu: no cell of the panel fits; see panel.csv for its counties, years and groups")
            raise typer.Exit(UNUSABLE)
        if output is Format.csv:
            write_csv(answers[question][1]() if question else found.cells())
            return
        counts = [
            [name.replace("n_values", "with a value").replace("_", " "), n] for name, n in totals.items()
        ]
        table("totals", ["what", "number"], counts)
        for asked, (title, answer) in answers.items():
            # For all indicators at once the list of counties would be as long as the table missing.
            if question is asked or (question is None and (asked is not Question.by_indicator or indicator)):
                _show(title, answer())
        if question is None:
            coverage = [{k: v for k, v in row.items() if k != "group"} for row in found.coverage()]
            _show("indicators, the most reported first", coverage)


def _show(title: str, rows: list[dict[str, Any]]) -> None:
    if rows:
        table(title, list(rows[0]), [list(row.values()) for row in rows])
