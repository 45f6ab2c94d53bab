"""How personal data show where they are not opened. Pure; there is no national rule, so the strictest usual one is taken."""


def number(hint: str) -> str:
    """An ID number by its last sign alone: birth date and county stand beside it, which would give away the rest."""
    return f"•••• {hint}" if hint else ""


def phone(text: str) -> str:
    """The first three and the last two signs."""
    return text if len(text) < 6 else text[:3] + "•" * (len(text) - 5) + text[-2:]


def name(text: str) -> str:
    """The family name's first sign; the rest as ＊, one a sign."""
    return text[:1] + "＊" * (len(text) - 1)
