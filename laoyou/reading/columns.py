"""What the head of a table column says that the column holds."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from .cells import is_group
from .lines import squeezed

LONGEST_LABEL = 24

_BODY = r"(?:单位|部门|机构|主体|处室|科室|责任单位|责任部门)"
_KINDS: tuple[tuple[str, str], ...] = (
    ("no", r"(?:任务|项目|指标|事项)?(?:序号|编号|序列号?)|序|No\.?|NO\.?"),
    ("person", r".{0,4}(?:责任人|负责人|分管领导|责任领导|牵头领导|联系人|联络员|联系电话).{0,6}"),
    (
        "resp",
        rf".{{0,4}}牵头(?:单位|部门)?[和、及与/或(]{{1,2}}(?:配合|参与|参加|协同|协办|责任).{{0,8}}"
        rf"|责任{_BODY}?[和、及与/]配合{_BODY}?",
    ),
    (
        "lead",
        rf"(?:主要责任|牵头|主责|主办|第一责任|首要责任|总牵头|牵头责任|牵头负责|责任牵头|主要牵头){_BODY}|牵头|主责",
    ),
    (
        "support",
        rf"(?:主要|其他|有关|相关)?(?:协同|配合|参与|参加|协作|协办|协助|支持|辅助|会办)(?:配合|参与|负责|责任|实施)?{_BODY}|配合|参与|(?:其他|配合)责任{_BODY}",
    ),
    ("attr", r".{0,4}(?:属性|性质)|指标类型|(?:约束性[/、或]预期性|预期性[/、或]约束性)"),
    ("measure", r"(?:计量|指标|数据|度量)单位|单位(?:\([^)]*\))?"),
    (
        "resp",
        r".{0,6}(?:责任|承办|负责|落实|实施|承担|主管|分工|承接|主体)(?:单位|部门|主体|处室|科室|机构|分工|落实)(?:\(.*\)|及.{0,6}分工)?"
        r"|责任分工|任务分工|职责分工|部门分工|分工|责任落实|责任(?:市)?直?部门|部门|牵头责任",
    ),
    ("deadline", r".{0,6}(?:时限|时间|期限|进度|节点|时序|工期|年限).{0,4}|完成情况"),
    (
        "value",
        r".{0,8}(?:20\d\d)年?.{0,10}|[“\"]?十[二三四五六]五[”\"]?(?:期?末|期间|规划)?.{0,6}"
        r"|(?:规划|预期|发展|约束|阶段|年度|期末|总体|五年|主要)?目标值?|(?:基期|基准|现状|现有|当前|现期|规划|预期)(?:数据|水平|值|数)?"
        r"|基数|指标值|目标\(.{1,12}\)|基期\(.{1,12}\)",
    ),
    (
        "category",
        r"类别|分类|领域|方面|类型|维度|板块|归类|大类|[一二]级指标|指标类别|任务类别|任务分类|任务领域|类|重点领域|专项",
    ),
    ("name", r".{0,6}指标(?:名称|项|内容|项目|描述|体系)?(?:[及和与、]\S{2,6})?(?:\(.*\))?|三级指标"),
    (
        "task",
        r".{0,8}(?:任务|措施|举措|内容|事项|要点|工作|行动|目标|政策|做法|抓手|清单)(?:名称|内容|分解|举措|措施|要求|安排|清单|项目|任务)?|项目(?:名称)?|名称|任务分解及.{0,6}",
    ),
    (
        "remark",
        r".{0,6}(?:投资|地点|地址|规模|建设性质|业主|电话|金额|资金|数量|面积|属地|区域|范围|对象|层级)(?:\(.{1,6}\))?|备注|说明|.{0,4}(?:依据|来源|出处|要求|成果|形式|标准|释义|解释|算法|公式)",
    ),
)
_COMPILED = tuple((kind, re.compile(pattern)) for kind, pattern in _KINDS)
_FIRST_LEADS = re.compile(
    r"(?:第一|首位|首个|排名?第?一|列首|排首|首).{0,8}牵头|牵头.{0,8}(?:第一|首位|列首|排首|居首)|加[*★△●]"
)
_PROJECT = re.compile(r"投资|建设地点|建设地址|建设规模|建设性质|占地|业主|用地|建设单位|建设内容")

UNITS = frozenset({"resp", "lead", "support"})


@dataclass(frozen=True, slots=True)
class Column:
    """`label` is squeezed; `first_leads` when the head says that the first named unit leads."""

    kind: str
    label: str
    first_leads: bool = False


@lru_cache(maxsize=4096)
def classify(text: str) -> Column | None:
    label = squeezed(text)
    if not label or len(label) > LONGEST_LABEL or is_group(label):
        return None
    first = bool(_FIRST_LEADS.search(label))
    bare = re.sub(r"\(.*\)$", "", label) if first else label
    for kind, pattern in _COMPILED:
        if pattern.fullmatch(bare):
            return Column(kind, label, first and kind in UNITS)
    return None


def purpose(columns: Sequence[Column]) -> str | None:
    """`tasks`, `indicators` or `other` for a head of columns; None when it is no head."""
    kinds = [column.kind for column in columns]
    if len(kinds) < 2:
        return None
    has_units = bool(UNITS & set(kinds))
    values = kinds.count("value")
    if "name" in kinds and (values or "attr" in kinds):
        return "indicators"
    if values and "attr" in kinds and {"task", "category"} & set(kinds):
        return "indicators"
    if any(_PROJECT.search(column.label) for column in columns):
        return "other"
    if "task" in kinds and (has_units or "measure" in kinds):
        return "tasks"
    if values >= 2 and {"task", "category", "no"} & set(kinds):
        return "indicators"
    if has_units and {"name", "category"} & set(kinds):
        return "tasks"
    return "other" if "no" in kinds else None


def settled(columns: Sequence[Column], use: str) -> tuple[Column, ...]:
    """The columns with the words that mean one thing in one table and another in the next settled."""
    kinds = [column.kind for column in columns]
    return tuple(
        Column(_settle(column.kind, kinds, use), column.label, column.first_leads) for column in columns
    )


def _settle(kind: str, kinds: Sequence[str], use: str) -> str:
    if use == "tasks":
        if kind == "measure" and not UNITS & set(kinds):
            return "resp"
        if kind == "value":
            return "remark"
        if kind in {"name", "category"} and "task" not in kinds:
            return "task"
    if use == "indicators" and "name" not in kinds:
        if kind == "task":
            return "name"
        if kind == "category" and "task" not in kinds:
            return "name"
    return kind
