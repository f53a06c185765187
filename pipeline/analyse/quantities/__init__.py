"""Quantities: every number with what it counts in, and nothing that only looks like one."""

from __future__ import annotations

from pipeline.analyse.quantities import grammar
from pipeline.analyse.view import View
from pipeline.model import Quantity

__all__ = ["find_quantities"]


def find_quantities(view: View) -> list[Quantity]:
    """All quantities of a report's view, in order, with offsets into ``view.text``."""
    return grammar.find_quantities(view.text)
