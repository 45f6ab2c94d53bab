"""What the actions of audit lines are called on the screen."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# Beginnings of an action, for the filter.
GROUPS: dict[str, str | Promise] = {
    "access.sign_": _("登录与退出"),
    "access.person.": _("账号"),
    "access.role.": _("角色"),
    "access.password.": _("密码"),
    "access.second_factor.": _("第二步验证"),
    "access.department.": _("单位"),
    "access.function.": _("职能"),
    "access.audit.": _("审计"),
    "places.": _("行政区划"),
    "packs.": _("规则包"),
    "plans.document.": _("方案文件"),
    "plans.item.": _("审阅"),
    "plans.plan.": _("方案"),
    "indicators.": _("指标"),
}
WORDS: dict[str, str | Promise] = {
    "access.sign_in": _("登录"),
    "access.sign_in.failed": _("登录未成功"),
    "access.sign_in.locked": _("账号锁定"),
    "access.sign_out": _("退出"),
    "access.person.create": _("新建账号"),
    "access.person.change": _("修改账号"),
    "access.person.deactivate": _("停用账号"),
    "access.person.reactivate": _("恢复账号"),
    "access.person.unlock": _("解锁账号"),
    "access.role.grant": _("授予角色"),
    "access.role.revoke": _("撤销角色"),
    "access.password.change": _("修改密码"),
    "access.password.reset": _("重设密码"),
    "access.second_factor.add": _("启用第二步验证"),
    "access.second_factor.remove": _("停用第二步验证"),
    "access.second_factor.reset": _("重设第二步验证"),
    "access.second_factor.failed": _("第二步验证未通过"),
    "access.preferences.set": _("修改个人设置"),
    "access.department.add": _("添加单位"),
    "access.department.change": _("修改单位"),
    "access.function.add": _("记下职能"),
    "access.function.move": _("划转职能"),
    "access.audit.seal": _("封存审计记录"),
    "places.divisions.load": _("载入行政区划"),
    "packs.release.load": _("载入规则包"),
    "plans.document.upload": _("上传文件"),
    "plans.document.reread": _("重新读取文件"),
    "plans.item.add": _("添加条目"),
    "plans.item.edit": _("修改条目"),
    "plans.item.decide": _("接受或剔除条目"),
    "plans.item.link": _("关联条目"),
    "plans.item.paste": _("粘贴条目"),
    "plans.item.restore": _("恢复条目"),
    "plans.item.assign": _("指定责任单位"),
    "plans.part.assign": _("指定责任单位"),
    "plans.part.unassign": _("取消责任单位"),
    "plans.unit.name": _("认定单位"),
    "plans.unit.accept_suggestions": _("认定单位"),
    "plans.unread.decide": _("处理未读段落"),
    "plans.plan.adopt": _("采用方案"),
    "plans.plan.publish": _("公开方案"),
    "plans.plan.withdraw": _("撤下方案"),
    "plans.plan.close": _("结束方案"),
    "plans.target.milestones": _("设阶段目标"),
    "plans.figures.import": _("用 Excel 填报"),
    "indicators.value.report": _("填报数据"),
    "indicators.value.correct": _("更正数据"),
    "indicators.value.accepted": _("审核通过"),
    "indicators.value.returned": _("退回修改"),
    "indicators.value.withdrawn": _("撤销审核"),
}


def word_of(action: str) -> str | Promise:
    """The word for an action; its code where a package has given none."""
    return WORDS.get(action, action)
