"""Whether a number is a quantity at all, and whether it is a goal, a rule, a fact or a forecast."""

import re

from .grammar import Found
from .marks import HIDDEN

PAST_HEADING = re.compile(
    r"背景|(?:发展|工作|现有|建设|实施|良好)基础$|^[^,]{0,4}基础$|现状|成效$|主要成效|成就|回顾|趋势|形势|存在.{0,4}问题|(?:主要|突出)?问题$|问题[与和及]|进展|面临|概况|基本情况"
)
FORWARD_HEADING = re.compile(
    r"目标|任务|措施|保障|行动|工程|要求|重点|推进|推动|加强|健全|完善|优化|提升|构建|建设|发展|落实|实施|强化|加大|扩大|培育|促进|支持|规范|创新"
)
GOAL_HEADING = re.compile(r"^(?!.*(?:任务|措施|举措)).*(?:目标|指标)")
_FORECAST = re.compile(r"预计|[据经](?:测算|预测|估算|推算)|预测(?=[到至将,\x00])|估计|预期将|有望")
_PAST = re.compile(
    r"截至|截止(?!时间|日)|目前|现有|实有|现已|已经?(?=[建完实达累形覆培开投发超增新改创入纳组有])(?!建成(?:居住|小区|住宅|区|的?(?:老旧|城)|投用的)|有.{0,10}基础上)|建成了|"
    r"共有|[比较]上年|去年|同比|普查|年初|以来,|近年来|近[一二两三四五\d]年|实现了"
)
_PERHAPS_PAST = re.compile(r"累计(?=[建完投发培新改有达])|(?:提高|增加|增长|提升|培训|完成|达到|新增|下降|建立|发展)了")
_PERIODIC = re.compile(r"^每(?:[一两二三四五六\d]+)?个?(?:年|月|周|季度|天|日|星期|半年|半月|学期|学年)")
DURATIONS = {"年", "个月", "天", "日", "个工作日", "工作日", "小时", "个小时", "周", "星期", "个星期", "周年", "分钟", "秒钟", "学年", "个季度"}
_MONEY_RULE = re.compile(r"补贴|补助|奖励|奖补|标准|给予|津贴|资助|救助|报销|限额|罚款|收费|缴费|生活费|津补贴|最高")
_NORM = re.compile(r"应当|必须|不得|原则上|须(?!知)|的标准|应(?![急对用届变])|按照?[^,。;]{0,24}(?:标准|要求)|个[^,。;]{0,4}标准")
_THRESHOLD = re.compile(r"[^,。;]{0,14}的(?!比例|标准|目标|要求|速度|乡|村|社区|县|街道|行政|基层|建制)[^,。;]{0,10}(?:,|机构|单位|企业|人员|毕业生|必须|可|应|给予|按|设立|$)")
_GROUPS = re.compile(r"[ ]?(?:(?:专项|重大|重点|主要|核心|关键|基本|具体)*(?:行动|任务|举措|措施|工程|内容|指标)|方面|工作组|专项工作组|专项小组|小组|工作专班|专班|阶段|环节|部分|类别|层次|层面|维度|原则|基本原则|统一|确立|意识|自信|维护|坚持|结合|同步|转变|为主|批次$|一批|重点|附件|章节|文件|专栏|工作机制|必须|确保|不变|体系)")
_VERB_NEAR = re.compile(
    r"(?:建成|建设|建立|建有|建|新建|改建|扩建|打造|培育|培养|设立|设置|设有|配备|配置|配有|配|开展|举办|组织|培训|评选|创建|引进|选树|选派|新增|增加|增设|增|完成|改造|发展|有|达到|达|形成|支持|提供|巡访|探访|上门|检查|体检|服务|召开|报告|评估|演练|安排|实施|推出|扶持|认定|遴选|命名|更新|轮训|进行|督导|调度|抽查|监测|公布|通报|修订|随访|走访|研究|拥有|跑|开设|开办|补助|补贴|奖励|给予|签订|服务满|工作满|满|近|就业满|为期|有效期|期限|不超过|不少于|不低于|至少|超过|最多|不得超过|缩短|延长|压缩至|控制在)$"
)
_SPANS = re.compile(r"(?:满|为期|有效期|期限|期|试行|不超过|不少于|不低于|至少|超过|不得超过|达到|控制在|缩短至|缩短到|压缩至|压缩到|压减至|延长至|延长到|间隔|提前|合同|保留|保存|保存期|未满|不满|免费|时限|时间|自签|连续|签订|提供|营造|构建|打造|建设|形成|≤|≥)[^,。;0-9]{0,4}$")
_CIRCLE = re.compile(r"[^,。;]{0,14}?(?:圈|可达|生活|服务|送达|到达|内|健身)")
_IN_NAME = re.compile(r"的?[^,。;\d]{0,12}(?:占比|比例|比重|率|数量)[^,。;\d]{0,10}\d")
_COUNTABLE = ("个", "所", "张", "座", "处", "支", "家", "名", "位", "户", "人", "套", "台", "辆", "间")
_PER_HEAD = re.compile(r"每(?:收住|收治|新增|培训|招用|招收|吸纳|建成|新建|接收|培养|引进|增加|服务|完成|安置|设|满)?$")
_REPORTS = re.compile(r"(?:报送|报告|上报|汇报|通报|总结|反馈)$")
_ALLOWS = re.compile(r"[^,。;]{0,24}(?:不|暂|免|可|享受|有效|保持|办结|答复|完成审|作出|报|上传|整改)")


def acceptable(found: Found, before: str, after: str, quoted: bool, per: str | None) -> bool:
    """Whether the number is counted at all; the unit alone does not say so (一个, 三年, 两个方面)."""
    if _PER_HEAD.search(before) or (found.unit == "次" and _REPORTS.search(before)):
        return False
    if not found.unit:
        return _bare(found, before, after)
    if _GROUPS.match(after) and found.unit in ("个", "项", "大", "种", "类", "部", "条"):
        return False
    if found.unit == "部" and after.startswith("分"):
        return False
    if (found.after in _OPEN_ENDS and _IN_NAME.match(after)) or after.startswith("”事项"):
        return False
    if found.unit in DURATIONS:
        return _duration(found, before, after, per)
    if quoted and not found.marked and found.unit not in ("次", "%"):
        return False
    return not found.amount.han or found.amount.share or found.unit in ("%", "倍", "番", "个百分点", "百分点") or _han(found, before, after, per)


def _bare(found: Found, before: str, after: str) -> bool:
    governed = re.search(r"(?:达到|达|提高到|提升到|提高至|提升至|增加到|增至|降至|降到|控制在|稳定在|保持在|≥|≤|>|<|不低于|不少于|不超过|超过|为|[小大升降高低增减短]到|[小大升降高低增减短]至)$", before)
    return not found.amount.han and bool(governed or found.marked) and bool(re.match(r"[\s\x00]*(?:$|[,。;、()])", after))


def _duration(found: Found, before: str, after: str, per: str | None) -> bool:
    if found.unit == "日" and not found.after and not found.marked and not before.endswith("提前"):
        return False
    if found.unit in ("分钟", "秒钟"):
        return found.marked or bool(_CIRCLE.match(after)) or bool(_SPANS.search(before))
    if found.unit in ("小时", "个小时") and found.value == 24 and not found.marked:
        return False
    if found.after in ("内", "以内", "之内") and not re.search(r"(?:不超过|控制在|期限)$", before):
        return found.unit not in ("年", "个月") or bool(_ALLOWS.match(after)) or before.endswith("可在")
    if found.after in ("左右", "以外") or (found.unit in ("年", "个月") and re.search(r"(?:用|利用|通过|经过|未来|今后|近|过去|第)$", before)):
        return False
    if found.unit == "年" and re.match(r"(?:行动|计划|教育|制|规划|任务|滚动|期|学前|毛|入园|级|来)", after):
        return bool(_SPANS.search(before)) and after.startswith("以")
    return found.marked or bool(_SPANS.search(before)) or bool(per and found.unit in ("小时", "个小时", "天"))


def _han(found: Found, before: str, after: str, per: str | None) -> bool:
    """一个 is an article unless something counts; from two on a verb or a comparator must stand by."""
    if re.match(r"(?:个|次)?(?:性|体|批|些)", after):
        return False
    if found.marked:
        return True
    if found.value == 1:
        return bool(per) and (found.unit == "次" or bool(_VERB_NEAR.search(before)) or before.endswith(HIDDEN))
    if found.value > 10 and found.unit in _COUNTABLE:
        return True
    return found.counter and (bool(per) or bool(_VERB_NEAR.search(before.rstrip("了"))))


def kind_of(found: Found, phrase: str, before: str, after: str, per: str | None, year: int | None, past: bool,
            sentence_before: str) -> str:  # fmt: skip
    if _FORECAST.search(sentence_before):
        return "forecast"
    if past:
        return "fact"
    return "rule" if _is_rule(found, phrase, before, after, per, year, sentence_before) else "target"


def _is_rule(found: Found, phrase: str, before: str, after: str, per: str | None, year: int | None, lead: str) -> bool:
    if found.unit in DURATIONS:
        if year is not None and re.search(r"[缩减]", before[-6:]):
            return False
        return found.unit != "分钟" or not _CIRCLE.match(after) or found.marked or bool(_NORM.search(phrase))
    if found.unit == "元":
        return bool(_MONEY_RULE.search(lead + phrase) or per or (found.after in _OPEN_ENDS and after.startswith("的")))
    if found.unit == "次" and "最多" in before[-3:]:
        return True
    return year is None and _stands(found, phrase, before, after, per)


_OPEN_ENDS = ("以上", "以下", "及以上", "及以下", "以内", "(含)以上", "(含)以下", "以上(含)", "以下(含)")
_REGULAR = ("次", "学时", "课时", "场", "场次", "期", "项", "篇")
_RATE = re.compile(r"(?:率|占比|比重|比例|占[^,。;]{1,12})(?:要|应|均|须)?(?:达到?|不低于|不少于|不超过|控制在|保持在|至少)?[^,。;一-龥]*$")
_BUILDS = re.compile(r"新建|建成|新增|培训|培育|培养|打造|引进|扶持|完成|改造|招募|选派|创建|建设|发展|带动|安置")
_BOUND = re.compile(r"不(?:得|能)?(?:少于|低于|超过|高于|大于|小于|多于|短于|长于)|最高|最长|最多|最低|最少")
_RATIO = re.compile(r"每(?:\d|[百千万]|[十百千万]+人)")
_LEAST = re.compile(r"至少|不(?:得)?(?:少于|低于|超过)")
_OF_MONEY = re.compile(r"用于|公益金|经费|计入|减按|减免|报销|补贴|补助|提取|收取|征收|缴纳|返还|的比例|承担|分担|负担|考核|上浮|下浮")


def _stands(found: Found, phrase: str, before: str, after: str, per: str | None) -> bool:
    """A rule without a year: an interval, a threshold, a share of money, a standard, a bound."""
    if per and _PERIODIC.match(per) and found.unit in _REGULAR:
        return True
    if found.after in _OPEN_ENDS and _THRESHOLD.match(after.lstrip(HIDDEN)) and (not before.endswith(("达到", "达")) or after.lstrip(HIDDEN).startswith("的") or after.endswith("的")):
        return True
    if found.unit == "%" and (_OF_MONEY.search(phrase) or after.startswith("用于")) and not re.search(r"(?:率|占比|比重)", before[-12:]):
        return True
    if found.after in ("以下", "及以下", "以内") and not found.unit == "%" and not _RATE.search(before):
        return True
    if found.marked and (_NORM.search(phrase) or (per and re.search(r"按照?", before))):
        return True
    if per and _RATIO.match(per) and _LEAST.search(before[-12:]) and "年" not in before:
        return True
    if found.unit in ("倍", "%") and re.search(r"按照?[^,。;]{0,24}标准", before):
        return True
    plain_count = found.counter and found.op in (">=", ">") and per is None
    return bool(_BOUND.search(before[-12:])) and not (plain_count or _RATE.search(before) or _BUILDS.search(before))


def is_past(lead: str, year: int | None, goal: bool, written: int | None, clause: bool | None) -> bool:
    """Whether the number tells what was or is. `clause`: its heading speaks of the past (False: of work to do)."""
    if year is not None and written is not None and year > written:
        return False
    if _PAST.search(lead):
        return not goal or bool(_NOW.search(lead))
    if clause:
        return not goal or (year is not None and written is not None and year <= written)
    if clause is None and _PERHAPS_PAST.search(lead):
        return not goal
    if year is None or written is None or goal:
        return False
    return year < written


_NOW = re.compile(r"已|截至|目前")


def tells_past(lead: str) -> bool:
    """Words that make the sentences after this one tell the past too, until one looks forward."""
    return bool(_PAST.search(lead))


def looks_forward(text: str) -> bool:
    return bool(_AHEAD.search(text))


_AHEAD = re.compile(r"力争|争取|确保|目标[:是为]|将(?=[达超建实新在]|进一步)|(?<![主需])要(?![求素点闻件])|计划(?=[新建到在])|应当|必须|不得|底前|年前|鼓励|制定本")


__all__ = ["DURATIONS", "FORWARD_HEADING", "GOAL_HEADING", "PAST_HEADING", "acceptable", "is_past", "kind_of", "looks_forward", "tells_past"]
