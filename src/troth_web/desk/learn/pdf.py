"""The pages of a team as PDF: four at most, however much the playbook says."""

import io
from collections.abc import Iterator
from dataclasses import asdict, replace
from functools import lru_cache

from django.utils.translation import get_language, gettext
from pypdf import PdfReader

from troth.playbook.guidelines import guidelines
from troth.promises.editions import Edition
from troth_web.desk.learn.views import PagesView, pages_view
from troth_web.desk.pdf import pdf

#: So many pages, as nobody reads more on day one.
MOST_PAGES = 4
#: Of each size, clearly more letters than four pages hold: what is longer is not even tried.
_LETTERS = {10: 40_000, 9: 50_000, 8: 60_000}


def guidelines_pdf(edition: Edition, team: str) -> bytes:
    """The pages of a team, in the reader's language.

    Raises:
        KeyError: the playbook has no such team, or it is a supplier's.
        NoPdfError: this server sets none.
    """
    return _set(edition, team, get_language() or "en")


@lru_cache(maxsize=64)
def _set(edition: Edition, team: str, _language: str) -> bytes:
    view = pages_view(edition.playbook, guidelines(edition.playbook, team))
    made = b""
    length = len(str(view))
    for size, columns, shown in _layouts(view):
        if length > _LETTERS[size] and shown == view:
            continue
        made = pdf("guidelines", _data(shown, edition, size, columns, whole=shown == view))
        if len(PdfReader(io.BytesIO(made)).pages) <= MOST_PAGES:
            break
    return made


def _layouts(view: PagesView) -> Iterator[tuple[int, int, PagesView]]:
    """Size of letters, columns and content; each takes less room than the one before."""
    yield 10, 1, view
    yield 9, 2, view
    yield 8, 2, view
    moments = tuple(
        replace(each, lines=(), guide=(), questions=(), expects=()) for each in view.moments
    )
    yield 8, 2, replace(view, moments=moments)
    for most in (120, 60, 30, 15):
        yield 8, 2, _first(replace(view, moments=moments), most)


def _first(view: PagesView, most: int) -> PagesView:
    """So many of everything, each in a few lines at most."""
    left = most
    principles = []
    for each in view.principles:
        standards = tuple(
            replace(
                one,
                lines=tuple((label, _short(words)) for label, words in one.lines),
            )
            for one in each.standards[:left]
        )
        left -= len(standards)
        principles += [replace(each, text=_short(each.text), standards=standards)]
    few = most // 3
    return replace(
        view,
        about=_short(view.about),
        promise=_short(view.promise),
        voice=_short(view.voice),
        principles=tuple(each for each in principles if each.standards),
        moments=tuple(
            replace(each, what=_short(each.what), standards=each.standards[:3])
            for each in view.moments[:few]
        ),
        parts=tuple((what, _short(does)) for what, does in view.parts[:few]),
        claims=tuple((_short(words), by, agreed) for words, by, agreed in view.claims[:few]),
        never=tuple(_short(each) for each in view.never[:few]),
        amends=tuple((_short(words), roles) for words, roles in view.amends[:few]),
        stages=view.stages[:few],
    )


def _short(text: str) -> str:
    return text if len(text) <= 160 else f"{text[:159]}…"


def _data(
    view: PagesView, edition: Edition, size: int, columns: int, *, whole: bool
) -> dict[str, object]:
    version = edition.id.removeprefix("edition-")
    said = gettext("Version %s of the playbook") % version
    return {
        **asdict(view),
        "title": gettext("What %(team)s keeps") % {"team": view.name},
        "foot": f"{edition.playbook.company} · {view.name} · {said}",
        "version": said,
        "size": size,
        "columns": columns,
        "rest": "" if whole else gettext("There is more on the page itself, under Learn."),
        "words": {
            "promise": gettext("What we stand for"),
            "guidelines": gettext("Guidelines, by the principle that they serve"),
            "bare": gettext("Of no principle yet"),
            "parts": gettext("Our part of what several teams keep"),
            "moments": gettext("Where we meet customers"),
            "keep": gettext("We keep"),
            "stages": gettext("Our part in the customer’s way"),
            "claims": gettext("What is said in public and needs us"),
            "never": gettext("Nobody may promise"),
            "amends": gettext("When a promise broke"),
        },
    }
