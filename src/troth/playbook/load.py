"""From files to a playbook, or to every problem of form at once."""

from collections.abc import Sequence
from pathlib import Path as FilePath

from pydantic import ValidationError

from troth.playbook.calendar_problems import calendar_problems
from troth.playbook.calendars import Calendars
from troth.playbook.compose import compose
from troth.playbook.files import Source, read
from troth.playbook.kinds import unfit_terms
from troth.playbook.merge import merged
from troth.playbook.playbook import Playbook
from troth.playbook.problems import InvalidPlaybookError, Problem
from troth.playbook.references import dangling, undeclared_facets
from troth.playbook.tree import Document
from troth.playbook.validate import problems_of


def load(path: str | FilePath) -> Playbook:
    """The playbook in a YAML file, or in all of them below a folder.

    Raises:
        InvalidPlaybookError: with every problem of form in every file, sorted.
    """
    problems: list[Problem] = []
    return loads(read(FilePath(path), problems), FilePath(path), problems)


def loads(sources: Sequence[Source], path: FilePath, problems: Sequence[Problem] = ()) -> Playbook:
    """The playbook at `path` from texts that were already read; `problems` are those of reading.

    Raises:
        InvalidPlaybookError: with every problem of form in every text, sorted.
    """
    found = list(problems)
    roots = [
        compose(source.text, source.name, number, found) for number, source in enumerate(sources)
    ]
    whole = [root for root in roots if root is not None]
    folder = path if path.is_dir() else path.parent
    document = merged(whole, [source.name for source in sources], folder, found)
    playbook = None
    if sources and len(whole) == len(sources) and not problems:
        playbook = _validated(document, sources, found)
    if found or playbook is None:
        raise InvalidPlaybookError(str(path), found)
    return playbook


def _validated(
    document: Document, sources: Sequence[Source], problems: list[Problem]
) -> Playbook | None:
    problems += dangling(document)
    problems += undeclared_facets(document)
    problems += unfit_terms(document)
    problems += calendar_problems(document)
    try:
        playbook = Playbook.model_validate(document.root)
    except ValidationError as error:
        problems += problems_of(error, document, sources)
        return None
    playbook._document = document
    playbook._calendars = Calendars(playbook.calendars, document)
    return playbook
