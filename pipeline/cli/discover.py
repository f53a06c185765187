"""``baoshu discover``: measures that recur and have no indicator yet."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.errors import reported
from pipeline.cli.show import table


def discover(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder of a dataset.")],
    least: Annotated[int, typer.Option(min=1, help="Counties in which a measure must occur.")] = 3,
) -> None:
    """Measures that recur across reports and no indicator covers yet."""
    with reported():
        from pipeline.tables.discover import discover as find

        rows = [
            [d.wording, d.kind, d.unit, d.n_counties, d.n_claims, d.actions, d.examples[:1]]
            for d in find(folder, least=least)
        ]
    table(
        "measures without an indicator",
        ["measure", "kind", "unit", "counties", "claims", "actions", "example"],
        rows,
    )
