"""A numeral with its unit and its surroundings: what the decision whether it counts is taken on."""

from __future__ import annotations

from typing import NamedTuple

#: What ends a clause, a line or a cell.
STOPS = frozenset("，。；、：,:;)）】 \n|")


class Candidate(NamedTuple):
    """A numeral with its unit and its surroundings."""

    words: str  # the numeral as written
    unit: str
    kind: str
    before: str  # up to 24 characters
    after: str  # up to 12 characters behind the unit
    is_marked: bool  # a range, or with a half: plainly an amount

    @property
    def is_han(self) -> bool:
        """True for a numeral that begins with a Chinese character."""
        return not self.words[0].isdecimal()

    @property
    def at_end(self) -> bool:
        """True where a clause, a line or a cell ends behind the quantity."""
        return not self.after or self.after[0] in STOPS
