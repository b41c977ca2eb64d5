"""A small playbook to begin with, complete enough to pass every check."""

import json
from datetime import date, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from string import Template

from troth.errors import TrothError

#: After how long the starter's promises are to be looked at again.
REVIEW_AFTER = timedelta(days=182)


class UnwritableStarterError(TrothError):
    """The starter has no place where it was to be written."""


def starter_text(company: str, today: date) -> str:
    """The playbook of a company, with dates that lie ahead of `today`."""
    template = Template(files("troth.playbook").joinpath("starter.yaml").read_text("utf-8"))
    return template.substitute(
        company=json.dumps(company, ensure_ascii=False),
        today=today,
        review=today + REVIEW_AFTER,
        new_years_eve=date(today.year, 12, 31),
    )


def write_starter(path: Path, *, company: str, at: datetime) -> None:
    """Write the starter to a file that is not there yet.

    Raises:
        UnwritableStarterError: the file is there, or cannot be written.
    """
    text = starter_text(company, at.date()).encode()
    try:
        with path.open("xb") as opened:
            opened.write(text)
    except FileExistsError:
        raise UnwritableStarterError(
            f"{path} is there already and was left as it is; name another file"
        ) from None
    except OSError as error:
        raise UnwritableStarterError(
            f"{path} cannot be written ({error.strerror}); name a file in a folder that is there"
        ) from None
