"""The county-years of the made corpus: real names and codes, shared and changed ones among them."""

from __future__ import annotations

Places = dict[str, dict[int, tuple[str, str]]]  # code → year → (name, prefecture)

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


def expected_places() -> Places:
    """All county-years; a renamed county has its years under two codes, the year of change aside."""
    places: Places = {}
    years = range(FIRST, FIRST + YEARS)
    for entry in COUNTIES.replace("\n", "|").strip("|").split("|"):
        code, name, prefecture = entry.split()
        places[code] = {year: (name, prefecture) for year in years}
    for code, (last, old_code, old, new, prefecture) in RENAMED.items():
        places[old_code] = {year: (old, prefecture) for year in years if year <= last}
        places[code] = {year: (new, prefecture) for year in years if year > last + 1}
    return places
