"""Invented tables, and the ways in which web pages and conversions print them."""

from dataclasses import dataclass, field

from hypothesis import strategies as st

OFFICES = (
    "民政局", "卫生健康委", "发展改革委", "财政局", "住房和城乡建设局", "文化和旅游局", "人力资源社会保障局", "教育体育局",
    "妇联", "残联", "总工会", "消防救援支队", "医保局", "国有资产管理服务中心", "金融办", "数据局", "工业和信息化局",
)  # fmt: skip
GOVERNMENTS = ("各镇人民政府(街道办事处)", "地方各级人民政府", "各县(市、区)人民政府", "各区县人民政府")
SENTENCES = (
    "建好老人食堂", "每个社区建成一处托儿室,方便双职工家庭", "清查闲置校舍(含村小),列出可改造名单。鼓励企业认领",
    "制定家庭照料者轮休办法", "开展“暖冬”走访,登记独居老人", "为80岁以上老人装扶手、铺防滑地面", "推广智能手环",
    "培训保育人员,实行持证上岗", "到2027年建成12个日间照料点", "编制养老地图", "推进3岁以下婴幼儿早教服务",
    "按季度公布收费标准、床位余量等信息", "第三方评估养老院服务质量", "完善停车、就餐、看护“一站式”服务",
)  # fmt: skip
GROUPS = (
    "一|织密服务网络",
    "二|补齐人员短板",
    "三|筑牢安全底线",
    "一、织密服务网络",
    "二、补齐人员短板",
    "三、筑牢安全底线",
    "(一)家庭支持",
    "(二)社区支持",
)


@dataclass(frozen=True)
class Made:
    """A table before it is printed: its head, rows of cells, and what a reader should find in each row."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    expected: tuple[object, ...]
    groups: dict[int, str] = field(default_factory=dict)
    """Titles above rows; a bar parts the numeral's cell from the title's."""


@st.composite
def offices(draw: st.DrawFn, least: int = 1, most: int = 5) -> list[str]:
    level = draw(st.sampled_from("省市县区州"))
    return [
        level + name
        for name in draw(st.lists(st.sampled_from(OFFICES), min_size=least, max_size=most, unique=True))
    ]


@st.composite
def phrases(draw: st.DrawFn) -> tuple[str, list[tuple[str, str]]]:
    """A responsibility phrase and the units with their roles that it says."""
    units = draw(offices(least=2, most=6))
    cut = draw(st.integers(1, len(units) - 1))
    leaders, others = units[:cut], units[cut:]
    government = draw(st.sampled_from(GOVERNMENTS))
    listed, led, rest = "、".join(units), "、".join(leaders), "、".join(others)
    lead = [(unit, "lead") for unit in leaders]
    support = [(unit, "support") for unit in others]
    shared = [(unit, "shared") for unit in units]
    comma = draw(st.sampled_from(",、;"))
    word = draw(st.sampled_from(("配合", "参加", "参与", "协同配合")))
    stop = draw(st.sampled_from(("", "。")))
    return draw(
        st.sampled_from(
            (
                (f"{listed}按职责分工负责{stop}", shared),
                (listed + stop, shared),
                (f"{listed}等有关部门(单位)按职责分工负责{stop}", shared),
                (f"{listed},{government}", [*shared, (government, "shared")]),
                (f"{led}牵头{comma}{rest}{word}{stop}", lead + support),
                (f"{led}牵头{comma}{rest}{stop}", lead + support),
                (f"{led}牵头,{rest}等部门{word}{stop}", lead + support),
                (f"{led}牵头,{rest}{word},{government}负责{stop}", [*lead, *support, (government, "shared")]),
                (f"{led}牵头{comma}{rest}按职责分工负责{stop}", lead + [(unit, "shared") for unit in others]),
                (f"{units[0]}负责{stop}", [(units[0], "lead")]),
                (f"{units[0]}、{government}负责{stop}", [(units[0], "shared"), (government, "shared")]),
                (f"牵头单位:{led};配合单位:{rest}{stop}", lead + support),
            )
        )
    )


@st.composite
def task_tables(draw: st.DrawFn) -> Made:
    count = draw(st.integers(2, 14))
    texts = [draw(st.sampled_from(SENTENCES)) for _ in range(count)]
    extra = draw(st.sampled_from((None, "完成时限", "备注", "类别", "进度安排")))
    head: tuple[str, ...]
    rows: list[tuple[str, ...]]
    if draw(st.booleans()):
        labels = (
            ("序号", "编号"),
            ("重点任务", "工作任务", "主要内容"),
            ("责任单位", "责任部门", "责任分工"),
        )
        head = tuple(draw(st.sampled_from(choice)) for choice in labels)
        said = [draw(phrases()) for _ in range(count)]
        rows = [
            (str(n + 1), text, phrase) for n, (text, (phrase, _)) in enumerate(zip(texts, said, strict=True))
        ]
        roles = [named for _, named in said]
    else:
        pairs = (("牵头单位", "配合单位"), ("主要责任单位", "协同配合单位"), ("牵头部门", "参与部门"))
        head = ("序号", "任务", *draw(st.sampled_from(pairs)))
        units = [draw(offices(least=2, most=5)) for _ in range(count)]
        rows = [
            (str(n + 1), text, names[0], "、".join(names[1:]))
            for n, (text, names) in enumerate(zip(texts, units, strict=True))
        ]
        roles = [
            [(name, "support" if place else "lead") for place, name in enumerate(names)] for names in units
        ]
    expected = tuple((n + 1, text, named) for n, (text, named) in enumerate(zip(texts, roles, strict=True)))
    if extra:
        head, rows = draw(widened(head, rows, extra))
    groups = {n: draw(st.sampled_from(GROUPS)) for n in draw(st.sets(st.integers(0, count - 1), max_size=2))}
    return Made(head, tuple(rows), expected, groups)


@st.composite
def widened(
    draw: st.DrawFn, head: tuple[str, ...], rows: list[tuple[str, ...]], extra: str
) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """The table with one column more, which says nothing of who does what."""
    fillings = {
        "进度安排": ("2025年底前完成", "持续推进", "2024年取得进展"),
        "完成时限": ("2025年底", "长期坚持", "2024年6月"),
        "备注": ("新增", "续建", "重点"),
        "类别": ("养老", "托育"),
    }
    place = 1 if extra == "类别" else len(head)
    filled = [(*row[:place], draw(st.sampled_from(fillings[extra])), *row[place:]) for row in rows]
    return (*head[:place], extra, *head[place:]), filled


INDICATORS = (
    ("社区食堂覆盖率", "%"), ("护理床位占比", "%"), ("每千人口托位数", "个"), ("持证保育员人数", "人"), ("老年大学学员人数", "人"),
    ("上门服务人次数", "万人次"), ("健康体检人数", "万人"),
    ("乡镇(街道)综合服务中心覆盖率", "%"), ("“十分钟”送餐圈、助浴点数量", "个"), ("适老化改造户数", "户"), ("人均预期寿命", "岁"),
)  # fmt: skip


@dataclass(frozen=True)
class Shape:
    """How an indicator table is laid out: the columns behind the name in their order, and what stands before."""

    order: tuple[str, ...]
    measured: bool
    kind_first: bool
    milestone: bool


@st.composite
def shapes(draw: st.DrawFn) -> Shape:
    kind_first = draw(st.booleans())
    order = tuple(
        key
        for key in draw(st.permutations(("base", "aim", "attr", "unit")))
        if key != "attr" or not kind_first
    )
    return Shape(order, draw(st.booleans()), kind_first, draw(st.booleans()))


@st.composite
def indicator_rows(draw: st.DrawFn, no: int, shape: Shape) -> tuple[tuple[str, ...], tuple[object, ...]]:
    name, measure = draw(st.sampled_from(INDICATORS))
    base = draw(st.none() | st.integers(1, 99))
    value = draw(st.integers(1, 9000))
    op, printed = draw(
        st.sampled_from(((">=", "≥{}"), ("=", "{}"), (">", ">{}"), (">=", "{}以上"), ("<=", "≤{}")))
    )
    binding = draw(st.booleans())
    unit = draw(offices(most=1))[0]
    in_name = not shape.measured and draw(st.booleans())
    sign = "" if shape.measured or in_name else measure
    cells = {
        "base": "—" if base is None else f"{base}{sign}",
        "stone": f"{value}{sign}",
        "aim": printed.format(f"{value}{sign}"),
        "attr": "约束性" if binding else "预期性",
        "unit": unit,
    }
    whole = f"{name}({measure})" if in_name else name
    behind = [cells[key] for key in with_milestone(shape)]
    row = (
        *([cells["attr"]] if shape.kind_first else []),
        str(no),
        whole,
        *([measure] if shape.measured else []),
        *behind,
    )
    factor, bare = (10000, measure[1:]) if measure.startswith("万") else (1, measure)
    baseline = None if base is None else (2020, base * factor, bare)
    return row, (no, whole, baseline, (2025, op, value * factor, bare), binding, unit)


def with_milestone(shape: Shape) -> list[str]:
    keys = list(shape.order)
    if shape.milestone:
        keys.insert(keys.index("aim"), "stone")
    return keys


@st.composite
def indicator_tables(draw: st.DrawFn) -> Made:
    shape = draw(shapes())
    made = [draw(indicator_rows(n + 1, shape)) for n in range(draw(st.integers(2, 10)))]
    heads = {"base": "2020年", "stone": "2023年", "aim": "2025年", "attr": "指标属性", "unit": "责任部门"}
    head = (
        *(["指标属性"] if shape.kind_first else []), "序号", "指标名称", *(["单位"] if shape.measured else []),
        *(heads[key] for key in with_milestone(shape)),
    )  # fmt: skip
    groups = {
        n: draw(st.sampled_from(GROUPS)) for n in draw(st.sets(st.integers(0, len(made) - 1), max_size=2))
    }
    return Made(head, tuple(row for row, _ in made), tuple(expected for _, expected in made), groups)


PRINTS = (
    "bars",
    "bars_unclosed",
    "bars_around",
    "tabs",
    "cell_a_line",
    "cell_a_line_bar_last",
    "cell_a_line_bare",
    "cell_a_line_spaced",
    "broken",
)


def printed(made: Made, way: str, spaced: bool, repeat_at: int | None, breaks: int = 7) -> str:
    """The table as text. `repeat_at` repeats the head before that row, as a page break does."""
    head = tuple(" ".join(label) for label in made.head) if spaced else made.head
    lines = [*_line(head, way, breaks)]
    for n, row in enumerate(made.rows):
        if repeat_at == n and n:
            lines += _line(head, way, breaks)
        if n in made.groups:
            lines += _line(tuple(made.groups[n].split("|")), way, breaks)
        lines += _line(row, way, breaks)
    return "\n".join(lines)


def _line(row: tuple[str, ...], way: str, breaks: int) -> list[str]:
    match way:
        case "bars":
            return [" | ".join(row) + " |"]
        case "bars_unclosed":
            return [" | ".join(row)] if len(row) > 1 else [row[0]]
        case "bars_around":
            return ["| " + " | ".join(row) + " |"]
        case "tabs":
            return ["\t".join(row)]
        case "cell_a_line":
            return [f"{cell} |" for cell in row]
        case "cell_a_line_spaced":
            return [line for cell in row for line in (cell, "")]
        case "cell_a_line_bar_last":
            return [*row[:-1], f"{row[-1]} |"]
        case "broken":
            whole = " | ".join(row) + " |"
            cut = 6 + breaks
            return (
                [whole[:cut], whole[cut:]]
                if len(row) > 2 and row[0][0].isdigit() and len(whole) > cut + 2
                else [whole]
            )
    return list(row)


def document(table: str) -> str:
    return f"附件1\n某某县一老一小工作表\n{table}\n附件2\n其他材料\n没有更多的内容。\n"
