"""How documents name bodies, roles and posts. Pure."""

import re
from collections.abc import Iterable

_WHOLE = re.compile(r"(?:长|主任|书记|主席|负责人|负责同志|领导|委员|行长|经理)$")
ROLE_WORDS = (
    ("办公室副主任", "vice_director"),
    ("办公室常务副主任", "vice_director"),
    ("办公室主任", "director"),
    ("联络员", "contact"),
    ("秘书长", "director"),
    ("副", "vice"),
    ("组长", "chair"),
    ("召集人", "chair"),
    ("指挥", "chair"),
    ("主任", "chair"),
)
KIND_WORDS = (("联席会议", "joint"), ("领导小组", "leading"), ("委员会", "leading"), ("指挥部", "leading"))


def role_of(words: str) -> str:
    """组长, 第一副组长, 办公室主任, 成员单位 as one of the roles of a seat."""
    return next((role for word, role in ROLE_WORDS if word in words), "member")


def posts_in(words: str) -> list[str]:
    """A list of whole posts taken apart; 分管养老、托育工作的副县长 is one."""
    parts = [part.strip() for part in words.split("、")]
    return parts if all(_WHOLE.search(part) for part in parts) else [words.strip()]


def kind_of(name: str) -> str:
    """By the last word of kind in the name: 领导小组…工作专班 is a group."""
    return next((kind for word, kind in KIND_WORDS if name.endswith((word, f"{word}办公室"))), "group")


def department_of(post: str, departments: Iterable[tuple[int, Iterable[str]]]) -> int | None:
    """The department whose longest name begins the post or stands in it: 县民政局局长 → 县民政局."""
    found = [
        (len(name), pk) for pk, names in departments for name in names if len(name) >= 2 and name in post
    ]
    longest = max((length for length, _pk in found), default=0)
    best = {pk for length, pk in found if length == longest}
    return best.pop() if len(best) == 1 else None
