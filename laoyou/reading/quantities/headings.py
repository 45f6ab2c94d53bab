"""What the headings above a sentence say of its numbers."""

import re
from collections.abc import Iterator, Sequence

from ..model import Clause

_PAST = re.compile(
    r"背景|发展环境|(?:发展|工作|现有|建设|实施|良好)基础$|^[^,]{0,4}基础$|现状|成效$|主要成效|成就|回顾|趋势|形势|存在.{0,4}问题"
    r"|(?:主要|突出)?问题$|问题[与和及]|进展|面临|概况|基本情况"
)
_SETS = re.compile(r"目标|任务|要求|措施|保障")
_FORWARD = re.compile(
    r"目标|任务|措施|保障|行动|工程|要求|重点|推进|推动|加强|健全|完善|优化|提升|构建|建设|发展|落实|实施|强化|加大|扩大|培育|促进|支持|规范|创新"
)
_GOAL = re.compile(r"目标[和与及、]?(?:主要|重点)?任务|^(?!.*(?:任务|措施|举措)).*(?:目标|指标)")
_LONGEST = 30


class Headings:
    """The headings of a document by clause path."""

    def __init__(self, clauses: Sequence[Clause]) -> None:
        self._headings = {clause.path: clause.heading[:_LONGEST] for clause in clauses}

    def speak_of_past(self, clause: Clause | None) -> bool | None:
        """By the nearest heading that says outright, else by the verb of the nearest (优化…); None where none says."""
        above = list(self._above(clause))
        for heading in above:
            if _PAST.search(heading):
                return True
            if _SETS.search(heading):
                return False
        return False if any(_FORWARD.search(heading) for heading in above) else None

    def set_goals(self, clause: Clause | None) -> bool:
        return any(_GOAL.search(heading) for heading in self._above(clause))

    def _above(self, clause: Clause | None) -> Iterator[str]:
        """From the clause's own heading upwards."""
        parts = clause.path.split("/") if clause else []
        for count in range(len(parts), 0, -1):
            yield self._headings.get("/".join(parts[:count]), "")
