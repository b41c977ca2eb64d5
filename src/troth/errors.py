"""What can go wrong through no fault of troth: each error owns its sentence.

Every error that a user can mend is a `TrothError`; the command line prints it and exits with 2.
Findings about a valid playbook are not errors: see `troth.findings`.
"""


class TrothError(Exception):
    """Something that the user can mend. The text says what, where, and what would be right."""


def counted(number: int, thing: str, things: str = "") -> str:
    """`1 case`, `2,000 cases`: a count within a sentence."""
    return f"{number:,} {thing if number == 1 else things or f'{thing}s'}"


class MissingExtraError(TrothError):
    """A part of troth that was not installed was asked for."""

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(
            f"{what} needs the extra '{extra}', which is not installed; "
            f"pip install 'troth[{extra}]'"
        )
