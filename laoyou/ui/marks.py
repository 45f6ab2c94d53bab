"""States as people see them: a word, a shape and a tone. Colour alone never says anything."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True)
class Mark:
    """How a state is shown; `shape` names an icon, `tone` a colour of tokens.css."""

    word: str | Promise
    shape: str
    tone: str


MARKS = {
    # judgement of an indicator
    "met": Mark(_("达标"), "tick", "good"),
    "missed": Mark(_("未达标"), "cross", "bad"),
    "no_data": Mark(_("无数据"), "hatch", "none"),
    "unclear": Mark(_("需人工判断"), "question", "warn"),
    "on_track": Mark(_("进度正常"), "dot", "good"),
    "at_risk": Mark(_("有风险"), "half", "warn"),
    "behind": Mark(_("落后"), "down", "bad"),
    "nobody": Mark(_("还没有责任单位"), "ring", "warn"),
    # documents
    "read": Mark(_("已读取"), "dot", "plain"),
    "under_review": Mark(_("审阅中"), "half", "warn"),
    "adopted": Mark(_("已采用"), "tick", "good"),
    "failed": Mark(_("未能读取"), "cross", "bad"),
    # plans
    "draft": Mark(_("草稿"), "ring", "plain"),
    "live": Mark(_("执行中"), "dot", "good"),
    "superseded": Mark(_("已被新版替代"), "bar", "none"),
    "closed": Mark(_("已收官"), "square", "plain"),
    "public": Mark(_("已公开"), "tick", "good"),
    "not_public": Mark(_("未公开"), "ring", "plain"),
    # items under review
    "proposed": Mark(_("待确认"), "ring", "warn"),
    "accepted": Mark(_("已接受"), "tick", "good"),
    "rejected": Mark(_("已剔除"), "cross", "none"),
    # what is open before adoption
    "done": Mark(_("已完成"), "tick", "good"),
    "open": Mark(pgettext_lazy("adoption", "待处理"), "ring", "warn"),
    "optional": Mark(_("可选"), "dot", "plain"),
    # two plans side by side
    "compare_same": Mark(pgettext_lazy("comparison", "相同"), "tick", "good"),
    "compare_differs": Mark(pgettext_lazy("comparison", "不同"), "half", "warn"),
    "compare_only_first": Mark(_("只在左边"), "square", "plain"),
    "compare_only_second": Mark(_("只在右边"), "ring", "plain"),
    "compare_kept": Mark(pgettext_lazy("comparison", "沿用"), "tick", "good"),
    "compare_changed": Mark(pgettext_lazy("comparison", "有改动"), "half", "warn"),
    "compare_dropped": Mark(pgettext_lazy("comparison", "去掉"), "cross", "none"),
    "compare_new": Mark(pgettext_lazy("comparison", "新增"), "dot", "plain"),
    # posts, bodies, meetings and decisions
    "post_vacant": Mark(_("空缺"), "ring", "warn"),
    "body_now": Mark(_("在运行"), "dot", "good"),
    "provider_open": Mark(_("在营"), "dot", "good"),
    "provider_closed": Mark(_("已停业"), "bar", "none"),
    "body_past": Mark(_("已撤销"), "bar", "none"),
    "meeting_planned": Mark(_("待召开"), "ring", "plain"),
    "meeting_held": Mark(_("已召开"), "half", "plain"),
    "meeting_issued": Mark(_("纪要已印发"), "tick", "good"),
    "attended": Mark(_("出席"), "tick", "good"),
    "deputy": Mark(_("委托他人"), "half", "plain"),
    "absent": Mark(_("缺席"), "cross", "bad"),
    "decision_open": Mark(_("待安排"), "ring", "warn"),
    "decision_late": Mark(_("过期未安排"), "cross", "bad"),
    "decision_task": Mark(_("已转为任务"), "tick", "good"),
    "decision_none": Mark(_("不需跟踪"), "bar", "none"),
    # spaces, housing projects, gaps
    "space_usable": Mark(_("可用"), "dot", "good"),
    "space_reserved": Mark(_("已预留"), "half", "warn"),
    "space_in_use": Mark(_("使用中"), "tick", "plain"),
    "space_withdrawn": Mark(_("已退出"), "bar", "none"),
    "step_building": Mark(_("在建"), "half", "plain"),
    "step_kept": Mark(_("同步"), "tick", "good"),
    "step_behind": Mark(_("不同步"), "cross", "bad"),
    "gap_found": Mark(_("待补齐"), "ring", "warn"),
    "gap_under_way": Mark(_("正在补齐"), "half", "plain"),
    "gap_filled": Mark(_("已补齐"), "tick", "good"),
    # editions of lists
    "list_living": Mark(_("随时更新"), "dot", "good"),
    "list_draft": Mark(_("起草中"), "ring", "warn"),
    "list_coming": Mark(_("待生效"), "half", "plain"),
    "list_in_force": Mark(pgettext_lazy("edition", "现行"), "tick", "good"),
    "list_dropped": Mark(_("已放弃"), "bar", "none"),
    "list_past": Mark(_("已被新版替代"), "bar", "none"),
    # where a task stands
    "task_not_sorted": Mark(_("未分类"), "question", "warn"),
    "task_not_started": Mark(_("没有进展"), "ring", "none"),
    "task_under_way": Mark(_("推进中"), "half", "plain"),
    "task_claimed": Mark(_("申请完成"), "dot", "warn"),
    "task_done": Mark(_("已完成"), "tick", "good"),
    "task_struck": Mark(_("已销号"), "square", "good"),
    "task_carried": Mark(_("已结转"), "bar", "none"),
    "task_overdue": Mark(_("逾期"), "cross", "bad"),
    # yearly measures
    "measure_proposed": Mark(_("待下达"), "ring", "warn"),
    "measure_agreed": Mark(_("已下达"), "half", "plain"),
    "measure_done": Mark(_("已完成"), "tick", "good"),
    "measure_dropped": Mark(_("已取消"), "bar", "none"),
    # drafts on the desks of a unit
    "desk_draft": Mark(_("草稿"), "ring", "plain"),
    "desk_in_review": Mark(_("待审核"), "half", "warn"),
    "desk_to_sign": Mark(_("待签发"), "half", "warn"),
    "desk_filed": Mark(_("已报出"), "tick", "good"),
    "desk_discarded": Mark(_("已作废"), "bar", "none"),
    # supervision orders
    "order_open": Mark(_("待整改"), "ring", "warn"),
    "order_rectified": Mark(_("待复查"), "half", "warn"),
    "order_closed": Mark(_("已办结"), "tick", "good"),
    "order_withdrawn": Mark(_("已撤销"), "bar", "none"),
    # acceptance of a figure
    "value_waiting": Mark(_("待审核"), "ring", "warn"),
    "value_returned": Mark(_("已退回"), "cross", "bad"),
    # cycles, and how a unit stands in one
    "cycle_planned": Mark(_("未开始"), "ring", "plain"),
    "cycle_open": Mark(_("进行中"), "half", "good"),
    "cycle_closed": Mark(_("已结束"), "square", "plain"),
    "return_waiting": Mark(_("待填报"), "ring", "plain"),
    "return_draft": Mark(_("填报中"), "half", "plain"),
    "return_in_review": Mark(_("待审核"), "half", "warn"),
    "return_to_sign": Mark(_("待签发"), "half", "warn"),
    "return_missing": Mark(_("逾期未报"), "cross", "bad"),
    "return_returned": Mark(_("已退回"), "bar", "warn"),
    "return_submitted": Mark(_("已报送"), "dot", "good"),
    "return_accepted": Mark(_("已接收"), "tick", "good"),
    "return_exempt": Mark(_("免报"), "hatch", "none"),
    # reports
    "report_draft": Mark(_("草稿"), "ring", "plain"),
    "report_issued": Mark(_("已印发"), "tick", "good"),
    "report_restating": Mark(_("修订中"), "half", "warn"),
    # sheets on their way into a register
    "sheet_brought": Mark(_("待对应列"), "ring", "warn"),
    "sheet_waiting": Mark(_("排队中"), "ring", "plain"),
    "sheet_checking": Mark(_("正在核对"), "half", "plain"),
    "sheet_checked": Mark(_("待确认写入"), "half", "warn"),
    "sheet_applying": Mark(_("正在写入"), "half", "plain"),
    "sheet_applied": Mark(_("已写入"), "tick", "good"),
    "sheet_failed": Mark(_("没有完成"), "cross", "bad"),
    "sheet_stopped": Mark(_("已中断"), "cross", "bad"),
    "sheet_dropped": Mark(_("已放弃"), "bar", "none"),
    # the server
    "server_fresh": Mark(_("按时"), "tick", "good"),
    "server_late": Mark(_("太久没有做"), "cross", "bad"),
    "server_never": Mark(_("还没有做过"), "ring", "warn"),
    "drill_passed": Mark(_("通过"), "tick", "good"),
    "drill_failed": Mark(_("没有通过"), "cross", "bad"),
    "night_done": Mark(_("已办"), "tick", "good"),
    "night_waiting": Mark(_("等待办理"), "half", "warn"),
    "night_failed": Mark(_("没有办成"), "cross", "bad"),
    "night_never": Mark(_("还没有到时间"), "ring", "plain"),
}

KINDS: dict[str, str | Promise] = {
    "task": pgettext_lazy("kind", "任务"),
    "indicator": pgettext_lazy("kind", "指标"),
    "target": pgettext_lazy("kind", "目标"),
    "rule": pgettext_lazy("kind", "标准"),
    "fact": pgettext_lazy("kind", "现状"),
    "forecast": pgettext_lazy("kind", "预测"),
    "reporting": pgettext_lazy("kind", "报送要求"),
    "duty": pgettext_lazy("kind", "职责"),
    "body": pgettext_lazy("kind", "工作机构"),
    "clause": pgettext_lazy("kind", "条款"),
}

ROLES: dict[str, str | Promise] = {
    "lead": _("牵头"),
    "support": _("配合"),
    "shared": _("按职责分工负责"),
}

# How far up a figure was accepted.
ACCEPTANCE: dict[str, str | Promise] = {
    "waiting": _("待本级审核"),
    "on_the_way": _("待上级审核"),
    "accepted": _("各级已审核"),
    "returned": _("已退回"),
}
