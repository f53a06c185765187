"""The page of a pdf on which a claim stands."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq

from pipeline.run.build import Options, build
from pipeline.tables.pages import page_of
from tests.test_read_pdf import report


def test_every_claim_has_its_page(tmp_path: Path) -> None:
    made, out = tmp_path / "corpus", tmp_path / "out"
    made.mkdir()
    (made / "a.pdf").write_bytes(report())
    (made / "b.txt").write_text("青禾县2021年度法治政府建设情况报告\n审结41件。", encoding="utf-8")
    build([made], out, Options(workers=1))
    reports = pq.read_table(out / "reports.parquet").to_pylist()
    pdf, text = (row["report_id"] for row in sorted(reports, key=lambda row: row["source"]))
    pages = {
        claim["text"]: page_of(out, pdf, claim["start"])
        for claim in pq.read_table(out / "claims.parquet").to_pylist()
        if claim["report_id"] == pdf
    }
    assert (pages["9次"], pages["38个"]) == (1, 2)
    assert page_of(out, pdf, 10**6) == 3
    assert page_of(out, text, 0) is None and page_of(out, "gone", 0) is None
    (made / "a.pdf").unlink()
    build([made], out, Options(workers=1))
    assert not (out / "texts" / "pages.json").exists()
