"""A spaCy tokenizer for reports: words by rjieba with the domain lexicon, on the repaired text.

The words are cut on :func:`pipeline.analyse.view.read_view`'s text, so a word that a line end or a
stray space breaks in two is one token; the Doc is built on the report's own text, so ``doc.text``
is the text given and token offsets are offsets into it. ``token.norm_`` is the repaired word
where the two differ (``２5`` or ``2⏎5`` → ``25``).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import srsly
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import DummyTokenizer, registry
from spacy.vocab import Vocab

from pipeline.analyse.view import View, read_view
from pipeline.analyse.words import cut

_GAP_PARTS = re.compile(r"\s+|\S+")


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
