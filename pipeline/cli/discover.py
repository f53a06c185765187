"""``baoshu discover``: measures that recur and have no indicator yet."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.errors import reported, say
from pipeline.cli.show import table


def discover(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder of a dataset.")],
    least: Annotated[int, typer.Option(min=1, help="Counties in which a measure must occur.")] = 3,
) -> None:
    """Measures that recur across reports and no indicator covers yet, with entries for the catalogue."""
    with reported():
        from pipeline.tables.discover import discover as find

        found = find(folder, least=least)
    table(
        "measures without an indicator",
        ["measure", "kind", "unit", "counties", "claims", "actions", "example"],
        [[d.wording, d.kind, d.unit, d.n_counties, d.n_claims, d.actions, d.examples[0]] for d in found],
    )
    for discovery in found:
        typer.echo(f"\n{discovery.wording}: {discovery.n_counties} counties, {discovery.n_claims} claims")
        for example in discovery.examples:
            typer.echo(f"  {' '.join(example.split())}")
        typer.echo(f"{json.dumps(discovery.entry, ensure_ascii=False, indent=1)},")
    if found:
        say("an entry goes into the list of indicators in a copy of schemas/indicators.json: build --catalog")
