"""From files to a playbook, or to every problem of form at once."""

from collections.abc import Sequence
from pathlib import Path as FilePath

from pydantic import ValidationError

from troth.playbook.calendar_problems import calendar_problems
from troth.playbook.calendars import Calendars
from troth.playbook.compose import compose
from troth.playbook.files import Source, is_folder, read
from troth.playbook.kinds import unfit_terms
from troth.playbook.merge import merged
from troth.playbook.playbook import Playbook
from troth.playbook.problems import MOST_PROBLEMS, InvalidPlaybookError, Problems
from troth.playbook.references import dangling, undeclared_facets
from troth.playbook.tree import Document
from troth.playbook.validate import problems_of


def load(path: str | FilePath) -> Playbook:
    """The playbook in a YAML file, or in all of them below a folder.

    Raises:
        InvalidPlaybookError: with every problem of form in every file, sorted.
    """
    problems = Problems()
    return loads(read(FilePath(path), problems), FilePath(path), problems)


def load_text(text: str, name: str) -> Playbook:
    """The playbook in a text that lies in no file; `name` is what its places are told by.

    Raises:
        InvalidPlaybookError: with every problem of form, sorted.
    """
    return loads([Source(name, text)], FilePath(name))


def loads(sources: Sequence[Source], path: FilePath, problems: Problems | None = None) -> Playbook:
    """The playbook at `path` from texts that were already read; `problems` are those of reading.

    Raises:
        InvalidPlaybookError: with every problem of form in every text, sorted.
    """
    found = problems or Problems()
    # Without one of its files, a playbook would seem to be full of dangling references.
    whole = not found
    roots = compose(sources, found)
    folder = path if is_folder(path) else path.parent
    document = merged(roots, [source.name for source in sources], folder, found)
    playbook = None
    if whole and len(roots) == len(sources):
        playbook = _validated(document, sources, found)
    if found or playbook is None:
        raise InvalidPlaybookError(str(path), found)
    return playbook


def _validated(
    document: Document, sources: Sequence[Source], problems: Problems
) -> Playbook | None:
    for look in (dangling, undeclared_facets, unfit_terms, calendar_problems):
        problems.add_all(look(document))
    try:
        playbook = Playbook.model_validate(document.root)
    except ValidationError as error:
        problems.add_all(problems_of(error, document, sources))
        problems.more |= error.error_count() > MOST_PROBLEMS
        return None
    playbook._document = document
    playbook._calendars = Calendars(playbook.calendars, document)
    return playbook
