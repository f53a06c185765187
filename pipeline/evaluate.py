"""Accuracy of an extractor against annotated reports.

A gold set is a folder of ``<doc_id>.json`` beside ``<doc_id>.txt``, or a ``.jsonl`` file whose lines
carry their own ``text``. Claims have the fields of the annotation guideline, with ``part_of`` as the
``start`` of the whole; predictions are the objects of ``baoshu extract --format jsonl``.

Claims are paired one to one by overlap, then compared field by field; the figures are shares of the
paired claims unless their name says otherwise (``_f1``, ``_recall``).
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

Record = dict[str, Any]
Extract = Callable[[str, str], Record]

#: Fields compared as they are; an absent field and an empty one are the same.
FIELDS = ("kind", "bound", "role", "change", "modality", "year")
_STRICT_FIELDS = ("value", "value_max", "unit", "bound", "modality", "action", "measure")

#: Two spans are the same quantity from half their joint length; below that only with an equal value.
_SAME_SPAN = 0.5
#: Weight of the name in pairing: it decides between equal spans, never against a better overlap.
_NAME_WEIGHT = 0.3
#: Names are near enough with this share of common characters, or one inside the other and at most
#: six characters longer (行政复议申请 and 收到行政复议申请).
_SAME_NAME = 0.6
_LONGER_BY = 6


class GoldError(ValueError):
    """A gold set that cannot be used; the message says which file and why."""


class Difference(NamedTuple):
    """One disagreement: ``kind`` is missed, spurious, differs, indicator, section …, check …"""

    doc_id: str
    kind: str
    text: str
    detail: str


@dataclass(slots=True)
class Scores:
    """Figures by name, in the order to print them, and what they leave to look at.

    ``figures`` lacks what the gold set says nothing about (no sections, checks or indicator codes);
    None stands for a share of nothing.
    """

    figures: dict[str, float | int | None]
    differences: list[Difference] = field(default_factory=list)


def evaluate(gold_paths: Iterable[Path], *, extract: Extract) -> Scores:
    """Run ``extract`` over a gold set and score what it finds.

    Args:
        gold_paths: folders and ``.jsonl`` files.
        extract: takes a text and the document's name, gives the object of ``baoshu extract``.

    Raises:
        GoldError: if the gold set is empty or cannot be read.
    """
    docs = load_gold(gold_paths)
    return score(docs, {doc_id: extract(gold["text"], doc_id) for doc_id, gold in docs.items()})


def load_gold(paths: Iterable[Path]) -> dict[str, Record]:
    """Annotated documents by ``doc_id``, each with its ``text``.

    Texts keep their newlines as they are: offsets count them.

    Raises:
        GoldError: if a file is missing or not as described, or if there is none.
    """
    docs: dict[str, Record] = {}
    for path in paths:
        found = _load_folder(path) if path.is_dir() else _load_lines(path)
        docs.update((gold["doc_id"], gold) for gold in found)
    if not docs:
        raise GoldError("no annotated documents found: give a folder of .json beside .txt, or a .jsonl file")
    return docs


def _load_folder(folder: Path) -> list[Record]:
    docs = []
    for file in sorted(folder.rglob("*.json")):
        gold = _parse(_read(file), str(file))
        if "claims" in gold:  # other JSON may lie beside
            docs.append({**gold, "text": _read(file.with_suffix(".txt"))})
    return docs


def _load_lines(path: Path) -> list[Record]:
    docs = []
    for number, line in enumerate(_read(path).split("\n"), 1):
        if line.strip():
            where = f"{path}, line {number}"
            gold = _parse(line, where)
            if lacking := {"text", "claims"} - gold.keys():
                raise GoldError(f"{where} has no {' and no '.join(sorted(lacking))}")
            docs.append(gold)
    return docs


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf8")
    except OSError as error:
        raise GoldError(f"cannot read {path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise GoldError(f"{path} is not UTF-8") from error


def _parse(line: str, where: str) -> Record:
    try:
        gold = json.loads(line)
    except json.JSONDecodeError as error:
        raise GoldError(f"{where} is not JSON: {error}") from error
    if not isinstance(gold, dict):
        raise GoldError(f"{where} is not a JSON object")
    if "claims" in gold and "doc_id" not in gold:
        raise GoldError(f"{where} has no doc_id")
    return gold


def score(docs: Mapping[str, Record], preds: Mapping[str, Record]) -> Scores:
    """Score predictions against gold; a document without a prediction counts as found empty."""
    tally: Counter[str] = Counter()
    differences: list[Difference] = []
    for doc_id, gold in docs.items():
        pred = preds.get(doc_id)
        if pred is None:
            differences.append(Difference(doc_id, "no prediction", "", ""))
            pred = {}
        document = _Document(doc_id, gold, pred, tally, differences)
        document.claims()
        document.indicators()
        document.sections()
        document.checks()
    return Scores(_figures(tally, len(docs)), differences)


def pair_up(gold: list[Record], pred: list[Record]) -> list[tuple[int, int]]:
    """One-to-one pairs (gold index, predicted index) of overlapping claims, best overlap and name first."""
    scored = []
    for i, g in enumerate(gold):
        for j, p in enumerate(pred):
            overlap = _overlap(g, p)
            if overlap >= _SAME_SPAN or (overlap > 0 and _same_number(g["value"], p.get("value"))):
                scored.append((overlap + _NAME_WEIGHT * char_f1(name_of(g), name_of(p)), i, j))
    scored.sort(key=lambda row: (-row[0], row[1], row[2]))
    pairs, used_gold, used_pred = [], set(), set()
    for _, i, j in scored:
        if i not in used_gold and j not in used_pred:
            used_gold.add(i)
            used_pred.add(j)
            pairs.append((i, j))
    return pairs


def char_f1(a: str, b: str) -> float:
    """F1 of the characters two strings have in common, whatever their order."""
    if not a and not b:
        return 1.0
    common = (Counter(a) & Counter(b)).total()
    return 2 * common / (len(a) + len(b)) if common else 0.0


def name_of(claim: Record) -> str:
    """What a claim is about: action and measure, the action once."""
    action, measure = claim.get("action") or "", claim.get("measure") or ""
    return measure if action in measure else action + measure


def same_name(a: str, b: str) -> bool:
    """Near enough to be the same thing."""
    short, long = sorted((a, b), key=len)
    inside = len(short) >= 2 and short in long and len(long) - len(short) <= _LONGER_BY
    return inside or char_f1(a, b) >= _SAME_NAME


def _overlap(a: Record, b: Record) -> float:
    common = min(a["end"], b["end"]) - max(a["start"], b["start"])
    return common / (max(a["end"], b["end"]) - min(a["start"], b["start"])) if common > 0 else 0.0


def _same_number(a: float | None, b: float | None) -> bool:
    if a is None or b is None:
        return a is None and b is None
    return math.isclose(float(a), float(b), rel_tol=1e-5, abs_tol=1e-9)


class _Document:
    """One document's gold beside its prediction; each method adds its part to the tally."""

    def __init__(
        self, doc_id: str, gold: Record, pred: Record, tally: Counter[str], differences: list[Difference]
    ) -> None:
        self.doc_id, self.gold, self.pred = doc_id, gold, pred
        self.tally, self.differences = tally, differences
        self.gold_claims: list[Record] = gold["claims"]
        self.pred_claims: list[Record] = pred.get("claims") or []
        self.pairs = [(self.gold_claims[i], self.pred_claims[j]) for i, j in self._pair()]
        self.start_of = {claim.get("claim_id"): claim["start"] for claim in self.pred_claims}

    def _pair(self) -> list[tuple[int, int]]:
        pairs = pair_up(self.gold_claims, self.pred_claims)
        for kind, claims, paired in (
            ("missed", self.gold_claims, {i for i, _ in pairs}),
            ("spurious", self.pred_claims, {j for _, j in pairs}),
        ):
            for index, claim in enumerate(claims):
                if index not in paired:
                    self._differs(kind, claim)
        return pairs

    def _differs(self, kind: str, claim: Record, detail: str = "") -> None:
        text, start, end = self.gold["text"], claim["start"], claim["end"]
        context = f"{text[max(0, start - 14) : start]}[{text[start:end]}]{text[end : end + 14]}"
        line = f"{detail}  {context}".strip().replace("\n", "⏎")
        self.differences.append(Difference(self.doc_id, kind, text[start:end], line))

    def claims(self) -> None:
        """Detection, the fields, the name, and all of them together (strict)."""
        tally = self.tally
        tally["gold"] += len(self.gold_claims)
        tally["pred"] += len(self.pred_claims)
        tally["match"] += len(self.pairs)
        for g, p in self.pairs:
            value = _same_number(g["value"], p.get("value"))
            value = value and _same_number(g.get("value_max"), p.get("value_max"))
            unit = (g["unit"] or "") == (p.get("unit") or "")
            named = same_name(name_of(g), name_of(p))
            tally["value"] += value
            tally["unit"] += unit
            tally["named"] += named
            for name in FIELDS:
                tally[name] += (g.get(name) or None) == (p.get(name) or None)
            self._part_of(g, p)
            measures = g.get("measure") or "", p.get("measure") or ""
            tally["measure_f1"] += char_f1(*measures)  # type: ignore[assignment]  # a sum of shares
            tally["measure_exact"] += measures[0] == measures[1]
            modality = g.get("modality", "actual") == (p.get("modality") or "actual")
            strict = value and unit and modality and named and g.get("bound") == p.get("bound")
            tally["strict"] += strict
            if not strict:
                pairs = ((name, g.get(name), p.get(name)) for name in _STRICT_FIELDS)
                wrong = [f"{name}: {a!r} got {b!r}" for name, a, b in pairs if (a or None) != (b or None)]
                self._differs("differs", g, "; ".join(wrong))

    def _part_of(self, g: Record, p: Record) -> None:
        predicted = p.get("part_of")
        predicted = self.start_of.get(predicted, predicted)
        expected = g.get("part_of")
        self.tally["part_of"] += expected == predicted
        self.tally["part_gold"] += expected is not None
        self.tally["part_hit"] += expected is not None and expected == predicted

    def indicators(self) -> None:
        """Indicator codes of the paired claims, and the panel cells that come of all claims."""
        for g, p in self.pairs:
            expected, predicted = g.get("indicator") or "", p.get("indicator") or ""
            self.tally["ind_tp"] += bool(expected) and expected == predicted
            if expected != predicted:
                self._differs("indicator", g, f"{expected or 'none'} got {predicted or 'none'}")
        n_gold = sum(bool(claim.get("indicator")) for claim in self.gold_claims)
        self.tally["ind_gold"] += n_gold
        self.tally["ind_pred"] += sum(bool(claim.get("indicator")) for claim in self.pred_claims)
        if n_gold:
            expected_cells, predicted_cells = _cells(self.gold_claims), _cells(self.pred_claims)
            self.tally["cell_tp"] += len(expected_cells & predicted_cells)
            self.tally["cell_gold"] += len(expected_cells)
            self.tally["cell_pred"] += len(predicted_cells)

    def sections(self) -> None:
        """Headings by where they start, their level and their title."""
        if not self.gold.get("sections"):
            return
        headings = [s for s in self.pred.get("sections") or [] if s.get("kind", "heading") == "heading"]
        expected = {(s["start"], s["level"], _squash(s["title"])) for s in self.gold["sections"]}
        predicted = {(s["start"], s["level"], _squash(s.get("title") or "")) for s in headings}
        self.tally["sec_tp"] += len(expected & predicted)
        self.tally["sec_gold"] += len(expected)
        self.tally["sec_pred"] += len(predicted)
        for kind, rows in (("missed", expected - predicted), ("spurious", predicted - expected)):
            for row in sorted(rows):
                self.differences.append(Difference(self.doc_id, f"section {kind}", str(row), ""))

    def checks(self) -> None:
        """Arithmetic relations by the claims in them, and whether they hold."""
        if not self.gold.get("checks"):
            return
        expected = {_starts(check): check["holds"] for check in self.gold["checks"]}
        predicted = {
            frozenset(self.start_of.get(c, c) for c in check.get("claims", [])): check["holds"]
            for check in self.pred.get("checks") or []
        }
        for starts, holds in expected.items():
            hit = predicted.get(starts) == holds
            self.tally["chk_hit"] += hit
            self.tally["chk_gold"] += 1
            self.tally["chk_bad_gold"] += not holds
            self.tally["chk_bad_hit"] += not holds and hit
            if not hit:
                detail = f"holds={holds}"
                self.differences.append(Difference(self.doc_id, "check missed", str(sorted(starts)), detail))
        alarms = [starts for starts, holds in predicted.items() if not holds and expected.get(starts, True)]
        self.tally["chk_false_alarm"] += len(alarms)


def _starts(check: Record) -> frozenset[int]:
    stated = [] if check.get("stated") is None else [check["stated"]]
    return frozenset(check.get("whole", []) + check.get("parts", []) + stated)


def _squash(title: str) -> str:
    return "".join(title.split()).rstrip("。.:;")


def _cells(claims: list[Record]) -> set[tuple[str, float]]:
    """The (indicator, value) cells that claims put into the panel for the report's own year."""
    return {
        (claim["indicator"], round(float(claim["value"]), 4))
        for claim in claims
        if claim.get("indicator")
        and (claim.get("modality") or "actual") == "actual"
        and not claim.get("year")
        and claim.get("value") is not None
        and not claim.get("change")
    }


def _prf(hits: int, n_pred: int, n_gold: int) -> tuple[float, float, float]:
    """Precision, recall and F1; nothing found of nothing asked is perfect."""
    precision = hits / n_pred if n_pred else (1.0 if not n_gold else 0.0)
    recall = hits / n_gold if n_gold else 1.0
    both = precision + recall
    return precision, recall, 2 * precision * recall / both if both else 0.0


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _figures(tally: Counter[str], n_docs: int) -> dict[str, float | int | None]:
    matched = tally["match"] or 1
    precision, recall, f1 = _prf(tally["match"], tally["pred"], tally["gold"])
    out: dict[str, float | int | None] = {
        "documents": n_docs,
        "gold_claims": tally["gold"],
        "predicted_claims": tally["pred"],
        "detect_precision": precision,
        "detect_recall": recall,
        "detect_f1": f1,
    }
    for name in ("value", "unit", *FIELDS, "part_of"):
        out[name] = tally[name] / matched
    out["part_of_recall"] = _share(tally["part_hit"], tally["part_gold"])
    out["measure_exact"] = tally["measure_exact"] / matched
    out["measure_char_f1"] = tally["measure_f1"] / matched
    out["named"] = tally["named"] / matched
    out["strict_f1"] = _prf(tally["strict"], tally["pred"], tally["gold"])[2]
    if tally["ind_gold"]:
        codes = _prf(tally["ind_tp"], tally["ind_pred"], tally["ind_gold"])
        out["indicator_precision"], out["indicator_recall"], out["indicator_f1"] = codes
        out["cell_f1"] = _prf(tally["cell_tp"], tally["cell_pred"], tally["cell_gold"])[2]
    if tally["sec_gold"]:
        out["section_f1"] = _prf(tally["sec_tp"], tally["sec_pred"], tally["sec_gold"])[2]
    if tally["chk_gold"]:
        out["check_recall"] = tally["chk_hit"] / tally["chk_gold"]
        out["failed_check_recall"] = _share(tally["chk_bad_hit"], tally["chk_bad_gold"])
        out["false_alarms"] = tally["chk_false_alarm"]
    return out
