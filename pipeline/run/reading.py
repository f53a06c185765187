"""A batch of files → records and stored texts. Runs in the workers."""

from __future__ import annotations

import os
import uuid
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.read import Document, Item, Reject, Unreadable, check_is_report, documents, read_document
from pipeline.run.deadline import SECONDS, TookTooLong, deadline
from pipeline.run.ledger import Entry, Record, batch_name, write_records
from pipeline.run.sketch import sketch
from pipeline.run.turns import in_turn


@dataclass(slots=True)
class ReadTask:
    """One file to read: ``key`` stands for its content, its path and its manifest row."""

    key: str
    item: Item
    records: str  # folder of the records
    texts: str  # folder of the texts


@in_turn
def read_batch(tasks: list[ReadTask]) -> str:
    """Read the files of a batch and write their records; returns the name of what was written.

    Whatever a document does, it ends as an entry or as a reject.
    """
    records = [read_file(task) for task in tasks]
    name = batch_name(task.key for task in tasks)
    write_records(Path(tasks[0].records) / f"{name}.json", records)
    return name


def read_file(task: ReadTask) -> Record:
    """The record of one file, an archive's members included; the texts are stored."""
    record = Record(task.key)
    source, hints = task.item.source, task.item.hints
    try:
        data = Path(task.item.path).read_bytes()
    except OSError as error:
        record.rejects.append(
            Reject(source, "cannot be opened", f"{error.strerror}; check the file's rights")
        )
        return record
    for document in documents(data, source, hints):
        if isinstance(document, Reject):
            record.rejects.append(document)
            continue
        try:
            record.entries.append(_read(document, Path(task.texts)))
        except Unreadable as error:
            record.rejects.append(Reject(document.source, error.reason, error.detail))
    return record


def _read(document: Document, texts: Path) -> Entry:
    try:
        with deadline():
            reading = read_document(document.data, document.source, document.hints)
            report = reading.report
            check_is_report(report.text)
            entry = Entry(
                report=replace(report, text=""),
                published=reading.published,
                n_chars=len(report.text),
                sketch=sketch(report.text),
            )
    except Unreadable:
        raise
    except TookTooLong:
        raise Unreadable(
            "took too long", f"not read within {SECONDS:.0f} seconds; convert it to txt"
        ) from None
    except Exception as error:
        todo = f"{type(error).__name__}: {error}; convert the file to txt, and report the error"
        raise Unreadable("reading failed", todo) from error
    store_text(texts, report.report_id, report.text)
    return entry


def store_text(texts: Path, report_id: str, text: str) -> None:
    """Write ``texts/<report_id>.txt`` exactly as offsets count it; whole or absent."""
    path = text_path(texts, report_id)
    aside = path.with_name(f".{uuid.uuid4().hex}")
    aside.write_bytes(text.encode("utf-8", "surrogatepass"))
    os.replace(aside, path)


def text_path(texts: Path, report_id: str) -> Path:
    """Where the text of a report is kept."""
    return texts / f"{report_id}.txt"
