"""Made reports in their own words: what each says, and the figures that were put into it.

The wording (``cases/corpus_wording.json``) and the number forms are the generator's own; nothing
here looks at the catalogue. A figure is known exactly, because it is drawn before it is printed.
"""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.read.numerals import chinese
from tests.corpus_numbers import draw

WORDING = Path(__file__).with_name("cases") / "corpus_wording.json"


@dataclass(slots=True)
class Line:
    """One paragraph: ``label`` stands before it (一、 or （一）); a table has ``rows`` instead."""

    kind: str  # title | plain | heading | item | body | table | sign
    text: str = ""
    label: str = ""
    rows: list[list[str]] = field(default_factory=list)


@dataclass(slots=True)
class Planted:
    """A figure of the report's own year in the catalogue's unit; ``bound`` as printed."""

    value: Decimal
    bound: str
    sentence: str


@dataclass(slots=True)
class Made:
    """A report and what is to be found in it."""

    name: str
    year: int
    lines: list[Line]
    planted: dict[str, Planted] = field(default_factory=dict)
    mentions: dict[str, str] = field(default_factory=dict)  # code → the sentence without a figure
    conflicts: set[str] = field(default_factory=set)
    earlier: dict[str, Decimal] = field(default_factory=dict)  # figures for the year before


@cache
def wording() -> dict[str, Any]:
    """The generator's own wording."""
    return json.loads(WORDING.read_text(encoding="utf-8"))


class Writer:
    """Writes one report after the other; the figures of a county's last report are known to it."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        self.entries = {entry["code"]: entry for entry in wording()["indicators"]}

    def write(self, name: str, titles: list[str], year: int, before: dict[str, Decimal], signed: str) -> Made:
        """The report of ``name`` on ``year``; ``before`` are the figures printed for the year before."""
        dice, words = self.dice, wording()
        made = Made(name, year, [Line("title", title) for title in titles])
        x = name[-1] if name[-1] in "县市区" else "县"
        said: dict[int, list[str]] = {part: [] for part in range(len(words["parts"]))}
        wanted = dice.sample(sorted(self.entries), dice.randint(22, 32))
        table = dice.random() < 0.25
        for joint in words["joint"]:
            codes = joint["codes"]
            if dice.random() < 0.4:
                wanted = [code for code in wanted if code not in codes]
                said[self.entries[codes[0]]["part"]].append(self._joint(joint, made, x))
        rows = self._table(made, year, wanted, before) if table else []
        # What is filed is what was issued, so the one is drawn below the other.
        wanted = sorted(
            (code for code in wanted if code not in made.planted), key=lambda c: c != "rules.issued"
        )
        for code in wanted:
            said[self.entries[code]["part"]].append(self._sentence(self.entries[code], made, x, before))
        spare = [c for c, e in self.entries.items() if "mention" in e and c not in made.planted]
        for code in dice.sample(spare, min(2, len(spare))):
            sentence = dice.choice(self.entries[code]["mention"])
            made.mentions[code] = sentence
            said[self.entries[code]["part"]].append(sentence)
        if dice.random() < 0.06:
            self._contradict(made, said, x)
        fields = {"y": year, "name": name, "x": x}
        made.lines.append(Line("body", dice.choice(words["opening"]).format(**fields)))
        made.lines += self._parts(said, rows, x)
        made.lines += self._closing(made, year, x)
        made.lines += [Line("sign", f"{name}人民政府"), Line("sign", signed)]
        return made

    def _sentence(self, entry: dict[str, Any], made: Made, x: str, before: dict[str, Decimal]) -> str:
        dice, code = self.dice, entry["code"]
        issued = made.planted.get("rules.issued")
        if code == "rules.filed" and issued is not None:
            entry = {**entry, "range": [1, max(1, int(issued.value))]}
        printed, value, bound = draw(entry, dice)
        say = dice.choice(entry["say"])
        sentence = say.format(n=printed, x=x)
        if not bound and "compare" in entry and dice.random() < 0.5:
            sentence += self._compare(code, say.partition("{n}")[2][:1], made, int(value), before)
        elif not bound and "sub" in entry and dice.random() < 0.5:
            sentence += entry["sub"].format(s=int(value) // 4)
        made.planted[code] = Planted(value, bound, sentence)
        return sentence

    def _compare(self, code: str, unit: str, made: Made, value: int, before: dict[str, Decimal]) -> str:
        """The figure of the year before, or a rate of change: distractors that belong to no cell."""
        dice, y0 = self.dice, made.year - 1
        if dice.random() < 0.4:
            return dice.choice(["，同比增长{r}%", "，比上年下降{r}%", "，较{y0}年增长{r}%"]).format(
                r=round(dice.uniform(0.5, 30), 1), y0=y0
            )
        known = before.get(code)
        # One report in five tells the year before otherwise than that year's own report did.
        past = int(known) if known is not None and dice.random() < 0.8 else max(1, value - dice.randint(3, 9))
        made.earlier[code] = Decimal(past)
        forms = [f"（{y0}年为{past}{unit}）", f"，上年为{past}{unit}", f"，而{y0}年为{past}{unit}"]
        if value > past:
            forms.append(f"，比{y0}年的{past}{unit}增加{value - past}{unit}")
        return dice.choice(forms)

    def _joint(self, joint: dict[str, Any], made: Made, x: str) -> str:
        values = []
        for code in joint["codes"]:
            low, high = self.entries[code]["range"]
            values.append(self.dice.randint(low, high))
        if joint["codes"][0] != "training.sessions":
            values.sort(reverse=True)  # what is received, accepted, concluded
        sentence = self.dice.choice(joint["say"]).format(x=x, **{f"n{i}": v for i, v in enumerate(values)})
        for code, value in zip(joint["codes"], values, strict=True):
            made.planted[code] = Planted(Decimal(value), "", sentence)
        return sentence

    def _table(self, made: Made, year: int, wanted: list[str], before: dict[str, Decimal]) -> list[list[str]]:
        """A table of what is in part 5, of one year or of two; the unit stands in its header."""
        names = {
            "reconsideration.received": "收到行政复议申请",
            "reconsideration.accepted": "受理行政复议案件",
            "reconsideration.concluded": "审结行政复议案件",
            "litigation.new": "新收行政诉讼案件",
            "litigation.lost": "行政机关败诉案件",
        }
        codes = [code for code in names if code not in made.planted]
        if len(codes) < 2:
            return []
        two = self.dice.random() < 0.5
        rows = [["项目", f"{year - 1}年（件）", f"{year}年（件）"] if two else ["项目", "数量（件）"]]
        top = 480
        for code in codes:
            low, high = self.entries[code]["range"]
            value = self.dice.randint(low, min(high, top))
            top = value if code.startswith("recon") else 480
            row = [names[code], str(value)]
            if two:
                past = before.get(code, Decimal(value + 3))
                made.earlier[code] = past
                row.insert(1, f"{int(past)}")
            rows.append(row)
            made.planted[code] = Planted(Decimal(value), "", " ".join(row))
        return rows

    def _contradict(self, made: Made, said: dict[int, list[str]], x: str) -> None:
        """Say a figure a second time, and otherwise, in another part."""
        for code in ("legal_aid.cases", "enforcement.penalties", "mediation.accepted"):
            if code in made.planted and not made.planted[code].bound:
                other = int(made.planted[code].value) + 17
                # In the same words: 受理 and 办结 may well differ.
                said_as = next(
                    say
                    for say in self.entries[code]["say"]
                    if made.planted[code].sentence.startswith(say.split("{n}")[0].format(x=x))
                )
                sentence = said_as.format(n=other, x=x)
                said[0].append(sentence)
                made.conflicts.add(code)
                return

    def _parts(self, said: dict[int, list[str]], rows: list[list[str]], x: str) -> list[Line]:
        dice, words = self.dice, wording()
        lines: list[Line] = []
        number = 0
        for part, sentences in said.items():
            table = rows if part == 5 else []
            if not sentences and not table:
                continue
            number += 1
            lines.append(Line("heading", words["parts"][part], f"{chinese(number)}、"))
            dice.shuffle(sentences)
            for item, start in enumerate(range(0, len(sentences), 3), 1):
                text = dice.choice(words["filler"]) + "。"
                for sentence in sentences[start : start + 3]:
                    text += sentence + dice.choice("。。。；")
                text = text[:-1] + "。"
                if len(sentences) > 3:
                    lines.append(Line("item", text, f"（{chinese(item)}）"))
                else:
                    lines.append(Line("body", text))
            if table:
                lines.append(Line("table", rows=table))
        return lines

    def _closing(self, made: Made, year: int, x: str) -> list[Line]:
        words, dice = wording(), self.dice
        plans = [e for e in self.entries.values() if "plan" in e]
        aims = []
        for entry in dice.sample(plans, 2):
            # A target for a matter with no figure is a mention, for others a distractor.
            if entry["code"] in made.planted:
                low, high = entry["range"]
                aims.append(entry["plan"].format(y1=year + 1, n=dice.randint(low, high)) + "。")
        return [
            Line("body", dice.choice(words["problems"])),
            Line("body", dice.choice(words["plans"]) + "".join(aims)),
        ]
