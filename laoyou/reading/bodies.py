"""Leading groups, joint meetings and work groups with their posts; personal names are dropped."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from .model import Clause
from .phrases import Stretch, stretches

_KIND = r"(?:工作领导小组|协调领导小组|领导小组|联席会议|工作专班|工作委员会|指挥部|协调小组|工作小组|专项工作组|工作组|专项小组|专责小组|专项组|协调组|推进组|专家组|保障组|监督组|宣传组)"
_NAME = re.compile(
    rf"(?P<name>(?:[一-龥]|[“”\"·]|\d岁|[、](?=[一-龥]{{1,8}}(?:工作|服务))){{0,36}}?{_KIND})(?:制度|机制)?"
)
_BODY = re.compile(_KIND)
_SET_UP = re.compile(r"(?:成立|建立|设立|组建|健全|完善|调整)(?:了|完善|健全)?(?:以|由)?")
_ROLE = (
    r"(?:第一|常务|执行|总|双)?(?:副)?(?:组长|召集人|指挥长|总指挥|主任委员|主任|秘书长|联络员|成员单位|成员)"
    r"|办公室(?:常务)?(?:副)?主任"
)
_HOLDS = re.compile(
    rf"(?P<post>[^,。;:]{{2,60}}?)(?:共同|同时)?(?:担任|兼任|任|为|作为)(?P<role>{_ROLE})(?=[,。;、的]|$)"
)
_HELD = re.compile(rf"(?P<role>{_ROLE})(?:分别|各)?由(?P<post>[^,。;]{{2,60}}?)(?:担任|兼任|同志担任)")
_ROLE_LINE = re.compile(
    r"^[ ]*(?P<role>(?:第一|常务|执行|总)?(?:副[ ]*)?(?:组[ ]*长|召[ ]*集[ ]*人|指[ ]*挥[ ]*长|总[ ]*指[ ]*挥|主[ ]*任|秘[ ]*书[ ]*长|联[ ]*络[ ]*员)|成[ ]*员(?:[ ]*单[ ]*位)?)[ ]*[::][ ]*(?P<rest>.*)$"
)
_PERSON = re.compile(r"^[ ]*(?:[一-龥][ ]{1,3}[一-龥]|[一-龥·]{2,4})(?:同志)?[ ]+(?P<post>[一-龥(].*)$")
_POST_FIRST = re.compile(r"^[ ]*(?P<post>[^ ]{4,})[ ]+(?:[一-龥][ ]?[一-龥]|[一-龥]{2,4})[ ]*$")
_BRACKETED = re.compile(r"^[ ]*[一-龥]{2,4}[ ]*\((?P<post>[^()]{2,40})\)[ ]*[、,;。]?$")
_OFFICE = re.compile(r"书记|长|主任|局|委|政府|行|部|会|院|办|员|负责|领导|同志|理事|主席|经理|处|科|中心|队")
_COMPLETE = re.compile(r"(?:长|主任|书记|主席|负责人|负责同志|领导|委员)$")
_SHORT = re.compile(r"^(?:工作)?(?:领导小组|联席会议|工作专班|专班|指挥部|委员会|协调小组)$")
_AND_ANOTHER = re.compile(r"[和及](?=(?:分管|协管|联系|协助分管))")
_STARTS_POST = re.compile(
    r"^(?:省|市|县|州|区|旗|盟|乡|镇|中共|中国|国家|各|分管|党|常务|人民|政府|团|共青团|主要|[一-龥]{1,4}(?:省|市|县|州|区|镇|乡|街道))"
)


def find_bodies(
    shadow: str, clauses: Sequence[Clause], exclude: Sequence[tuple[int, int]] = ()
) -> list[dict[str, Any]]:
    bodies: dict[str, dict[str, Any]] = {}
    found = sorted([*_prose(shadow, clauses, exclude), *_lists(shadow)], key=lambda body: body["start"])
    for body in found:
        if _SHORT.match(body["name"]) and _joined(bodies, body):
            continue
        known = bodies.get(body["name"])
        if known is None or len(body["posts"]) > len(known["posts"]):
            bodies[body["name"]] = body
    return sorted(bodies.values(), key=lambda body: body["start"])


def _joined(bodies: dict[str, dict[str, Any]], body: dict[str, Any]) -> bool:
    """A short name (领导小组) means the body of that kind named last before; its posts are that body's."""
    full = next((each for name, each in reversed(bodies.items()) if name.endswith(body["name"])), None)
    if full is not None:
        full["posts"] += [post for post in body["posts"] if post not in full["posts"]]
    return full is not None


def _prose(
    shadow: str, clauses: Sequence[Clause], exclude: Sequence[tuple[int, int]]
) -> Iterator[dict[str, Any]]:
    for stretch in stretches(shadow, clauses, _BODY, exclude):
        yield from _of_sentence(stretch)


def _of_sentence(stretch: Stretch) -> Iterator[dict[str, Any]]:
    text = stretch.text
    posts = list(_posts(text))
    set_up = _SET_UP.search(text)
    names = [match for match in _NAME.finditer(text, set_up.end() if set_up else 0)]
    if not names or not (posts or set_up):
        return
    for place, match in enumerate(names):
        name = _clean(match["name"])
        if len(name) < 4 or "简称" in name:
            continue
        first = place == 0 or not posts
        yield {"start": stretch.start + (0 if posts else match.start()), "end": stretch.end if posts else stretch.start + match.end(),
               "name": name, "posts": posts if first else []}  # fmt: skip
        if posts:
            return


def _clean(name: str) -> str:
    """The name after what leads to it: 为成员单位的某州…领导小组."""
    name = re.split(r"(?:单位|部门|成员|组长|参加|组成|牵头|负责)的|成立|组建|设立|建立", name)[-1]
    return re.sub(r"^(?:和|及|与|的|了|县级|建立|成立|下设|以及|分别)+", "", name).strip("“” ")


def _posts(text: str) -> Iterator[dict[str, str]]:
    for match in _HOLDS.finditer(text):
        post = re.sub(r"^.*?(?:成立|组建|建立|设立|由|以及|并由|和由)(?=[^由]{2,})", "", match["post"]).strip(
            " 、"
        )
        if _OFFICE.search(post) and "由" not in post[1:]:
            for one in _AND_ANOTHER.split(post):
                yield {"role": match["role"].removeprefix("双"), "post": one}
    for match in _HELD.finditer(text):
        role = match["role"]
        role = f"办公室{role}" if role in ("主任", "副主任") and "办公室" in text else role
        for one in _AND_ANOTHER.split(match["post"]):
            yield {"role": role, "post": one}


def _lists(shadow: str) -> Iterator[dict[str, Any]]:
    """Lists of members, one a line, posts broken over two lines; the body's name is the last one named above."""
    lines = list(re.finditer(r"[^\n]+", shadow))
    index = 0
    while index < len(lines):
        match = _ROLE_LINE.match(lines[index].group())
        if not match:
            index += 1
            continue
        begin = index
        posts, index = _members(lines, index)
        name = _named_above(shadow, lines[begin].start())
        if name and posts:
            yield {"start": lines[begin].start(), "end": lines[index - 1].end(), "name": name, "posts": posts}


def _members(lines: Sequence[re.Match[str]], index: int) -> tuple[list[dict[str, str]], int]:
    posts: list[dict[str, str]] = []
    role = ""
    while index < len(lines):
        line = lines[index].group().strip()
        headed = _ROLE_LINE.match(line)
        if headed:
            role, line = headed["role"].replace(" ", ""), headed["rest"]
        elif (
            line.endswith(("。", ":"))
            or re.match(r"附件|[一二三四五六七八九十]+、|\d+\.", line)
            or len(line) > 60
        ):
            break
        _add(posts, role, line, bool(headed))
        index += 1
    return posts, index


def _add(posts: list[dict[str, str]], role: str, line: str, first: bool) -> None:
    """A line is a person with a post, a post alone, or the rest of the post above."""
    if not line or line.startswith("("):
        return
    for pattern in (_PERSON, _BRACKETED, _POST_FIRST):
        match = pattern.match(line)
        if match and _OFFICE.search(match["post"]):
            posts.append({"role": role, "post": match["post"].replace(" ", "")})
            return
    if first or not posts:
        if _STARTS_POST.match(line) and _OFFICE.search(line):
            posts.append({"role": role, "post": line.replace(" ", "")})
    elif _STARTS_POST.match(line) and _OFFICE.search(line) and _COMPLETE.search(posts[-1]["post"]):
        posts.append({"role": role, "post": line.replace(" ", "")})
    elif _OFFICE.search(line) and " " not in line:
        posts[-1]["post"] += line
    elif _STARTS_POST.match(line):
        posts.append({"role": role, "post": line.replace(" ", "")})


def _named_above(shadow: str, before: int) -> str | None:
    names = [match["name"] for match in _NAME.finditer(shadow, max(0, before - 400), before)]
    full = [name for name in map(_clean, names) if len(name) > 4 and "简称" not in name]
    return full[-1] if full else None
