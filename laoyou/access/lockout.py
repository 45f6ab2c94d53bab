"""How many wrong passwords lock an account, counted in the table that all server processes share."""

import datetime

from django.conf import settings
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

from laoyou.access.models import SignInEvent, User

PER_ADDRESS = 5
PER_ACCOUNT = 20  # from all addresses together, against guessing from many


def remember(*, username: str, ip: str | None, kind: str) -> None:
    SignInEvent.objects.create(at=timezone.now(), username=_kept(username), ip=ip, kind=kind)


def _kept(typed: str) -> str:
    """What is typed in place of a name may be a password or somebody's ID number, and these rows are never destroyed."""
    name = typed.strip()[:64]
    known = User.objects.filter(username=name).exists()
    return (
        name
        if known
        else f"?{salted_hmac('laoyou.access.lockout', name, algorithm='sha256').hexdigest()[:40]}"
    )


def is_locked(username: str, ip: str | None) -> bool:
    """Whether this account takes no password from this address now."""
    failures = _recent_failures(_kept(username))
    return len(failures) >= PER_ACCOUNT or sum(1 for address in failures if address == ip) >= PER_ADDRESS


def locked_usernames(usernames: list[str]) -> set[str]:
    """Of these, the accounts locked from at least one address."""
    return {name for name in usernames if _locked_somewhere(_recent_failures(name))}


def _locked_somewhere(failures: list[str | None]) -> bool:
    return len(failures) >= PER_ACCOUNT or any(failures.count(ip) >= PER_ADDRESS for ip in set(failures))


def _recent_failures(username: str) -> list[str | None]:
    """Addresses of the failures within the lock-out time, after the last success or unlocking."""
    events = SignInEvent.objects.filter(username=username)
    start = timezone.now() - datetime.timedelta(minutes=settings.LOCKOUT_MINUTES)
    reset = events.filter(~Q(kind=SignInEvent.Kind.FAILED)).aggregate(last=Max("id"))["last"] or 0
    failed = events.filter(kind=SignInEvent.Kind.FAILED, at__gt=start, id__gt=reset)
    return list(failed.values_list("ip", flat=True))
