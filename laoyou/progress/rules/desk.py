"""The desks that a draft passes inside a unit: drafted, reviewed, signed. Pure.

A desk that nobody holds is left out, so that a lone clerk files directly, as a unit does that signs on paper.
"""

DRAFT, IN_REVIEW, TO_SIGN, FILED = "draft", "in_review", "to_sign", "filed"
SIGNS_AT = {IN_REVIEW: "reviewer", TO_SIGN: "signer"}


def after(stage: str, *, reviewers: bool, signers: bool) -> str:
    """Where a draft goes when the desk at `stage` lets it pass."""
    if stage == DRAFT and reviewers:
        return IN_REVIEW
    if stage in {DRAFT, IN_REVIEW} and signers:
        return TO_SIGN
    return FILED
