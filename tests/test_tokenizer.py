"""The tokenizer: the report's own text kept, words whole, rjieba and jieba alike."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, DocBin

from pipeline.analyse.tokenizer import ReportTokenizer
from pipeline.analyse.view import View, read_view
from pipeline.analyse.words import cut, lexicon
from pipeline.resources import schema_path

CONFIG = {"nlp": {"tokenizer": {"@tokenizers": "baoshu.ReportTokenizer.v1"}}}


@pytest.fixture(scope="module")
def nlp() -> spacy.language.Language:
    return spacy.blank("zh", config=CONFIG)


@pytest.fixture(scope="module")
def jieba_reference(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A jieba of our own with the lexicon; neither the global one nor its shared cache file."""
    jieba = pytest.importorskip("jieba")
    jieba.setLogLevel("WARNING")
    tokenizer = jieba.Tokenizer()
    tokenizer.tmp_dir = str(tmp_path_factory.mktemp("jieba"))
    for word, frequency in lexicon().items():
        tokenizer.add_word(word, frequency)
    return tokenizer


def words_of(doc: Doc) -> list[str]:
    """Repaired words, in spaCy's lower-case norm."""
    return [token.norm_ for token in doc if not token.is_space]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("出具合法性审查意见60条", ["出具", "合法性审查意见", "60", "条"]),
        ("开展行政执法案卷评查75本", ["开展", "行政执法", "案卷评查", "75", "本"]),
        ("行政机关负责人出庭应诉率100%", ["行政机关负责人出庭应诉率", "100%"]),
        ("推动解决问题41个", ["推动", "解决", "问题", "41", "个"]),
        ("为受援人挽回损失12万元", ["为", "受援人", "挽回", "损失", "12", "万元"]),
        ("2024-12-31至1-9月", ["2024", "-", "12", "-", "31", "至", "1", "-", "9", "月"]),
        ("PM_2.5与5G-A", ["pm", "_", "2.5", "与", "5g", "-", "a"]),
        ("完成①１２个", ["完成", "①", "12", "个"]),
    ],
)
def test_words(nlp: spacy.language.Language, text: str, expected: list[str]) -> None:
    assert words_of(nlp(text)) == expected


@pytest.mark.parametrize(
    ("text", "word", "surface"),
    [
        ("全年共受理案件二百件，全部按期办结，其中由县司法局直接办理的有5\n1件。", "51", "5\n1"),
        ("审核１２件", "12", "１２"),
        ("旁听庭审1 7起", "17", "1 7"),
        ("行政\u200b处罚三件", "行政处罚", "行政\u200b处罚"),
    ],
)
def test_a_broken_word_is_one_token(nlp: spacy.language.Language, text: str, word: str, surface: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    assert (word, surface) in {(token.norm_, token.text) for token in doc}


def test_gaps_are_kept_as_spacy_keeps_them(nlp: spacy.language.Language) -> None:
    doc = nlp("  一、概况 abc  def\n\n二、")
    assert doc.text == "  一、概况 abc  def\n\n二、"
    assert [t.text for t in doc if t.whitespace_] == ["概况", "abc"]
    assert [t.text for t in doc if t.is_space] == ["  ", " ", "\n\n"]


@pytest.mark.parametrize(
    "text", ["", " ", "\n", "\n\n \n", "\ufeff", "— 1 —", "a ", " a", "\u200b县\u200b", "𠮷"]
)
def test_any_text_comes_back(nlp: spacy.language.Language, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    assert isinstance(doc.user_data["view"], View)


@settings(max_examples=200, deadline=None)
@given(
    st.text(st.sampled_from("县政府 受理行政复议12３％%.-_+—\n\r\t\u3000\u200b，。(（aB一、"), max_size=60)
)
def test_any_mixture_comes_back(text: str) -> None:
    nlp = spacy.blank("zh", config=CONFIG)
    assert nlp(text).text == text
    assert "".join(cut(text)) == text


def test_text_and_offsets_on_all_reports(nlp: spacy.language.Language, report_texts: dict[str, str]) -> None:
    for name, text in report_texts.items():
        doc = nlp(text)
        assert doc.text == text, name
        assert doc.user_data["view"] == read_view(text), name
        assert "".join(words_of(doc)).replace(" ", "") != "", name


def test_rjieba_cuts_as_jieba_does(report_texts: dict[str, str], jieba_reference: Any) -> None:
    assert len(report_texts) >= 7
    for name, text in report_texts.items():
        view = read_view(text).text
        assert cut(view) == jieba_reference.lcut(view), name


def test_every_lexicon_word_is_cut_as_it_says() -> None:
    for word, frequency in lexicon().items():
        assert (cut(word) == [word]) == (frequency > 0), word


def test_lexicon_has_no_word_twice() -> None:
    lines = schema_path("lexicon.txt").read_text(encoding="utf8").splitlines()
    words = [line for line in lines if line and not line.startswith("#")]
    assert len(words) == len(lexicon())
    assert all(word == word.strip() for word in words)


def test_document_travels(nlp: spacy.language.Language) -> None:
    text = "受理行政复议申请1 7件。"
    doc = nlp(text)
    copy = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert copy.user_data["view"] == doc.user_data["view"]
    assert [t.norm_ for t in copy] == [t.norm_ for t in doc]
    binned = list(DocBin(docs=[doc], store_user_data=True).get_docs(nlp.vocab))
    assert binned[0].user_data["view"] == doc.user_data["view"]


def test_pipeline_can_be_stored_and_loaded(nlp: spacy.language.Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "model")
    loaded = spacy.load(tmp_path / "model")
    assert isinstance(loaded.tokenizer, ReportTokenizer)
    assert spacy.blank("zh", config=CONFIG).from_bytes(nlp.to_bytes())("依法行政").text == "依法行政"
    assert pickle.loads(pickle.dumps(nlp.tokenizer))("依法行政").text == "依法行政"
