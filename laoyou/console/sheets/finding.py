"""What an address of sheets names, as far as the person may; all else is 404."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest

from laoyou.console.loading import acting
from laoyou.sheets import queries, targets
from laoyou.sheets.models import Batch, Mapping
from laoyou.sheets.targets import Target


@dataclass(frozen=True)
class Found:
    batch: Batch
    target: Target
    standing: str

    @property
    def mark(self) -> str:
        return f"sheet_{self.standing}"

    @property
    def idle(self) -> bool:
        """Writing would change nothing: each good line stands in the register as it is. Lists that are compared say otherwise."""
        one = self.batch
        return self.standing == "checked" and 0 < one.same == one.good and not one.details

    @property
    def compares(self) -> bool:
        """A full list, whose differences wait to be confirmed; the register stays as it is."""
        return bool(self.target.compares)

    @property
    def differences(self) -> list[tuple[str, int]]:
        """What the comparison found, or would find: each in words with its number."""
        known = self.batch.details
        return [(str(word), known.get(key, 0)) for key, word in self.target.compares.items()]

    @property
    def running(self) -> bool:
        return self.standing in {"waiting", "checking", "applying"}


def target_or_404(request: HttpRequest) -> Target | None:
    """The target that the query names; None where it names none."""
    key = request.GET.get("target", "")
    if not key:
        return None
    found = targets.target(key)
    if found is None or found not in queries.allowed(acting(request)):
        raise Http404
    return found


def batch_or_404(request: HttpRequest, pk: int) -> Found:
    batch = queries.batch(acting(request), pk)
    target = targets.target(batch.target) if batch else None
    if batch is None or target is None:
        raise Http404
    return Found(batch, target, queries.standing(batch))


def mapping_or_404(request: HttpRequest, pk: int) -> Mapping:
    found = queries.mapping(acting(request), pk)
    if found is None:
        raise Http404
    return found
