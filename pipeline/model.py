"""The records that travel between the stages.

Every stage reads some of these and makes others; none knows the stage after it. Values are
:class:`decimal.Decimal` to the last printed digit; they become floats only in the tables.
Offsets are half-open character offsets into the report's own text (``text[start:end]``).
The fields follow the annotation guideline's terms: claim, measure, bound, modality.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(slots=True)
class Section:
    """A numbered heading with the text under it, also a run-in one (``(一)标题。正文``).

    An ``enumeration`` is a list's member (``一是…``). The first section, of level 0, is the whole text,
    so that every character belongs to a section; having no printed heading it counts as one, too.
    """

    section_id: str
    parent_id: str | None
    kind: str  # "heading" | "enumeration"
    level: int
    label: str
    title: str
    topic: str
    start: int
    end: int


@dataclass(slots=True)
class Quantity:
    """A number with its unit, before anything is known about what it counts."""

    start: int
    end: int
    value: Decimal
    unit: str
    kind: str  # count percent money duration measure ratio rank number
    value_max: Decimal | None = None
    bound: str = "exact"  # exact over nearly about at_least at_most range


@dataclass(slots=True)
class Claim:
    """What a report asserts with one quantity: the number, what it counts, when and how."""

    claim_id: str
    section_id: str | None
    start: int
    end: int
    text: str
    value: Decimal
    value_max: Decimal | None
    bound: str
    unit: str
    kind: str
    measure: str = ""
    action: str = ""
    subject: str = ""
    role: str = "claim"  # claim | context
    change: str = ""  # "" | increase | decrease
    basis: str = ""  # "" | yoy | mom | since
    modality: str = "actual"  # actual | target | baseline | norm
    year: int | None = None
    part_of: str | None = None
    indicator: str = ""
    sentence: str = ""
    value_norm: Decimal | None = None
    unit_norm: str = ""


@dataclass(slots=True)
class Check:
    """Figures of one report that must agree, and whether they do.

    ``claims`` are all claims of the relation (whole, parts and the stated figure); ``about`` is
    the formula in words. ``holds`` is decided at the printed precision of the stated figure.
    """

    check_id: str
    kind: str  # share | rate | sum | change
    claims: list[str]
    stated: Decimal
    computed: Decimal
    holds: bool
    about: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """One clue to a report's place or year: where it stands, what it says, how much it weighs."""

    about: str  # "county" | "year"
    clue: str  # manifest, title, salutation, signature, opening, file name, page, folder, site code, beside
    said: str
    weight: int
    agrees: bool  # with what was decided


@dataclass(slots=True)
class Identity:
    """Whose report it is and for which year, by which evidence, with what was not sure about it."""

    title: str = ""
    county: str = ""
    county_code: str = ""
    prefecture: str = ""
    province: str = ""
    year: int | None = None
    issuer: str = ""
    signed: str = ""  # ISO date as far as it is printed: 2024-12-31, 2024-12, or ""
    warnings: list[str] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)


@dataclass(slots=True)
class Report:
    """One document as read from a file: its text and what is known of its origin.

    ``pages`` holds for a pdf the offset in the text at which each of its pages begins, else nothing.
    """

    source: str
    text: str
    source_sha256: str = ""
    text_sha256: str = ""
    encoding: str = ""
    report_id: str = ""
    identity: Identity = field(default_factory=Identity)
    warnings: list[str] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Analysis:
    """All that was found in the text of one report."""

    sections: list[Section] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)
