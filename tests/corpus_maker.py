"""300 made files over 40 real counties and 6 years, and what a right dataset says of them.

:func:`make_corpus` writes the files and the panel file, and returns every county-year's report with
the figures that were planted (``corpus_prose``), and every file that has to be refused with its reason.
The same seed gives the same bytes.
"""

# ruff: noqa: E501  Pages are as sites write them, in long lines.

from __future__ import annotations

import csv
import random
from copy import deepcopy
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from tests import corpus_files as files
from tests.corpus_places import AMBIGUOUS, FIRST, YEARS, Places, expected_places
from tests.corpus_prose import Made, Planted, Writer
from tests.test_read_pdf import pdf

GAPS = 34  # county-years without a report


@dataclass(slots=True)
class Corpus:
    """What was written: reports by (code, year), gaps, refused files, and files that count for nothing."""

    reports: dict[tuple[str, int], Made] = field(default_factory=dict)
    names: dict[tuple[str, int], str] = field(default_factory=dict)
    rejects: dict[str, str] = field(default_factory=dict)  # path → reason
    duplicates: set[str] = field(default_factory=set)  # paths of copies and of superseded versions
    unplaced: dict[str, str] = field(default_factory=dict)  # path → printed name of an ambiguous place
    others: dict[str, str] = field(default_factory=dict)  # path → code of a place outside the panel
    n_files: int = 0


def make_corpus(folder: Path, seed: int = 1) -> Corpus:
    """Write the corpus into ``folder``/files and the expected county-years into ``folder``/panel.csv."""
    return _Maker(folder, seed).make()


class _Maker:
    def __init__(self, folder: Path, seed: int) -> None:
        self.dice = random.Random(seed)
        self.folder = folder / "files"
        self.panel = folder / "panel.csv"
        self.corpus = Corpus()
        self.writer = Writer(self.dice)
        self.members: dict[str, bytes] = {}

    def make(self) -> Corpus:
        places = expected_places()
        self.corpus.names = {(c, y): name for c, ys in places.items() for y, (name, _) in ys.items()}
        self._write_panel(places)
        keys = [
            (code, year) for code in places for year in range(FIRST, FIRST + YEARS) if year in places[code]
        ]
        gaps = set(self.dice.sample(keys, GAPS))
        for code, years in places.items():
            before: dict[str, Decimal] = {}
            for year, (name, prefecture) in sorted(years.items()):
                if (code, year) in gaps:
                    before = {}
                    continue
                made = self._report(name, prefecture, year, before)
                self.corpus.reports[code, year] = made
                before = {
                    c: p.value for c, p in made.planted.items() if not p.bound and c not in made.conflicts
                }
        for number, ((code, year), made) in enumerate(sorted(self.corpus.reports.items())):
            self._file(code, year, made, number)
        self._put("打包下载.zip", files.archive(self.members))
        self._copies()
        self._versions()
        self._outsiders()
        self._refused()
        self._ignored()
        return self.corpus

    def _write_panel(self, places: Places) -> None:
        self.panel.parent.mkdir(parents=True, exist_ok=True)
        with self.panel.open("w", encoding="utf-8-sig", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(["county_code", "county", "year"])
            rows.writerows([c, name, y] for c, ys in places.items() for y, (name, _) in ys.items())

    def _report(self, name: str, prefecture: str, year: int, before: dict[str, Decimal]) -> Made:
        dice = self.dice
        full = prefecture + name if name in AMBIGUOUS else dice.choice([name, name, prefecture + name])
        titles = dice.choice(
            [
                [f"{full}{year}年度法治政府建设情况报告"],
                [f"{full}人民政府关于{year}年度法治政府建设情况的报告"],
                [f"{full}人民政府", f"关于{year}年法治政府建设工作情况的报告"],
                [f"{year}年{full}法治政府建设工作报告"],
                [f"中共{full}委员会 {full}人民政府", f"关于{year}年度法治政府建设情况的报告"],
                [f"关于{full}{year}年度法治政府建设情况的报告"],
            ]
        )
        if name not in AMBIGUOUS and dice.random() < 0.1:
            titles = [f"{year}年度法治政府建设工作总结"]  # the place stands in the signature only
        month = dice.choice([1, 1, 1, 2, 3])
        signed = f"{year + 1}年{month}月{dice.randint(1, 28)}日"
        if dice.random() < 0.15:
            signed = f"{year}年12月{dice.randint(20, 31)}日"
        return self.writer.write(name, titles, year, before, signed)

    def _put(self, name: str, data: bytes) -> str:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        assert not path.exists(), name
        path.write_bytes(data)
        self.corpus.n_files += 1
        return name

    def _file(self, code: str, year: int, made: Made, number: int) -> None:
        """One report as a file; the format goes by its number, the name says little."""
        dice = self.dice
        suffix, data = self._format(made, code, number % 20)
        stem = dice.choice(
            [f"{made.name}{year}", f"{code}_{year}", f"report{number:03d}", f"新建文档 ({number})"]
        )
        if number % 33 == 7:
            self.members[f"{made.name}/{stem}{suffix}"] = data
        else:
            self._put(f"{dice.choice(['采集一', '采集二/网页', '旧电脑'])}/{stem}-{number:03d}{suffix}", data)

    def _format(self, made: Made, code: str, choice: int) -> tuple[str, bytes]:
        dice = self.dice
        if choice < 6:
            text = files.plain(made, dice)
            if choice == 5 and "工作" in text[len(text) // 2 :]:
                return ".txt", files.damaged(text)
            encoding = ("utf-8", "utf-8-sig", "gb18030", "utf-16", "gb18030", "utf-8")[choice]
            return ".txt", text.encode(encoding)
        if choice == 6:
            return ".md", files.markdown(made).encode()
        if choice < 12:
            declared, encoding = [("utf-8", "utf-8"), ("gb2312", "gb18030"), ("gb2312", "utf-8")][choice % 3]
            suffix = dice.choice([".html", ".htm", ".html", ".doc"])
            return suffix, files.page(made, code, dice.randrange(7), declared).encode(encoding)
        if choice < 16:
            return dice.choice([".docx", ".docx", ".doc"]), files.word(made)
        if choice < 19:
            return ".pdf", files.printed(made)
        return dice.choice([".rtf", ".doc"]), files.rich_text(made, dice)

    def _sample(self, count: int) -> list[tuple[tuple[str, int], Made]]:
        return self.dice.sample(sorted(self.corpus.reports.items()), count)

    def _copies(self) -> None:
        """The same report a second time, in another format."""
        for number, ((code, _), made) in enumerate(self._sample(30)):
            suffix, data = self._format(made, code, (number * 7 + 2) % 20)
            self.corpus.duplicates.add(self._put(f"重复/{number:02d}{suffix}", data))

    def _versions(self) -> None:
        """A later version with one figure put right: it is the one that counts."""
        number = 0
        for key, made in self._sample(60):
            exact = [
                (code, planted)
                for code, planted in made.planted.items()
                if not planted.bound
                and f"{planted.value:f}" in planted.sentence
                and planted.value >= 10
                and code not in made.conflicts | made.earlier.keys()
                and sum(planted.sentence in line.text for line in made.lines) == 1
            ]
            if not exact or number == 12:
                continue
            code, planted = self.dice.choice(exact)
            right = deepcopy(made)
            old, new = f"{planted.value:f}", f"{planted.value + 1:f}"
            for line in right.lines:
                line.text = line.text.replace(planted.sentence, planted.sentence.replace(old, new))
            right.planted[code] = Planted(planted.value + 1, "", planted.sentence.replace(old, new))
            self.corpus.reports[key] = right
            data = files.plain(right, self.dice).encode(self.dice.choice(["utf-8", "gb18030"]))
            self._put(f"更正/{right.name}{key[1]}年报告（更正版）{number}.txt", data)
            number += 1

    def _outsiders(self) -> None:
        """Reports of places outside the panel, and of a place whose name says too little."""
        for name, code in (("新乡市", "410700"), ("河南省", "410000"), ("原阳县", "410725")):
            made = self.writer.write(name, [f"{name}2021年度法治政府建设情况报告"], 2021, {}, "2022年1月9日")
            path = self._put(f"其他/{name}.txt", files.plain(made, self.dice).encode())
            self.corpus.others[path] = code
        for number, name in enumerate(("鼓楼区", "西湖区")):
            made = self.writer.write(name, [f"{name}2020年度法治政府建设情况报告"], 2020, {}, "2021年1月9日")
            path = self._put(f"其他/未注明{number}.txt", files.plain(made, self.dice).encode())
            self.corpus.unplaced[path] = name

    def _refused(self) -> None:
        dice = self.dice
        poem = "山行\n远上寒山石径斜，白云生处有人家。\n停车坐爱枫林晚，霜叶红于二月花。\n"
        lost = "<html><head><title>404</title></head><body><h3>404 Not Found</h3><p>抱歉，您访问的页面不存在或已删除。</p></body></html>"
        wall = "<html><body><div>访问过于频繁，请输入验证码后继续访问本网站</div></body></html>"
        stub = "<html><body><h1>某县2021年度法治政府建设情况报告</h1><p>附件：<a href='1.pdf'>某县2021年度法治政府建设情况报告.pdf</a></p></body></html>"
        novel = (
            "他推开门，屋里没有人。炉火还温着，茶杯搁在窗台，像是主人刚刚离去。远处的河面起了雾，渡船慢慢靠岸。"
            * 9
        )
        whole = files.word(next(iter(self.corpus.reports.values())))
        kinds: list[tuple[str, bytes, str]] = [
            ("扫描件.pdf", pdf([[]], image=True), "needs OCR"),
            ("空白.txt", b"", "empty file"),
            ("空白.html", b"<html><body></body></html>", "empty file"),
            ("数据.bin", dice.randbytes(3000), "not a document"),
            ("诗.txt", poem.encode("gb18030"), "not a report"),
            ("小说.txt", novel.encode(), "not a report"),
            ("网页.html", lost.encode(), "error page"),
            ("验证.htm", wall.encode("gb18030"), "error page"),
            ("附件.html", stub.encode(), "not a report"),
            ("照片.doc", b"\xff\xd8\xff\xe0" + bytes(500), "needs OCR"),
            ("残缺.docx", whole[: len(whole) // 2], "damaged file"),
            ("english.txt", b"The county issued its annual report in January. " * 20, "no Chinese text"),
        ]
        for copy in range(3):
            for name, data, reason in kinds:
                stem, dot, suffix = name.rpartition(".")
                self.corpus.rejects[self._put(f"杂/{stem}{copy}{dot}{suffix}", data)] = reason

    def _ignored(self) -> None:
        for name in ("README.md", "LICENSE", "采集一/readme.txt", ".DS_Store"):
            self._put(name, "关于本文件夹的说明。".encode())
