"""Work done in the background: `@job("name")` names a function, `defer` asks for it, inside the caller's transaction."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings

from laoyou.access.scope import Actor, acting_as, load_actor

Work = Callable[..., None]
Named = TypeVar("Named", bound=Work)
_JOBS: dict[str, Work] = {}


class UnknownJob(LookupError):
    """A job was asked for under a name that no package gave."""


def job(name: str) -> Callable[[Named], Named]:
    """Names `work(actor, **arguments)`. It runs as whoever asked, with the roles they hold by then; it opens no scope itself.

    A job may run twice when a worker dies: what it does must be idempotent.
    """

    def keep(work: Named) -> Named:
        if _JOBS.setdefault(name, work) is not work:
            raise ValueError(f"two jobs are called {name}")
        return work

    return keep


def defer(name: str, *, by: Actor, **arguments: Any) -> None:
    """Ask for a job; it starts when the transaction is kept. `arguments` are JSON and never hold personal data."""
    if name not in _JOBS:
        raise UnknownJob(name)
    if settings.JOBS == "inline":
        _JOBS[name](by, **arguments)
        return
    from laoyou.jobs.tasks import run

    run.defer(name=name, user_id=by.user_id, username=by.username, arguments=arguments)


def perform(name: str, user_id: int | None, username: str, arguments: dict[str, Any]) -> None:
    """What the worker does: the whole job in one transaction, held to the rows of whoever asked."""
    if name not in _JOBS:
        raise UnknownJob(name)
    actor = Actor.system(username) if user_id is None else load_actor(user_id, username)
    with acting_as(actor):
        _JOBS[name](actor, **arguments)
