"""Which step a task may take. Pure; the words for a refusal lie with the action."""

from dataclasses import dataclass

STEPS = ("confirm", "return", "strike", "reopen")
NEEDS_REASON = frozenset({"return", "strike", "reopen"})
BECOMES = {"confirm": "done", "return": "open", "strike": "struck", "reopen": "open"}


@dataclass(frozen=True, slots=True)
class Stand:
    """`kind` and `state` "" while the task is not sorted; `evidence`: a file on the claim, or on an entry after it."""

    kind: str = ""
    state: str = ""
    evidence: bool = False


def refusal(step: str, stand: Stand) -> str:
    """Why a step cannot be taken: not_sorted, not_claimed, no_evidence, not_over, not_finished; "" when it can."""
    if not stand.kind:
        return "not_sorted"
    if step in {"confirm", "return"}:
        if stand.state != "claimed":
            return "not_claimed"
        return "no_evidence" if step == "confirm" and not stand.evidence else ""
    if step == "strike":
        ended = stand.kind == "standing" and stand.state == "open"
        return "" if ended or stand.state == "done" else "not_over"
    return "" if stand.state in {"done", "struck"} else "not_finished"
