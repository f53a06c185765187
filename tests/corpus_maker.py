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
from tests.corpus_prose import Made, Planted, Writer
from tests.test_read_pdf import pdf

FIRST, YEARS = 2018, 6
# code, name, prefecture; several share their name and are told apart by the prefecture alone.
COUNTIES = """
410724 获嘉县 新乡市|410923 南乐县 濮阳市|360121 南昌县 南昌市|120118 静海区 天津市
320106 鼓楼区 南京市|320302 鼓楼区 徐州市|350102 鼓楼区 福州市|410204 鼓楼区 开封市
330106 西湖区 杭州市|360103 西湖区 南昌市|130104 桥西区 石家庄市|130731 涿鹿县 张家口市
140922 五台县 忻州市|150221 土默特右旗 包头市|210921 阜新蒙古族自治县 阜新市|220122 农安县 长春市
230125 宾县 哈尔滨市|320813 洪泽区 淮安市|331022 三门县 台州市|340123 肥西县 合肥市
341022 休宁县 黄山市|350521 惠安县 泉州市|360426 德安县 九江市|370830 汶上县 济宁市
371324 兰陵县 临沂市|411723 平舆县 驻马店市|420323 竹山县 十堰市|430224 茶陵县 株洲市
441422 大埔县 梅州市|450323 灵川县 桂林市|469025 白沙黎族自治县 海南省|500233 忠县 重庆市
510321 荣县 自贡市|520328 湄潭县 遵义市|532523 屏边苗族自治县 红河哈尼族彝族自治州
610328 千阳县 宝鸡市|620522 秦安县 天水市|630121 大通回族土族自治县 西宁市|640122 贺兰县 银川市
370682 莱阳市 烟台市
"""
AMBIGUOUS = ("鼓楼区", "西湖区", "桥西区")
# Until the year given a county bore another name and code.
RENAMED = {
    "510118": (2019, "510132", "新津县", "新津区", "成都市"),
    "371503": (2018, "371523", "茌平县", "茌平区", "聊城市"),
    "410783": (2018, "410728", "长垣县", "长垣市", "新乡市"),
}
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
        places = self._places()
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

    def _places(self) -> dict[str, dict[int, tuple[str, str]]]:
        """code → year → (name, prefecture); a renamed county has its years under two codes."""
        places: dict[str, dict[int, tuple[str, str]]] = {}
        years = range(FIRST, FIRST + YEARS)
        for entry in COUNTIES.replace("\n", "|").strip("|").split("|"):
            code, name, prefecture = entry.split()
            places[code] = {year: (name, prefecture) for year in years}
        for code, (last, old_code, old, new, prefecture) in RENAMED.items():
            places[old_code] = {year: (old, prefecture) for year in years if year <= last}
            places[code] = {year: (new, prefecture) for year in years if year > last + 1}
        self.corpus.names = {(c, y): name for c, ys in places.items() for y, (name, _) in ys.items()}
        return places

    def _write_panel(self, places: dict[str, dict[int, tuple[str, str]]]) -> None:
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
