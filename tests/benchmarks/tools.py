"""The tools that are measured, each as a function of one text.

This file is also a program, run by each environment's own Python: ``python tools.py warm NAME…`` or
``python tools.py cold NAME``, with a JSON list of rounds of texts on standard input.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable

Tool = Callable[[str], object]


def baoshu() -> Tool:
    """The whole pipeline, rows included."""
    from pipeline.analyse import analyse
    from pipeline.catalog import load_catalog
    from pipeline.model import Identity, Report
    from pipeline.run.warm import warm
    from pipeline.tables.rows import rows_of

    warm()
    catalog = load_catalog(None)

    def run(text: str) -> object:
        report = Report("", text, report_id="x", identity=Identity(county="获嘉县", year=2024))
        return rows_of(report, analyse(text, year=2024), catalog)

    return run


def jieba() -> Tool:
    """The yardstick."""
    import jieba

    jieba.setLogLevel("ERROR")
    jieba.initialize()
    return jieba.lcut


def spacy_zh() -> Tool:
    """spaCy's own Chinese tokenizer, set to jieba."""
    import spacy

    jieba()  # spaCy's own start of it prints
    return spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "jieba"}}})


def rjieba() -> Tool:
    """The segmenter that ours is built on."""
    import rjieba

    return rjieba.cut


def jionlp() -> Tool:
    """Money and time."""
    import jionlp as jio

    return lambda text: (jio.ner.extract_money(text), jio.ner.extract_time(text))


def recognizers() -> Tool:
    """Number, percentage, currency and dimension."""
    from recognizers_number import recognize_number, recognize_percentage
    from recognizers_number_with_unit import recognize_currency, recognize_dimension
    from recognizers_text import Culture

    recognise = (recognize_number, recognize_percentage, recognize_currency, recognize_dimension)
    return lambda text: [one(text, Culture.Chinese) for one in recognise]


TOOLS = {
    "baoshu": baoshu,
    "jieba.lcut": jieba,
    "spaCy zh with jieba": spacy_zh,
    "rjieba": rjieba,
    "JioNLP money, time": jionlp,
    "Recognizers-Text": recognizers,
}


def warm_times(names: list[str], rounds: list[list[str]]) -> dict[str, float]:
    """CPU seconds each tool takes for a round of texts: the best round, tools by turns, no text twice."""
    first, *rest = rounds
    tools = {name: TOOLS[name]() for name in names}
    for tool in tools.values():
        for text in first:
            tool(text)
    best = dict.fromkeys(names, float("inf"))
    for texts in rest:
        for name, tool in tools.items():
            start = time.process_time()
            for text in texts:
                tool(text)
            best[name] = min(best[name], time.process_time() - start)
    return best


def main() -> None:
    """Print the figures as JSON on the last line."""
    how, *names = sys.argv[1:]
    rounds = json.load(sys.stdin)
    if how == "warm":
        print("\n" + json.dumps(warm_times(names, rounds)))
    else:
        TOOLS[names[0]]()(rounds[0][0])
        print("\n" + json.dumps({names[0]: time.process_time()}))


if __name__ == "__main__":
    main()
