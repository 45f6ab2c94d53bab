"""How a report says states, days, periods and numbers. A report is a Chinese document in every language of the screen."""

import datetime
import re

TASK_STATES = {
    "not_sorted": "未分类",
    "not_started": "未启动",
    "under_way": "推进中",
    "claimed": "申请完成",
    "done": "已完成",
    "struck": "已销号",
    "carried": "已结转",
}
TASK_KINDS = {"": "", "deliverable": "限期完成", "standing": "长期坚持", "exploratory": "鼓励探索"}
INDICATOR_STATES = {
    "met": "达标",
    "on_track": "正常",
    "not_due": "未到期",
    "at_risk": "有风险",
    "behind": "落后",
    "missed": "未达标",
    "no_data": "暂无数据",
    "unclear": "需人工判断",
}
RETURN_STATES = {
    "waiting": "未报送",
    "missing": "未报送",
    "draft": "未报送",
    "in_review": "未报送（内部审核中）",
    "to_sign": "未报送（待签发）",
    "submitted": "已报送",
    "returned": "已退回",
    "accepted": "已接收",
}
ORDER_STATES = {"open": "待整改", "rectified": "待复查", "closed": "已办结", "withdrawn": "已撤销"}
MEASURE_STATES = {"proposed": "拟定", "agreed": "已下达", "done": "已完成", "dropped": "已取消"}
OPS = {"=": "达到", ">=": "不低于", ">": "超过", "<=": "不高于", "<": "低于", "≈": "约"}
BINDING = {True: "约束性", False: "预期性", None: "未写明"}
TRENDS = {"up": "↑ 上升", "down": "↓ 下降", "level": "→ 持平", "": "—"}
TONES = {
    **dict.fromkeys(("done", "struck", "met", "accepted", "submitted", "closed"), "good"),
    **dict.fromkeys(("missed", "behind"), "bad"),
    **dict.fromkeys(("at_risk", "claimed", "returned"), "warn"),
}
_DIGITS = "〇一二三四五六七八九"
_PERIOD = re.compile(r"(\d{4})(?:H([12])|Q([1-4])|-(\d\d))?")


def day(iso: str) -> str:
    """2025-12-31 → 2025年12月31日."""
    if not iso:
        return ""
    on = datetime.date.fromisoformat(iso[:10])
    return f"{on.year}年{on.month}月{on.day}日"


def period(key: str) -> str:
    """2025H2 → 2025年下半年."""
    found = _PERIOD.fullmatch(key)
    if not found:
        return key
    year, half, quarter, month = found.groups()
    part = "上下"[int(half) - 1] + "半年" if half else ""
    part = f"{'一二三四'[int(quarter) - 1]}季度" if quarter else part
    part = f"{int(month)}月" if month else part
    return f"{year}年{part}"


def plan_name(title: str) -> str:
    """What the plan is called inside the title of the notice that carries it."""
    flat = "".join(title.split())
    inner = re.search("《([^《》]+)》", flat)
    if inner:
        return inner[1]
    notice = re.fullmatch("(?:.*?关于)?(?:印发)?(.+?)(?:的通知)?", flat)
    return notice[1] if notice else flat


def numeral(number: int) -> str:
    """1 … 99 in Chinese: 一, 十二, 二十."""
    tens, ones = divmod(number, 10)
    head = "" if not tens else ("" if tens == 1 else _DIGITS[tens]) + "十"
    return head + (_DIGITS[ones] if ones or not tens else "")
