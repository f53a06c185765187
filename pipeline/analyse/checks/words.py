"""The wording of arithmetic relations: data, no logic."""

from __future__ import annotations

import re

#: Units that count the same thing, by the one they are compared as.
UNIT_FAMILY: dict[str, str] = {
    **dict.fromkeys(("件", "起", "宗", "例", "案"), "件"),
    **dict.fromkeys(("人", "名", "位", "个人"), "人"),
    **dict.fromkeys(("户", "家"), "家"),
    **dict.fromkeys(("次", "场", "场次", "期", "期次"), "次"),
    **dict.fromkeys(("本", "卷", "册", "份"), "份"),
    **dict.fromkeys(("个", "项"), "项"),
}

#: Last characters of what stands before 率 -> words of the count that is its numerator. A rate that
#: is not listed looks for its own last two characters (败诉率 -> 败诉).
NUMERATOR_WORDS: dict[str, tuple[str, ...]] = {
    "成功": ("成功", "化解", "调处", "调结", "调成", "达成"),
    "化解": ("化解", "调处", "成功", "调结"),
    "调处": ("调处", "成功", "化解", "调结"),
    "调解成功": ("成功", "化解", "调处", "调结", "达成", "调解结案"),
    "好评": ("好评", "满意"),
    "调解": ("成功", "调处", "化解", "调结", "调解"),
    "调解和解": ("调解", "和解"),
    "和解": ("和解", "调解"),
    "整改": ("整改", "销号", "纠正"),
    "整改完成": ("整改",),
    "整改落实": ("整改",),
    "整改到位": ("整改",),
    "破案": ("破案", "破获", "侦破"),
    "销号": ("销号", "整改"),
    "完成": ("完成", "办结"),
    "办结": ("办结", "审结", "结案", "办理完毕", "已办"),
    "结案": ("结案", "审结", "办结", "已结"),
    "审结": ("审结", "办结", "结案"),
    "办复": ("办复", "答复", "回复", "办结"),
    "答复": ("答复", "办复", "回复", "办结"),
    "回复": ("回复", "答复", "办复"),
    "备案": ("备案", "报备"),
    "报备": ("报备", "备案"),
    "出庭应诉": ("出庭", "到庭"),
    "应诉": ("出庭",),
    "检出": ("检出", "发现"),
    "网办": ("网办", "网上办"),
    "可办": ("可办", "网办", "网上办"),
    "参考": ("参考", "参加考试", "实考", "到考"),
    "持证": ("持证", "取得", "持有"),
    "覆盖": ("覆盖", "建成", "完成", "实现", "纳入"),
    "重办": ("重办", "重新办理"),
    "采纳": ("采纳", "采用"),
    "满意度": ("满意",),
    "按时": ("按时", "办结"),
    "年检": ("参检", "参加年检"),
}

#: Rates whose numerator is several counts of one list: the name before 率 -> pattern of each part.
COMPOSITE_RATES: dict[str, re.Pattern[str]] = {
    "纠错": re.compile(r"撤销|变更|确认.{0,12}违法|责令.{0,14}(?:履行|重[新作])"),
    "优良": re.compile(r"优秀|优等|良好|良等|优良"),
}

#: What narrows a rate to a part of its denominator: such a rate need not equal the plain quotient.
QUALIFIED = re.compile(
    r"按时|按期|提前|及时|一次|首次|当场|即时|限期|综合|一审|二审|当年|平均|当庭|自动|群众|企业"
)
NEGATIONS = "不未没无非"
NOT_DONE = frozenset((*NEGATIONS, *"应拟需待"))  # 未办结, 应出庭, 需整改

#: Words that announce parts adding up to the whole.
EXHAUSTIVE = re.compile(
    r"分别|分为|分成|按.{0,12}(?:分|划分|统计)|从.{1,8}(?:看|来看|分)，|[:：]|分类|由.{0,20}(?:组成|构成)|具体[是为]"
)
#: One of these stands in what sorts a total that was given in a sentence before.
SORTS = re.compile("[分看：:]")
SUBSET = re.compile(r"其中|包括|包含|[(（]含|含")
REMAINDER = re.compile(r"^(?:[，,；;、(（]?)(?:其余|其他|其它|剩余|余下|余|剩下|还剩|尚余)")
#: 6件结转下年: said behind the figure.
CARRIED_ON = ("结转", "转下年", "转入下年", "正在", "尚未", "仍在", "未办结")
#: What is still open; unlike a remainder it may be one class of several.
NOT_YET = re.compile(
    r"^[，,；;、]?(?:仍有|尚有|还有|另有|另|目前)?(?:[^，,；;。、]{0,6}(?:正在|未)[^，,；;。、]{1,8}|(?:仍|尚|还|另)有[^，,；;。、]{0,4}|在[办审]|转下年|结转下年)$"
)
TOTAL_AFTER = re.compile(r"(?:合计|共计|总计|总共|一共|累计|[，,、；;)）]共)(?:达|为|有|是)?$")
#: What is added to a figure before to make up the total that follows.
WITH_REST = re.compile(
    r"(?:连同|加上|加之|另有)[^，,；;。]{0,10}(?:结转|旧存|遗留|未结|存案)[^，,；;。]{0,8}$"
)
#: Ways in which a case for reconsideration or a suit ends; four of them beside each other are all of them.
OUTCOMES = re.compile(
    r"维持|驳回|撤销|变更|确认.{0,12}违法|责令.{0,14}履行|终止|撤回|调解|和解|胜诉|败诉|撤诉"
)

#: Classes that leave nothing over: a list with one member for each pattern is complete.
COMPLETE_SETS: tuple[tuple[re.Pattern[str], ...], ...] = tuple(
    tuple(map(re.compile, names))
    for names in (
        ("保留|继续有效|继续执行", "修改|修订", "废止|失效"),
        ("保留|继续有效|继续执行", "修改|修订", "废止", "失效"),
        ("优秀|优等", "(?<!不)合格|良好", "不合格"),
        ("新收|新受理|新增|本年", "旧存|结转|上年|往年"),
        ("(?<!不予)受理", "不予受理", "补正|放弃|撤回|告知|其他|转[送办交]"),
        ("现场", "书面"),
        ("建议", "提案"),
        ("行政案件", "刑事案件"),
        ("民事", "刑事", "行政"),
        ("专职", "兼职"),
        ("线上", "线下"),
        ("社会团体", "民办非企业|社会服务机构", "基金会"),
        ("乱占", "乱采", "乱堆", "乱建"),
    )
)
#: A figure that no claim covers: a relation with one inside is not fully known.
UNREAD = re.compile(
    r"(?<![\d.“《〔])\d[\d,，.\s]*[余多几]?[百千万亿]*(?:[人户场批件]?次|[件起宗例人名位个项份家户条本卷册处支期场元亩%％成倍])"
    r"|(?:[一二两三四五六七八九十百千]{2,6}余?|[二两三四五六七八九十])[件起名份户](?=[，、；。,;])"
)

SHARE_NAME = re.compile(r"(?:占比|比重|比例)(?:分别)?(?:达到?|为|约|是)?$")
SHARE_LEAD = re.compile(r"^(?:[，,；;(（、]?)(?:其?占比|(?:约|仅|共|合计|总共)?占)")
SHARE_COLUMN = re.compile(r"占比|比重|比例")
TOTAL_ROW = re.compile(r"合\s*计|总\s*计|共\s*计|小\s*计")

BASELINE_BEFORE = re.compile(
    r"(?:比|较|相比|同期|上年|去年|上一年|前一年|20\d\d年|由|从|原来?)[^，,；;。、]{0,12}$"
)
#: What may stand between a figure and the change that is said of it.
CHANGE_WORDS = re.compile(
    r"(?:压[减缩降]|增长|下降|减少|精简|缩[短减])(?:率|比例?)|本年度?|今年|全年|当年|同比|环比|相比|上年|去年|上一?年度?|20\d\d年度?|同期|回落|回升|上涨|下滑|增长率?|增加|增幅|涨幅|降幅|提[高升]|上升|下降|减少|降低|压[减缩降]"
    r"|缩[短减]|增[至到]|净增|多出?|少|幅度|达到?|[，,；;()（）约近的了为是个数量均净增减升降比较由从高]"
)
STATES_CHANGE = re.compile(
    r"(?:增[加长]|减少|下降|上升|提[高升]|降低|压[减缩降]|精简|[缩削]减|缩短|[增降涨]幅|净增|多出|[^\d]多|[^\d]少)(?:了|约|达|(?<=幅)为)?$"
    r"|(?:增长|下降|减少|压[减缩降]|精简|缩[短减])(?:率|比例?|幅度?)(?:为|约|达到?)?$"
)
INCREASE = re.compile(r"增|涨|升|提高|多|扩")
DECREASE = re.compile(r"降|减|少|缩|跌|回落")
AVERAGE = re.compile(
    r"平均每一?[个名家户支件位所]?(.{1,8}?)(?:办理|受理|拥有|配备|服务|联系|包联|负责|对接|指导|承办|约|为|达|有|共)*$"
    r"|^(村|镇|乡|校|社区|街道|嘎查|[户家人件案起企所站])均(?:办理|受理|拥有|配备|约|为|达|有|共)*$"
)
