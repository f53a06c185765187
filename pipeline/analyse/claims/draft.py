"""A claim in the making: a quantity with what has been read around it so far."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.analyse.claims.clause import Phrase
from pipeline.model import Quantity


@dataclass(slots=True, eq=False)
class Draft:
    """Offsets are those of the view's text; ``whole`` is the draft that this one is a part of."""

    quantity: Quantity
    clause: int  # where the phrase before the number begins
    phrase: Phrase = field(default_factory=Phrase)
    measure: str = ""
    action: str = ""
    subject: str = ""
    role: str = "claim"
    change: str = ""
    basis: str = ""
    modality: str = "actual"
    year: int | None = None
    whole: Draft | None = None
    label: bool = False  # named without a verb: 乡镇8人, 罚款46件
    listed: bool = False  # stands in a list of parts (其中乡镇8人): no later clause refers back to its label
    proper: bool = False  # its measure names a matter that a later bare verb can refer back to
    sentence: tuple[int, int] = (0, 0)
    number: int = 0  # of the claim that it becomes, once all are known

    @property
    def name(self) -> str:
        """Action and measure as a reader would say them."""
        return self.measure if self.action in self.measure else self.action + self.measure
