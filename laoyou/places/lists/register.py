"""The divisions that are known, as a list is held against them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from laoyou.places.lists.heads import ENDINGS
from laoyou.places.models import Division, DivisionCode, FormerName
from laoyou.places.rules import parent_codes, significant


def plain(name: str, level: str) -> str:
    """A village is a village, whether the list calls it by its committee or not."""
    if level == "village":
        for ending, instead in ENDINGS:
            name = ending.sub(instead, name)
    return name


@dataclass(eq=False, slots=True)
class Node:
    """A division that is known, or (pk None) one that the list brings."""

    pk: int | None
    code: str
    name: str
    level: str
    parent: "Node | None" = None
    past: bool = False
    successor: "Node | None" = None
    codes: dict[str, str] = field(default_factory=dict)  # source → significant digits
    former: set[str] = field(default_factory=set)

    def is_called(self, name: str) -> bool:
        wanted = plain(name, self.level)
        return any(plain(one, self.level) == wanted for one in (self.name, *self.former))


class Register:
    def __init__(self) -> None:
        divisions = list(Division.objects.all())
        self.nodes = {
            each.pk: Node(each.pk, each.code, each.name, each.level, past=each.until is not None)
            for each in divisions
        }
        self.by_code = {each.code: each for each in self.nodes.values()}
        self.by_source: dict[tuple[str, str], Node] = {}
        self._inside: dict[int, list[Node]] = defaultdict(list)
        self._link(divisions)
        self._codes()

    def _link(self, divisions: Iterable[Division]) -> None:
        for each in divisions:
            node = self.nodes[each.pk]
            node.parent = self.nodes.get(each.parent_id or 0)
            node.successor = self.nodes.get(each.successor_id or 0)
            self._hang(node)
        for pk, name in FormerName.objects.values_list("division_id", "name"):
            self.nodes[pk].former.add(name)

    def _codes(self) -> None:
        """A division without any code but its own has that from the ministry."""
        with_codes = set()
        for each in DivisionCode.objects.order_by("until"):  # those in force last: they win
            with_codes.add(each.division_id)
            self.note(self.nodes[each.division_id], each.source, each.code, now=each.until is None)
        for node in self.nodes.values():
            if node.pk not in with_codes:
                self.note(node, "civil", node.code)

    def note(self, node: Node, source: str, code: str, *, now: bool = True) -> None:
        self.by_source[source, significant(code)] = node
        if now:
            node.codes[source] = significant(code)

    def add(self, node: Node, source: str) -> None:
        self.by_code[node.code] = node
        self.note(node, source, node.code)
        self._hang(node)

    def _hang(self, node: Node) -> None:
        if node.parent is not None:
            self._inside[id(node.parent)].append(node)

    def named(self, parent: Node, name: str, level: str) -> list[Node]:
        """What lies in the parent and is, or was, called so."""
        return [
            each
            for each in self._inside[id(parent)]
            if not each.past and each.level == level and each.is_called(name)
        ]

    def parent(self, source: str, code: str, written: str, level: str) -> Node | None:
        """By the code of the parent where the list gives one, else by the digits. A township counts with its source."""
        if level == "village":
            return self._now(self.by_source.get((source, significant(written or code[:9]))))
        for each in ([written] if written else []) + parent_codes(code):
            found = self._now(self.by_source.get((source, significant(each))) or self._upper(each))
            if found is not None or level == "township":
                return found
        return None

    def _upper(self, code: str) -> Node | None:
        """Down to the county both systems agree."""
        digits = significant(code)
        return self.by_code.get(digits.ljust(6, "0")) if len(digits) <= 6 else None

    @staticmethod
    def _now(node: Node | None) -> Node | None:
        while node is not None and node.past:
            node = node.successor
        return node
