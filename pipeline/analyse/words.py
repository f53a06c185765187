"""The words of a text: rjieba with the domain lexicon.

Numbers are read from characters; words serve the wording around them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from itertools import compress, count

import rjieba

from pipeline.resources import schema_path

#: Given to every lexicon word, by this number in rjieba and in jieba alike: a frequency computed from
#: the words added before makes the two drift apart. A thousand in sixty million is that of a
#: common noun, enough for a compound to win over its parts and too little to break its neighbours.
LEXICON_FREQUENCY = 1000

# rjieba keeps runs like 2024-12-31, PM_2.5 and 1-9 whole where jieba splits them; with the words of
# this shape split in the way jieba does, the two cut alike (jieba 0.42.1, finalseg.re_skip).
_ASCII_RUN = re.compile(r"[a-zA-Z0-9]*[-_.+&#][a-zA-Z0-9+#&._%-]*|[a-zA-Z0-9]+%[a-zA-Z0-9+#&._%-]+")
_ASCII_PARTS = re.compile(r"([a-zA-Z0-9]+(?:\.\d+)?%?)")


def lexicon() -> dict[str, int]:
    """The words of ``schemas/lexicon.txt`` with their frequency; 0 takes a word out of the dictionary.

    Lines are words, ``-`` before a word that is taken out, ``#`` before a remark.
    """
    lines = schema_path("lexicon.txt").read_text(encoding="utf8").splitlines()
    words = [line for line in lines if line and not line.startswith("#")]
    return {word.lstrip("-"): 0 if word.startswith("-") else LEXICON_FREQUENCY for word in words}


@cache
def _has_word() -> Callable[[str], bool]:
    """Look-up in the dictionary with the lexicon, which is added to it at the first call.

    It is the dictionary that rjieba loads when it is imported, shared with whoever else uses rjieba in
    this process: one of our own would take a tenth of a second and thirty megabytes more.
    """
    for word, frequency in lexicon().items():
        rjieba.add_word(word, frequency, None)
    return rjieba.has_word


def cut(text: str) -> list[str]:
    """The words of ``text``, whitespace included: ``"".join(cut(text)) == text``.

    Args:
        text: repaired text; full-width digits would be cut one by one.
    """
    has_word = _has_word()
    found: list[str] = rjieba.cut(text)
    words: list[str] = []
    start = 0
    for at in compress(count(), map(str.isascii, found)):
        word = found[at]
        if len(word) > 1 and not word.isalnum() and _ASCII_RUN.fullmatch(word) and not has_word(word):
            words += found[start:at]
            words += filter(None, _ASCII_PARTS.split(word))
            start = at + 1
    return words + found[start:]
