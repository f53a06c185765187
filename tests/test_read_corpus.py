"""Walking folders, manifests, archives."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from pipeline.read import Document, Hints, Reject, documents, find_items


def write(path: Path, data: str | bytes = "x") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def sources(tmp_path: Path, *paths: str) -> list[str]:
    return [
        item.source.removeprefix(f"{tmp_path.as_posix()}/")
        for item in find_items([str(tmp_path / p) for p in paths]).items
    ]


def test_folders_in_depth_sorted_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b/2.txt", "a.txt", "b/c/3.html", ".git/x.txt", "b/.hidden", "b/~$1.docx", "b/manifest.csv"):
        write(tmp_path / name)
    assert sources(tmp_path, ".") == ["a.txt", "b/2.txt", "b/c/3.html"]


def test_readme_and_licence_are_no_reports(tmp_path: Path) -> None:
    names = ("README.md", "readme.txt", "README", "README_CN.md", "d/LICENSE", "d/Licence.txt")
    for name in (*names, "readme获嘉县2023.txt", "licensed.txt", "a.txt"):
        write(tmp_path / name)
    assert sources(tmp_path, ".") == ["a.txt", "licensed.txt", "readme获嘉县2023.txt"]
    # A file that is named itself is what the user wants.
    assert sources(tmp_path, "README.md") == ["README.md"]


def test_a_dataset_within_the_corpus_is_passed_over(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    write(tmp_path / "out/.baoshu/x.json")
    write(tmp_path / "out/texts/a.txt")
    assert sources(tmp_path, ".") == ["a.txt"]


def test_a_file_named_twice_is_one(tmp_path: Path) -> None:
    write(tmp_path / "d/a.txt")
    assert sources(tmp_path, "d", "d/a.txt") == ["d/a.txt"]


def test_links_are_followed_once(tmp_path: Path) -> None:
    write(tmp_path / "elsewhere/2024/x.txt")
    write(tmp_path / "elsewhere/y.txt")
    write(tmp_path / "d/z/a.txt")
    (tmp_path / "d/2024").symlink_to(tmp_path / "elsewhere/2024")
    (tmp_path / "d/y.txt").symlink_to(tmp_path / "elsewhere/y.txt")
    (tmp_path / "d/b").symlink_to(tmp_path / "d/z")  # the folder's own name counts
    (tmp_path / "d/z/round").symlink_to(tmp_path / "d")
    (tmp_path / "d/z/up").symlink_to(tmp_path)
    assert sources(tmp_path, "d") == ["d/2024/x.txt", "d/y.txt", "d/z/a.txt"]
    assert find_items([str(tmp_path / "d")]).problems == []


def test_links_to_each_other_end(tmp_path: Path) -> None:
    for one, other in (("e", "f"), ("f", "e")):
        write(tmp_path / one / f"{one}.txt")
        (tmp_path / one / "other").symlink_to(tmp_path / other)
    assert sources(tmp_path, "e") == ["e/e.txt", "e/other/f.txt"]


def test_a_broken_link_is_said(tmp_path: Path) -> None:
    (tmp_path / "2024").symlink_to("/nowhere/2024")
    (tmp_path / "self.txt").symlink_to("self.txt")
    (tmp_path / ".hidden").symlink_to("/nowhere")
    found = find_items([str(tmp_path)])
    assert found.items == []
    assert [(Path(p.source).name, p.reason) for p in found.problems] == [
        ("2024", "broken link"),
        ("self.txt", "broken link"),
    ]
    assert "/nowhere/2024" in found.problems[0].detail


def test_a_missing_path(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="nowhere"):
        find_items([str(tmp_path / "nowhere")])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_manifest(tmp_path: Path, encoding: str) -> None:
    rows = "file,county_code,county,year,title,issuer,published,url\na.txt,410724,获嘉县,2021年,题,某局,2022-01-02,http://x\n"
    write(tmp_path / "manifest.csv", rows.encode(encoding))
    write(tmp_path / "a.txt")
    write(tmp_path / "b.txt")
    a, b = find_items([str(tmp_path)]).items
    assert a.hints and b.hints is None
    assert (a.hints.county_code, a.hints.county, a.hints.year, a.hints.published) == (
        "410724",
        "获嘉县",
        2021,
        "2022-01-02",
    )


def test_the_manifest_beside_a_single_file_speaks_too(tmp_path: Path) -> None:
    write(tmp_path / "manifest.csv", "file,year\na.txt,2020\n")
    write(tmp_path / "a.txt")
    (item,) = find_items([str(tmp_path / "a.txt")]).items
    assert item.hints and item.hints.year == 2020


def test_the_nearest_manifest_wins(tmp_path: Path) -> None:
    write(tmp_path / "manifest.csv", "file,year\nd/a.txt,2020\nd/b.txt,2018\n")
    write(tmp_path / "d/manifest.csv", "file,year\na.txt,2021\n")
    write(tmp_path / "d/a.txt")
    write(tmp_path / "d/b.txt")
    assert [item.hints.year for item in find_items([str(tmp_path)]).items if item.hints] == [2021, 2018]


def test_manifest_problems_are_reported(tmp_path: Path) -> None:
    write(tmp_path / "manifest.csv", "file,county_code,year\nnowhere.txt,,\na.txt,41,maybe\na.txt,,2020\n")
    write(tmp_path / "a.txt")
    reasons = [problem.reason for problem in find_items([str(tmp_path)]).problems]
    assert reasons == [
        "manifest row names no file",
        "manifest year unreadable",
        "manifest county_code unreadable",
        "manifest names a file twice",
    ]


def test_a_manifest_without_the_column_file(tmp_path: Path) -> None:
    write(tmp_path / "manifest.csv", "name,year\na.txt,2020\n")
    write(tmp_path / "a.txt")
    assert "file" in find_items([str(tmp_path)]).problems[0].reason


@pytest.mark.parametrize("sign", [",", ";", "\t", "，"])
def test_a_manifest_may_be_parted_by_other_signs(tmp_path: Path, sign: str) -> None:
    rows = "file,county,year\r\na.txt,获嘉县,2021\r\n".replace(",", sign)
    write(tmp_path / "manifest.csv", rows)
    write(tmp_path / "a.txt")
    found = find_items([str(tmp_path)])
    assert found.items[0].hints == Hints(county="获嘉县", year=2021)
    assert found.problems == []


@pytest.mark.parametrize(
    ("column", "meant"),
    [
        ("Years", "year"),
        ("county-code", "county_code"),
        ("年份", "year"),
        ("代码", "county_code"),
        ("remarks", ""),
    ],
)
def test_a_misspelt_column_is_asked_about(tmp_path: Path, column: str, meant: str) -> None:
    write(tmp_path / "manifest.csv", f"file,{column}\na.txt,2021\n")
    write(tmp_path / "a.txt")
    found = [f"{p.reason}: {p.detail}" for p in find_items([str(tmp_path)]).problems]
    assert found == ([f"manifest column unknown: '{column}' is not read; is it '{meant}'?"] if meant else [])


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("410782", "410782"),
        ("４１０７８２", "410782"),
        ("410782000", "410782"),
        ("410782000000", "410782"),
        ("410782.0", "410782"),
        ("4.10782E+11", "410782"),
        ("410782101", ""),
        ("41078", ""),
    ],
)
def test_the_codes_of_a_manifest(tmp_path: Path, printed: str, code: str) -> None:
    write(tmp_path / "manifest.csv", f"file,county_code,year\na.txt,{printed},２０２１\n")
    write(tmp_path / "a.txt")
    found = find_items([str(tmp_path)])
    assert found.items[0].hints == Hints(county_code=code, year=2021)
    assert len(found.problems) == (not code)


def archive(path: Path) -> bytes:
    with zipfile.ZipFile(path, "w") as out:
        out.writestr("青禾县/2022.txt", "文")
        out.writestr("b.txt", "文字")
        out.writestr("__MACOSX/b.txt", "")
        out.writestr("说明/README.txt", "")
        out.writestr("manifest.csv", "file,year\nb.txt,2019\ngone.txt,2000\n")
        out.writestr("xxxxxx.txt", "文")
    # Windows writes names in GBK without a flag; Python's zipfile cannot, so the bytes are put in.
    return path.read_bytes().replace(b"xxxxxx", "获嘉县".encode("gb18030"))


def test_archives(tmp_path: Path) -> None:
    found = list(documents(archive(tmp_path / "a.zip"), "a.zip"))
    names = [item.source for item in found if isinstance(item, Document)]
    assert names == ["a.zip/b.txt", "a.zip/获嘉县.txt", "a.zip/青禾县/2022.txt"]
    assert isinstance(found[0], Document) and found[0].hints and found[0].hints.year == 2019
    assert [item.reason for item in found if isinstance(item, Reject)] == ["manifest row names no file"]


@pytest.mark.parametrize(
    ("members", "todo"),
    [
        (["OFD.xml", "Doc_0/Document.xml", "Doc_0/Pages/Page_0/Content.xml"], "print it to PDF"),
        (["mimetype", "META-INF/container.xml", "OEBPS/a.xhtml"], "EPUB"),
        (["mimetype", "content.xml", "styles.xml"], "OpenDocument"),
        (["[Content_Types].xml:spreadsheetml.sheet.main", "xl/workbook2.xml"], "Excel"),
        (["[Content_Types].xml:something", "visio/document.xml"], "save its text as docx"),
    ],
)
def test_documents_that_are_zips_inside_are_one_reject(members: list[str], todo: str) -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for member in members:
            name, _, text = member.partition(":")
            file.writestr(name, text or "<x/>")
    (found,) = documents(out.getvalue(), "a")
    assert isinstance(found, Reject) and found.reason == "not a document" and todo in found.detail


@pytest.mark.parametrize("part", ["[Content_Types].xml", "word/document.xml", "word/_rels/document.xml.rels"])
def test_a_document_made_to_fill_the_memory_is_not_unpacked(part: str) -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        if part != "word/document.xml":
            file.writestr("word/document.xml", "<x/>")
        with file.open(part, "w") as member:
            for _ in range(65):
                member.write(bytes(1 << 20))
    (found,) = documents(out.getvalue(), "a.docx")
    assert isinstance(found, Reject) and found.reason == "too large" and part.lower() in found.detail


def test_damaged_archives(tmp_path: Path) -> None:
    data = archive(tmp_path / "a.zip")
    (cut,) = documents(data[:80], "a.zip")
    assert isinstance(cut, Reject) and cut.reason == "damaged file"
