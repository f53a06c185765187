"""The analysis as spaCy components, each usable alone.

``nlp.add_pipe("report_sections")`` works on any tokenizer: the grammars read the text's characters,
tokens serve the wording around a number. Results sit in documented extensions
(``doc._.report_sections``, ``doc._.report_claims``, ``doc._.report_checks``: lists of the records in
``pipeline.model``) and, for displaCy and matchers, in ``doc.spans`` under the keys ``sections``,
``quantities`` and ``claims``. Set ``doc._.report_year`` before the claims for 上年 and 同比 to get
their years.
"""

from collections.abc import Callable, Iterable
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from pipeline.analyse.checks import find_checks
from pipeline.analyse.claims import find_claims
from pipeline.analyse.indicators import assign_indicators
from pipeline.analyse.quantities import find_quantities
from pipeline.analyse.sections import find_sections
from pipeline.analyse.view import View, read_view
from pipeline.analyse.words import cut
from pipeline.catalog import load_catalog

#: Document extensions with their defaults; a list is None until its component has run.
EXTENSIONS = ("report_sections", "report_quantities", "report_claims", "report_checks", "report_year")

for _name in EXTENSIONS:
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=None)

Component = Callable[[Doc], Doc]


def _view(doc: Doc) -> View:
    """The readable view; a tokenizer other than ours has not made one."""
    view = doc.user_data.get("view")
    if view is None:
        view = doc.user_data["view"] = read_view(doc.text)
    return view


def _text(doc: Doc) -> str:
    """The report's text, where the tokenizer has kept it; ``doc.text`` joins all tokens anew."""
    text = doc.user_data.get("text")
    return doc.text if text is None else text


def _words(doc: Doc) -> list[str]:
    """The view's words; a tokenizer other than ours may cut in other places."""
    words = doc.user_data.get("words")
    return cut(_view(doc).text) if words is None else words


def _need(doc: Doc, extension: str, component: str) -> list:
    found = doc._.get(extension)
    if found is None:
        raise ValueError(f"[B001] {component} has not run; add it first: nlp.add_pipe({component!r})")
    return found


def _spans(doc: Doc, key: str, rows: Iterable[tuple[int, int, str]]) -> None:
    """Span group over the tokens that hold each row's characters; ``label_`` is the third item."""
    spans: list[Span] = []
    for start, end, label in rows:
        span = doc.char_span(start, end, label=label, alignment_mode="expand")
        if span is not None:
            spans.append(span)
    doc.spans[key] = SpanGroup(doc, name=key, spans=spans)


@Language.factory("report_sections", assigns=["doc._.report_sections", "doc.spans"])
def make_sections(nlp: Language, name: str) -> Component:
    """Headings as a tree: ``doc._.report_sections`` and ``doc.spans["sections"]``."""

    def component(doc: Doc) -> Doc:
        sections = doc._.report_sections = find_sections(_view(doc), _text(doc))
        _spans(doc, "sections", ((s.start, s.end, s.topic) for s in sections if s.end > s.start))
        return doc

    return component


@Language.factory("report_quantities", assigns=["doc._.report_quantities", "doc.spans"])
def make_quantities(nlp: Language, name: str) -> Component:
    """Numbers with their units: ``doc._.report_quantities`` (offsets of the view's text)."""

    def component(doc: Doc) -> Doc:
        view = _view(doc)
        quantities = doc._.report_quantities = find_quantities(view)
        _spans(doc, "quantities", ((*view.source(q.start, q.end), q.kind) for q in quantities))
        return doc

    return component


@Language.factory(
    "report_claims",
    assigns=["doc._.report_claims", "doc.spans"],
    requires=["doc._.report_sections", "doc._.report_quantities"],
)
def make_claims(nlp: Language, name: str) -> Component:
    """What each number says: ``doc._.report_claims`` and ``doc.spans["claims"]``."""

    def component(doc: Doc) -> Doc:
        view = _view(doc)
        quantities = _need(doc, "report_quantities", "report_quantities")
        sections = _need(doc, "report_sections", "report_sections")
        claims = find_claims(view, _text(doc), _words(doc), quantities, sections, doc._.report_year)
        doc._.report_claims = claims
        _spans(doc, "claims", ((c.start, c.end, c.kind) for c in claims))
        return doc

    return component


@Language.factory("report_indicators", default_config={"catalog": None}, requires=["doc._.report_claims"])
def make_indicators(nlp: Language, name: str, catalog: str | None) -> Component:
    """Indicator codes on the claims, from the catalogue file ``catalog`` or the one that is shipped."""
    entries = load_catalog(Path(catalog) if catalog else None)

    def component(doc: Doc) -> Doc:
        claims = _need(doc, "report_claims", "report_claims")
        sections = _need(doc, "report_sections", "report_sections")
        assign_indicators(claims, sections, entries, report_year=doc._.report_year)
        return doc

    return component


@Language.factory(
    "report_checks",
    default_config={"catalog": None},
    assigns=["doc._.report_checks"],
    requires=["doc._.report_claims"],
)
def make_checks(nlp: Language, name: str, catalog: str | None) -> Component:
    """Figures that must agree, by the text and by the catalogue's relations: ``doc._.report_checks``."""
    relations = load_catalog(Path(catalog) if catalog else None).relations

    def component(doc: Doc) -> Doc:
        doc._.report_checks = find_checks(_need(doc, "report_claims", "report_claims"), _text(doc), relations)
        return doc

    return component
