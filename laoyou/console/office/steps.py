"""The changes of an account that are asked for twice, and what each will do."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from laoyou.access import actions


@dataclass(frozen=True)
class Step:
    """`action` gives a new password to show, or nothing."""

    title: str | Promise
    what: str | Promise
    button: str | Promise
    done: str | Promise
    action: Callable[..., Any]
    dangerous: bool = True


STEPS = {
    "deactivate": Step(
        _("停用账号"),
        _("此人将不能登录，打开的页面也会失效。账号和以往记录都保留，可以随时恢复。"),
        _("停用账号"),
        _("账号已停用。"),
        actions.deactivate,
    ),
    "reactivate": Step(
        _("恢复账号"),
        _("此人可以重新登录，角色仍按原来的起止日期生效。"),
        _("恢复账号"),
        _("账号已恢复。"),
        actions.reactivate,
        dangerous=False,
    ),
    "password": Step(
        _("重设密码"),
        _("现在的密码立即失效，会生成一个初始密码，只显示一次。此人登录后须换成自己的密码。"),
        _("重设密码"),
        _("密码已重设。"),
        actions.reset_password,
    ),
    "second-factor": Step(
        _("重设第二步验证"),
        _("此人的验证器、安全密钥和恢复码都会清除。请先当面或电话核实是本人。下次登录后须重新设置。"),
        _("重设第二步验证"),
        _("第二步验证已清除。"),
        actions.reset_second_factor,
    ),
    "unlock": Step(
        _("解锁账号"),
        _("输错密码的次数清零，此人可以马上再试。请先核实是本人在登录。"),
        _("解锁账号"),
        _("账号已解锁。"),
        actions.unlock,
        dangerous=False,
    ),
}
