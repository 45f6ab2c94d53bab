"""Whether a number is a quantity at all; the unit alone does not say so (一个, 三年, 两个方面)."""

import re

from .grammar import OPEN_ENDS, Found
from .marks import HIDDEN

DURATIONS = frozenset(
    [
        "年",
        "个月",
        "天",
        "日",
        "个工作日",
        "工作日",
        "小时",
        "个小时",
        "周",
        "星期",
        "个星期",
        "周年",
        "分钟",
        "秒钟",
        "学年",
        "个季度",
    ]
)
CIRCLE = re.compile(r"[^,。;]{0,14}?(?:圈|可达|生活|服务|送达|到达|内|健身)")
_COUNTABLE = frozenset(
    ["个", "所", "张", "座", "处", "支", "家", "名", "位", "户", "人", "套", "台", "辆", "间"]
)
_RATIOS = frozenset(["%", "倍", "番", "个百分点", "百分点"])
_GROUPED = frozenset(["个", "项", "大", "种", "类", "部", "条"])
_GROUPS = re.compile(
    r"[ ]?(?:[^,。;\d]{0,20}(?:主要)?指标(?=[:。,;]|$)|(?:项目)?专栏|(?:专项|重大|重点|主要|核心|关键|基本|具体)*(?:行动|任务|举措|措施|工程|内容|指标)|方面|部门(?=主要|负责|为|组成|分管|参与|[、和])|(?:专项)?工作组|(?:专项)?小组|(?:工作)?专班"
    r"|阶段|环节|部分|类别|层次|层面|维度|(?:基本)?原则|统一|确立|意识|自信|维护|坚持|结合|同步|转变|为主|批次$|一批|重点领域|附件|章节|文件|专栏|工作机制|必须|确保|不变|体系)"
)
_DOES = re.compile(
    r"(?:建成|建设|建立|建有|建|新建|改建|扩建|打造|培育|培养|设立|设置|设有|配备|配置|配有|配|开展|举办|组织|培训|评选|创建|引进|选树|选派|新增|增加|增设|增|完成|改造|发展|有"
    r"|达到|达|形成|支持|提供|巡访|探访|上门|检查|体检|服务|召开|报告|评估|演练|安排|实施|推出|扶持|认定|遴选|命名|更新|轮训|进行|督导|调度|抽查|监测|公布|通报|修订|随访|走访"
    r"|研究|拥有|跑|开设|开办|补助|补贴|奖励|给予|签订|满|近|为期|有效期|期限|不超过|不少于|不低于|至少|超过|最多|不得超过|缩短|延长|压缩至|控制在)$"
)
_SPANS = re.compile(
    r"(?:满|为期|有效期|期限|期|试行|不超过|不少于|不低于|至少|超过|不得超过|达到|控制在|(?:缩短|压缩|压减|延长)[至到]|间隔|提前|合同|保留|保存|未满|不满|免费|时限|时间|自签"
    r"|连续|签订|提供|营造|构建|打造|建设|形成|≤|≥)[^,。;0-9]{0,4}$"
)
DAYS = re.compile(r"天数(?:达到?|为)?$")
_IN_NAME = re.compile(r"的?[^,。;\d]{0,12}(?:占比|比例|比重|率|数量)[^,。;\d]{0,10}\d")
_ONE_OF = re.compile(r"[^,。;\d]{0,8}之一")
_OF_PLACE = re.compile(r"口以[上下]")
_BASE = re.compile(r"口?[^,。;\d]{0,14}率")
_BASES = (10**3, 10**4, 10**5, 10**6)
_SHARE_NEXT = re.compile(r"\d+(?:\.\d+)?%")
_PER_HEAD = re.compile(
    r"每(?:收住|收治|新增|培训|招用|招收|吸纳|建成|新建|接收|培养|引进|增加|服务|完成|安置|设|满)?$"
)
_REPORTS = re.compile(r"(?:报送|报告|上报|汇报|通报|总结|反馈)$")
_ALLOWS = re.compile(r"[^,。;]{0,24}(?:不|暂|免|可|享受|有效|保持|办结|答复|完成审|作出|报|上传|整改)")
_GOVERNED = re.compile(
    r"(?:达到?|(?:提高|提升|增加)[到至]|增至|[小大升降高低增减短][到至]|控制在|稳定在|保持在|≥|≤|>|<|不低于|不少于|不超过|超过|为)$"
)
_CLOSES = re.compile(rf"[\s{HIDDEN}]*(?:$|[,。;、()])")
_SPAN_OF_PLAN = re.compile(r"行动|计划|教育|制|规划|任务|滚动|期|学前|毛|入园|级|来")
_USED_TIME = re.compile(r"(?:用|利用|通过|经过|未来|今后|近|过去|第)$")


def acceptable(found: Found, before: str, after: str, quoted: bool, per: str | None) -> bool:
    if _PER_HEAD.search(before) or (found.unit == "次" and _REPORTS.search(before)):
        return False
    if not found.unit:
        return _governed(found, before, after)
    if _names_something(found, after) or (quoted and not _stands_in_quotes(found)):
        return False
    if found.unit in DURATIONS:
        return _lasts(found, before, after, per)
    if not found.amount.han or found.amount.share or found.unit in _RATIOS:
        return True
    return _counts(found, before, after, per)


def _governed(found: Found, before: str, after: str) -> bool:
    """A number without a unit counts where a word gives it: 收入比缩小到2.1以内."""
    given = found.marked or bool(_GOVERNED.search(before))
    return not found.amount.han and given and bool(_CLOSES.match(after))


def _names_something(found: Found, after: str) -> bool:
    """Parts of the text or of an office, and numbers inside the name of an indicator."""
    if found.unit in _GROUPED and _GROUPS.match(after):
        return True
    if found.counter and _SHARE_NEXT.match(after):
        return True
    if found.unit == "人" and (_OF_PLACE.match(after) or (_BASE.match(after) and found.value in _BASES)):
        return True
    return (
        after.startswith("”事项")
        or bool(_ONE_OF.match(after))
        or (found.after in OPEN_ENDS and bool(_IN_NAME.match(after)))
    )


def _stands_in_quotes(found: Found) -> bool:
    return found.marked or found.unit in ("次", "%") or found.unit in DURATIONS


def _lasts(found: Found, before: str, after: str, per: str | None) -> bool:
    """A span of time is a quantity where it bounds something, not where it dates or names a plan."""
    if found.unit in ("分钟", "秒钟"):
        return found.marked or bool(CIRCLE.match(after)) or bool(_SPANS.search(before))
    if _is_no_span(found, before) or (before.endswith("连续") and not found.marked):
        return False
    if found.after in ("内", "以内", "之内") and not before.endswith(("不超过", "控制在", "期限")):
        return found.unit not in ("年", "个月") or bool(_ALLOWS.match(after)) or before.endswith("可在")
    if found.unit == "年" and _SPAN_OF_PLAN.match(after):
        return False
    spans = found.marked or bool(DAYS.search(before)) or bool(_SPANS.search(before))
    return spans or bool(per and found.unit in ("小时", "个小时", "天"))


def _is_no_span(found: Found, before: str) -> bool:
    if found.unit == "日":
        return not (found.after or found.marked or before.endswith("提前"))
    if found.unit in ("小时", "个小时"):
        return found.value == 24 and not found.marked
    return found.after in ("左右", "以外") or (
        found.unit in ("年", "个月") and bool(_USED_TIME.search(before))
    )


def _counts(found: Found, before: str, after: str, per: str | None) -> bool:
    """一个 is an article unless something counts; from two on a verb or a comparator must stand by."""
    if after.startswith(("性", "体", "批", "些")):
        return False
    if found.marked:
        return True
    does = bool(_DOES.search(before.rstrip("了")))
    if found.value == 1:
        return bool(per) and (found.unit == "次" or does or before.endswith(HIDDEN))
    if found.value > 10 and found.unit in _COUNTABLE:
        return True
    return found.counter and (bool(per) or does)
