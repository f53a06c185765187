"""A spaCy tokenizer for reports: words by rjieba with the domain lexicon, on the repaired text.

The words are cut on :func:`pipeline.analyse.view.read_view`'s text, so a word that a line end or a
stray space breaks in two is one token; the Doc is built on the report's own text, so ``doc.text``
is the text given and token offsets are offsets into it. ``token.norm_`` is the repaired word
where the two differ (``２5`` or ``2⏎5`` → ``25``).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any

import rjieba
import srsly
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import DummyTokenizer, registry
from spacy.vocab import Vocab

from pipeline.analyse.view import View, read_view
from pipeline.resources import schema_path

#: Given to every lexicon word, by this number in rjieba and in jieba alike: a frequency computed from
#: the words added before makes the two drift apart. A thousand in sixty million is that of a
#: common noun, enough for a compound to win over its parts and too little to break its neighbours.
LEXICON_FREQUENCY = 1000

# rjieba keeps runs like 2024-12-31, PM_2.5 and 1-9 whole where jieba splits them; with the words of
# this shape split in the way jieba does, the two cut alike (jieba 0.42.1, finalseg.re_skip).
_ASCII_RUN = re.compile(r"[a-zA-Z0-9]*[-_.+&#][a-zA-Z0-9+#&._%-]*|[a-zA-Z0-9]+%[a-zA-Z0-9+#&._%-]+")
_ASCII_PARTS = re.compile(r"([a-zA-Z0-9]+(?:\.\d+)?%?)")

_GAP_PARTS = re.compile(r"\s+|\S+")


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
    words: list[str] = []
    for word in rjieba.cut(text):
        if word.isascii() and len(word) > 1 and _ASCII_RUN.fullmatch(word) and not has_word(word):
            words.extend(part for part in _ASCII_PARTS.split(word) if part)
        else:
            words.append(word)
    return words


class ReportTokenizer(DummyTokenizer):
    """Cuts a report into words and keeps in ``doc.user_data`` what it was made from.

    ``view`` is the readable view, ``words`` are the view's words, ``text`` is the text itself
    (``doc.text`` puts it together from the tokens each time it is asked).
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Make the Doc of ``text``.

        Whatever stands between two words is kept: one space as the word's trailing space, the rest
        (line ends, page numbers, zero-width characters) as tokens of their own.
        """
        view = read_view(text)
        words = cut(view.text)
        tokens, spaces, norms = _tokens(text, view, words)
        doc = Doc(self.vocab, words=tokens, spaces=spaces)
        for index, word in norms:
            doc[index].norm_ = word
        doc.user_data.update(view=view, words=words, text=text)
        return doc


def _tokens(text: str, view: View, words: list[str]) -> tuple[list[str], list[bool], list[tuple[int, str]]]:
    """The tokens of ``text``, which of them a space follows, and the repaired words by token."""
    offsets = view.offsets
    tokens: list[str] = []
    spaces: list[bool] = []
    norms: list[tuple[int, str]] = []
    at = end = 0
    for word in words:
        start = offsets[at]
        at += len(word)
        if word.isspace():
            continue
        if start != end:
            _add_gap(text[end:start], tokens, spaces)
        end = offsets[at - 1] + 1
        surface = text[start:end]
        if surface != word:
            norms.append((len(tokens), word))
        tokens.append(surface)
        spaces.append(False)
    if end < len(text):
        _add_gap(text[end:], tokens, spaces)
    return tokens, spaces, norms


def _add_gap(gap: str, words: list[str], spaces: list[bool]) -> None:
    """Append what stands between two words, the way spaCy's own tokenizer keeps whitespace."""
    for part in _GAP_PARTS.findall(gap):
        if part[0] == " " and words and not spaces[-1]:
            spaces[-1] = True
            part = part[1:]
        if part:
            words.append(part)
            spaces.append(False)


@registry.tokenizers("baoshu.ReportTokenizer.v1")
def create_report_tokenizer() -> Callable[[Language], ReportTokenizer]:
    """The tokenizer for a config: ``[nlp.tokenizer] @tokenizers = "baoshu.ReportTokenizer.v1"``."""

    def make(nlp: Language) -> ReportTokenizer:
        return ReportTokenizer(nlp.vocab)

    return make


# A Doc's user_data goes through msgpack in Doc.to_bytes, DocBin and nlp.pipe(n_process=…).
@srsly.msgpack_encoders("baoshu.View.v1")
def _encode_view(obj: Any, chain: Callable[[Any], Any] | None = None) -> Any:
    if isinstance(obj, View):
        return {"baoshu.View.v1": [obj.text, obj.offsets]}
    return chain(obj) if chain else obj


@srsly.msgpack_decoders("baoshu.View.v1")
def _decode_view(obj: Any, chain: Callable[[Any], Any] | None = None) -> Any:
    if isinstance(obj, dict) and "baoshu.View.v1" in obj:
        text, offsets = obj["baoshu.View.v1"]
        return View(text, list(offsets))
    return chain(obj) if chain else obj
