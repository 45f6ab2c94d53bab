"""Reporting rules, duties and bodies held against the truth."""

from tests.conformance.reading.matching import Score, agrees, choices, overlaps, pair
from tests.conformance.reading.truth import Case, Json, plain


def _names(value: object) -> list[str]:
    return sorted(plain(name) for name in value) if isinstance(value, list) else []


def _days(item: Json) -> list[tuple[int | None, int | None]]:
    return sorted(((d.get("month"), d.get("day")) for d in item.get("deadlines") or []), key=str)


def reporting(case: Case, read: Json) -> dict[str, Score]:
    def same(truth: Json, got: Json) -> bool:
        whens = {plain(when) for when in choices(truth, "when")}
        return (
            overlaps(truth, got, case.text)
            and _names(got.get("who")) in [_names(who) for who in choices(truth, "who")]
            and agrees(truth, got, "to")
            and _days(truth) == _days(got)
            and (None in choices(truth, "when") or any(when in plain(got.get("when")) for when in whens))
        )

    score, _ = pair(
        case.truth.get("reporting", []),
        read.get("reporting", []),
        same,
        lambda t, g: overlaps(t, g, case.text),
        lambda r: f"@{r.get('span')} {r.get('who')} to={r.get('to')} when={r.get('when')} {_days(r)}",
    )
    return {"reporting": score}


def duties(case: Case, read: Json) -> dict[str, Score]:
    def same(truth: Json, got: Json) -> bool:
        teams = [truth["units"], *truth.get("unit_alt", []), *truth.get("units_alt", [])]
        roles = choices(truth, "role")
        return (
            overlaps(truth, got, case.text)
            and _names(got.get("units")) in [_names(team) for team in teams]
            and (None in roles or got.get("role") in roles)
        )

    score, _ = pair(
        case.truth.get("duties", []),
        read.get("duties", []),
        same,
        lambda t, g: overlaps(t, g, case.text),
        lambda d: f"@{d.get('span')} {d.get('units')} {d.get('role')} 「{d.get('what')}」",
    )
    return {"duties": score}


def bodies(case: Case, read: Json) -> dict[str, Score]:
    """A body by its name, and each of its posts as one item."""
    score, pairs = pair(
        case.truth.get("bodies", []),
        read.get("bodies", []),
        lambda t, g: agrees(t, g, "name"),
        lambda t, g: agrees(t, g, "name"),
        lambda b: f"{b['name']} with {len(b['posts'])} posts",
    )
    for truth, got in pairs:
        posts, _ = pair(truth["posts"], got["posts"], _post_agrees, _post_agrees, _post_shown)
        score.add(posts)
    return {"bodies": score}


def _post_agrees(truth: Json, got: Json) -> bool:
    return agrees(truth, got, "role") and agrees(truth, got, "post")


def _post_shown(post: Json) -> str:
    return f"post {post.get('role')}: {post.get('post')}"
