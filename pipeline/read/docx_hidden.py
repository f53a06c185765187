"""Hidden text of a Word document: the edges of forms and an author's notes, which no reader is shown."""

from __future__ import annotations

from typing import Any

from docx.oxml.ns import qn

OFF = ("0", "false", "off")


def drop_hidden(document: Any) -> None:
    """Remove the runs of an opened document that are hidden by themselves or by a style of theirs."""
    styles = {
        style.get(qn("w:styleId"))
        for style in document.styles.element.iter(qn("w:style"))
        if _vanishes(style.find(qn("w:rPr")))
    }
    for run in list(document.element.body.iter(qn("w:r"))):
        stated = _vanishes(run.find(qn("w:rPr")))
        if stated or (stated is None and not styles.isdisjoint(_styles(run))):
            run.getparent().remove(run)


def _vanishes(properties: Any) -> bool | None:
    """Whether text of these properties is hidden; None where they say nothing of it."""
    mark = properties.find(qn("w:vanish")) if properties is not None else None
    return None if mark is None else mark.get(qn("w:val")) not in OFF


def _styles(run: Any) -> list[str]:
    own = run.find(f"{qn('w:rPr')}/{qn('w:rStyle')}")
    paragraph = next(run.iterancestors(qn("w:p")), None)
    of_paragraph = None if paragraph is None else paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return [style.get(qn("w:val")) for style in (own, of_paragraph) if style is not None]
