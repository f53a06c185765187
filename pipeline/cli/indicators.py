"""``baoshu indicators``: the catalogue."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.errors import UNUSABLE, reported, say
from pipeline.cli.show import table

if TYPE_CHECKING:
    from pipeline.catalog import Catalog


def indicators(
    code: Annotated[str, typer.Option(help="One entry, with its wording and relations.")] = "",
    group: Annotated[str, typer.Option(help="Only this group.")] = "",
    catalog: Annotated[Path | None, typer.Option(help="Another indicator catalogue.")] = None,
) -> None:
    """The catalogue of indicators, or one entry with the wording that finds it."""
    with reported():
        from pipeline.catalog import load_catalog

        found = load_catalog(catalog)
    if code:
        _show_entry(found, code)
        return
    rows = [[e.code, e.name_zh, e.unit, e.definition] for e in found if group in ("", e.group)]
    if not rows:
        say(f"baoshu: no group {group}; the groups are {', '.join(dict.fromkeys(e.group for e in found))}")
        raise typer.Exit(UNUSABLE)
    table(f"{len(rows)} indicators", ["code", "name", "unit", "definition"], rows)


def _show_entry(catalog: Catalog, code: str) -> None:
    if code not in catalog.indicators:
        say(f"baoshu: no indicator {code}; baoshu indicators lists them all")
        raise typer.Exit(UNUSABLE)
    entry = catalog[code]
    typer.echo(f"{entry.code}  {entry.name_zh}  ({entry.unit}, {entry.kind}, group {entry.group})")
    typer.echo(entry.definition)
    typer.echo(f"units: {', '.join(sorted(entry.units))}")
    for rule in entry.rules:
        wording = f"wording: {' or '.join(rule.keys)}"
        wording += f"; with {' and '.join(map(str, rule.has))}" if rule.has else ""
        wording += f"; without {rule.forbidden}" if rule.forbidden else ""
        wording += f"; near {', '.join(rule.near)}" if rule.near else ""
        typer.echo(wording)
    for relation in catalog.relations:
        if code in (relation.stated, *relation.parts, *relation.whole, *relation.or_whole):
            whole = " + ".join(relation.whole)
            parts = " + ".join(relation.parts)
            formula = (
                f"{whole} = {parts}"
                if relation.kind == "sum"
                else f"{relation.stated} = ({parts}) / ({whole})"
            )
            typer.echo(f"{relation.kind}: {formula}")
