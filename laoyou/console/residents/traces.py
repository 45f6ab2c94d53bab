"""What traces tell of one person: who can see them, who did, and who changed what."""

from typing import Any

from django.utils.translation import gettext as _

from laoyou.access.models import User
from laoyou.access.rules import Role
from laoyou.people import queries
from laoyou.people.models import Resident, Sex
from laoyou.places.models import Division
from laoyou.privacy import review
from laoyou.privacy.models import ReadLine


def seers(person: Resident) -> list[tuple[review.Seer, str, str]]:
    """Each account with its role and its reason in words."""
    why = {
        "division": _("负责这个地区"), "stay": _("此人在该机构"), "away": _("此人在当地机构"),
        "consent": _("本人或监护人同意"),
    }  # fmt: skip
    return [(one, str(Role(one.role).label), why[one.way]) for one in review.seers(person.pk)]


def history(person: Resident) -> list[queries.Change]:
    """The history in the words of the page."""
    known = queries.history(person)
    ids = {
        value for one in known for name, *values in one.fields if name == "division_id" for value in values
    }
    names = dict(Division.objects.filter(pk__in=ids).values_list("pk", "name"))
    users = dict(User.objects.filter(username__in={one.who for one in known}).values_list("username", "name"))
    return [
        queries.Change(
            one.at,
            users.get(one.who, one.who),
            [
                (labels()[name], *(_word(name, value, names) for value in values))
                for name, *values in one.fields
            ],
        )
        for one in known
    ]


def labels() -> dict[str, str]:
    return {
        "name": _("姓名"), "sex": _("性别"), "birth_date": _("出生日期"), "lunar_birth": _("农历生日"),
        "address": _("住址"), "note": _("备注"), "died_on": _("去世日期"), "division_id": _("责任村（社区）"),
        "id_kind": _("证件类型"), "number_differs": _("与证件不符的依据"), "id_index": _("证件号码"),
        "phone_index": _("电话"),
    }  # fmt: skip


def _word(name: str, value: Any, divisions: dict[int, str]) -> Any:
    if name == "sex":
        return Sex(value).label
    if name == "id_kind":
        return Resident.IdKind(value).label
    if name in {"id_index", "phone_index"}:
        return _("（不留痕）")
    return divisions.get(value, value) if name == "division_id" else value


def reads(person: Resident) -> list[tuple[ReadLine, str, str]]:
    """Lines of reading, each with the reader's name and the purpose in words: pages stand there by their key."""
    lines, words = queries.reads(person), pages()
    names = dict(User.objects.filter(pk__in={one.user_id for one in lines}).values_list("pk", "name"))
    return [
        (line, names.get(line.user_id or 0, ""), words.get(line.purpose.partition(":")[0], line.purpose))
        for line in lines
    ]


def pages() -> dict[str, str]:
    """The pages that show people, by the key under which a line of reading has them."""
    return {
        "residents": _("居民列表"), "resident": _("居民档案"), "resident-add": _("登记前查重"),
        "residents-doubles": _("疑似重复"), "resident-pair": _("疑似重复"), "status-of": _("身份记录"),
        "status-people": _("身份名单"), "source-list": _("来源名单"), "survey": _("村（社区）排查"), "family": _("家人"),
        "survey-enter": _("录入排查"), "survey-print": _("打印排查表"), "person-find": _("查找要入住或入托的人"),
        "openings": _("未成年人信息查看申请"), "deletions": _("删除申请"), "disposals": _("到期销毁"),
        "provider": _("服务机构"), "resident-near": _("选同村的人"), "resident-around": _("亲属或同户的档案"),
        "evidence": _("佐证材料"), "resident-step": _("办理一项手续"), "handovers": _("待接收"), "number-held": _("登记时得知号码已登记"),
        "sheet-held": _("核对表格时得知号码已登记"),
    }  # fmt: skip
