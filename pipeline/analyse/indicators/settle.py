"""What remains of the codes once the claims of a report are seen together."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from itertools import pairwise

from pipeline.analyse.indicators.match import Match
from pipeline.analyse.indicators.place import Place
from pipeline.catalog import Catalog
from pipeline.model import Claim

_PART = re.compile(r"其中|包括|含")
_TOTAL = re.compile(r"(?:以上|两项|三项)?(?:共|合计|共计|总计|总共|累计|一共|总数)(?:为|达|有|约)?")
_TOTAL_ENDS = frozenset("共计数为达有约")  # how they end, which most heads do not
_SHARE = re.compile(r"[，,；;(（]?(?:约|仅|只)?占[^，,；;。]*")
_LEVEL = re.compile(r"达|为|实际|共|[(（]")
_PASSED = re.compile(r"(?:突破|超过|超|迈[上过]|跨[上过越]|站上)[^，,。；;\d]{0,4}$")
_NEW = re.compile(r"新|受理|收[到案]|立案|发生")
_OWN_LEVEL = re.compile(r"政府(?!部门|系统|机关|工作)|[县区市旗州]级|本级")
_ACT = re.compile("处罚|许可|强制|检查|征收|确认")
_NEXT = re.compile(r"[、，,]?")
_TAKEN_UP = re.compile(r"受理|[接收]到|接收|接办|登记|立案|办理|承办")
_HANDED_ON = re.compile(r"[办结复转派交]|化解|调处|解[决答]|处理|移送|执行|采纳|反馈|落实|整改|出具")
# Units of what passes through several hands; an event (培训3场，考试2次) is no step of another.
_HANDLED = frozenset("件 起 宗 案 例 单 条 项 份 件次 起次 宗次 案次 人次 户 户次 家次".split())


def settle(matches: list[Match], places: list[Place], catalog: Catalog, by_id: Mapping[str, Claim]) -> None:
    """Take codes away again where another claim of the report has the better right to them."""
    _sum_up(matches, places)
    matches.sort(key=lambda match: match.place.claim.start)
    _drop_wide_totals(matches, catalog)
    _drop_mixed_totals(matches, by_id)
    _drop_parts(matches, by_id)
    _drop_steps(matches, catalog)
    _drop_thresholds(matches)
    by_code: defaultdict[str, list[Match]] = defaultdict(list)
    for match in matches:
        if match.place.claim.indicator:
            by_code[match.place.claim.indicator].append(match)
    for group in by_code.values():
        if any(match.grade for match in group):
            _drop_lesser(group)


def _sum_up(matches: list[Match], places: list[Place]) -> None:
    """简易程序85件、普通程序7件，合计92件: a bare total carries the code of the figures that it adds up."""
    totals = [place for place in places if place.head[-1:] in _TOTAL_ENDS and place.last is not None]
    by_place = {id(match.place): match for match in matches} if totals else {}
    for total in totals:
        if not _TOTAL.fullmatch(total.head):
            continue
        parts: list[Place] = []
        rest = total.claim.value
        part: Place | None = total.last
        while part is not None and rest > 0 and part.claim.unit == total.claim.unit:
            parts.append(part)
            rest -= part.claim.value
            part = part.last
        if rest or len(parts) < 2:
            continue
        found = [by_place[id(part)] for part in parts if id(part) in by_place]
        codes = {match.place.claim.indicator for match in found}
        if len(codes) == 1 and "" not in codes and len(found) * 2 > len(parts):
            for match in found:
                match.place.claim.indicator = ""
            own = by_place.get(id(total))
            if own is None:
                matches.append(Match(total, found[0].rule, ""))
            else:
                own.grade = ""
            total.claim.indicator = found[0].rule.code


def _drop_wide_totals(matches: list[Match], catalog: Catalog) -> None:
    """新收51件，加上年旧存5件，共56件: a total that includes what was carried over is not what is new.

    Only where the total's own clause does not say that it is (新收32件，旧存11件), or a part beside does
    (办理应诉案件38件，其中新收33件、上年结转5件).
    """
    parts = [m for m in matches if m.place.claim.part_of and catalog[m.rule.code].not_part_of]
    by_id = {match.place.claim.claim_id: match.place for match in matches} if parts else {}
    for match in parts:
        too_wide_for = catalog[match.rule.code].not_part_of
        whole = by_id.get(match.place.claim.part_of or "")
        if (
            whole is not None
            and whole.claim.indicator == too_wide_for
            and (
                not whole.claim.action or whole.claim.action not in whole.head or not _NEW.search(whole.head)
            )
        ):
            whole.claim.indicator = ""


def _drop_mixed_totals(matches: list[Match], by_id: Mapping[str, Claim]) -> None:
    """审核文件163件、合同74件、其他97件，合计334件: a total of figures of several codes has none of them."""
    codes: defaultdict[str, list[str]] = defaultdict(list)
    for match in matches:
        claim = match.place.claim
        if claim.part_of and claim.indicator and claim.start < by_id[claim.part_of].start:
            codes[claim.part_of].append(claim.indicator)
    for whole, found in codes.items():
        if len(set(found)) > 1 and by_id[whole].indicator in found:
            by_id[whole].indicator = ""


def _drop_parts(matches: list[Match], by_id: Mapping[str, Claim]) -> None:
    """Where a total and its parts ask for one code, the total alone carries it, unless it is the weaker."""
    grades = {match.place.claim.claim_id: match.grade for match in matches}
    # How many parts of a total ask for a code.
    asking = Counter([(m.place.claim.part_of, m.rule.code) for m in matches if m.place.claim.part_of])
    last: Match | None = None
    part: Place | None = None  # the last part of ``last``
    for match in matches:
        claim = match.place.claim
        whole = _same_whole(claim, by_id) if claim.part_of else None
        # two parts of one total are neither of them it
        alone = whole is not None and asking[claim.part_of or "", match.rule.code] == 1
        if whole is not None and alone and grades[whole.claim_id] == "weak" and match.grade == "":
            whole.indicator = ""
        elif whole is not None or (
            last is not None and (_marked_part(match, last) or _goes_on(match, part, last))
        ):
            claim.indicator = ""
            part = match.place
        else:
            if last is not None and _share_of(last, match):
                last.place.claim.indicator = ""
            last, part = match, None


def _same_whole(claim: Claim, by_id: Mapping[str, Claim]) -> Claim | None:
    """The nearest total above ``claim`` that carries its code."""
    seen = {claim.claim_id}
    whole = by_id.get(claim.part_of or "")
    while whole is not None and whole.claim_id not in seen:
        if whole.indicator == claim.indicator:
            return whole
        seen.add(whole.claim_id)
        whole = by_id.get(whole.part_of or "")
    return None


def _marked_part(match: Match, last: Match) -> bool:
    """True where 其中 marks a part of the figure before, though the two were not linked."""
    return (
        last.place.claim.indicator == match.place.claim.indicator
        and last.place.sentence is match.place.sentence
        and bool(_PART.search(match.place.head))
    )


def _goes_on(match: Match, part: Place | None, total: Match) -> bool:
    """应诉率99%，其中市级100%、县级97.5%: the list of parts goes on at 、 or makes up the total."""
    place = match.place
    if part is None or part.claim.indicator or match.rule.code != total.rule.code:
        return False
    if place.last is part and re.match(r"[、和及与]", place.sentence.text[part.end :]):
        return True
    return (
        place.sentence is part.sentence
        and place.claim.kind != "percent"
        and part.claim.value + place.claim.value == total.place.claim.value
    )


def _share_of(part: Match, whole: Match) -> bool:
    """罚款157万元，占罚款总额287万元的一半: what a share is of is the total, though it comes second."""
    one, other = part.place, whole.place
    return (
        one.claim.indicator == other.claim.indicator
        and one.sentence is other.sentence
        and one.claim.value <= other.claim.value
        and _SHARE.fullmatch(one.sentence.text, one.end, other.start) is not None
        and other.sentence.text.startswith("的", other.end)
    )


def _drop_steps(matches: list[Match], catalog: Catalog) -> None:
    """受理诉求2.37万件，直接答复1.94万件，转办4300件: what was then done with them is no second figure.

    A step is a bare verb, other than that of the figure that it goes on from; what has a noun of its own
    (没收违法所得9.6万元), stands in a list (不予立案88件、不予处罚63件) or beside another bare verb
    (废止51件，宣布失效13件) is a figure like the first.
    """
    first: Match | None = None
    for match in matches:
        place, claim = match.place, match.place.claim
        if not claim.indicator:
            continue
        if (
            first is not None
            and first.place.sentence is place.sentence
            and first.place.claim.indicator == claim.indicator
            and not catalog[claim.indicator].stock
            and not (first.grade == "weak" and not match.grade)
            and _is_step(place, first.place)
        ):
            claim.indicator = ""
        else:
            first = match


def _is_step(place: Place, first: Place) -> bool:
    claim, before = place.claim, first.claim
    return (
        claim.unit == before.unit
        and claim.unit in _HANDLED
        and claim.value <= before.value
        and (claim.modality, claim.year) == (before.modality, before.year)
        and claim.role == "claim"
        and bool(claim.action and before.action)
        and claim.action != before.action
        and _HANDED_ON.search(claim.action) is not None
        and place.head.endswith(claim.action)
        and claim.measure not in place.head
        and (before.measure in first.head or _TAKEN_UP.search(before.action) is not None)
        and place.sentence.text[place.left - 1 : place.left] in ("，", ",", "；", ";")
    )


def _drop_thresholds(matches: list[Match]) -> None:
    """突破5万件，达5.12万件: of a threshold and the exact level, the level carries the code."""
    for first, second in pairwise([match for match in matches if match.place.claim.indicator]):
        a, b = first.place.claim, second.place.claim
        if (
            a.indicator == b.indicator
            and first.place.sentence is second.place.sentence
            and a.bound == "exact"
            and a.modality == b.modality
            and b.value <= a.value <= b.value * 2
            and _PASSED.search(second.place.head)
        ):  # 收到213件，首次突破200件
            b.indicator = ""
        elif (
            a.indicator == b.indicator != ""
            and first.place.sentence is second.place.sentence
            and a.bound in ("over", "nearly")
            and b.bound == "exact"
            and a.modality == b.modality
            and abs(b.value - a.value) * 5 <= abs(b.value)
            and _LEVEL.search(first.place.sentence.text, first.place.end, second.place.start)
        ):
            a.indicator = ""


def _drop_lesser(group: list[Match]) -> None:
    """Weak figures yield to strong ones; sub-classes stay only as siblings of a total not stated."""
    kept = [m for m in group if m.grade != "narrow"]
    # A target or an earlier year's figure does not stand for the year's own.
    strong = any(
        m.grade == "" and m.place.claim.modality == "actual" and not m.place.claim.year for m in kept
    )
    for match in kept:
        if strong and match.grade == "weak":
            match.place.claim.indicator = ""
    for one, other in pairwise(group):
        if one in kept and other.grade == "narrow" and _beside_own_level(other.place, one.place):
            other.grade = ""
    siblings: defaultdict[int, set[str]] = defaultdict(set)
    for match in group:
        if match.grade == "narrow":
            siblings[id(match.place.sentence)].add(match.place.name)
    for match in group:
        if match.grade == "narrow" and (kept or len(siblings[id(match.place.sentence)]) < 2):
            match.place.claim.indicator = ""


def _kinds(one: str, other: str) -> bool:
    """行政处罚案卷80卷、行政许可案卷40卷: files of two kinds of acts, neither the whole of the other."""
    kinds = [_ACT.search(head) for head in (one, other)]
    return all(kinds) and len({kind[0] for kind in kinds if kind}) == 2


def _beside_own_level(part: Place, own: Place) -> bool:
    """制定县政府规范性文件2件、部门规范性文件3件: parts by level of a total that is not stated."""
    return (
        part.last is own
        and not part.claim.part_of
        and not own.claim.part_of
        and part.claim.unit == own.claim.unit
        and (_OWN_LEVEL.search(own.head) is not None or _kinds(own.head, part.head))
        and _NEXT.fullmatch(part.sentence.text, own.end, part.left) is not None
    )
