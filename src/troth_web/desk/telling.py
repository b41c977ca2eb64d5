"""What comes from the core, in the reader's language: findings, verdicts, refusals.

told(finding.message)    # Nichts verwendet die Messgröße first-reply.
"""

from datetime import date, datetime
from decimal import Decimal
from functools import cache, lru_cache
from string import Formatter

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext, ngettext, pgettext

from troth.said import Day, Said, Shown, again
from troth_web.desk.catalogue.po import LOCALE, files, messages


def told(text: str) -> str:
    """A text in the reader's language; as it stands where it is no sentence of the core."""
    return text.told(_template, _written) if isinstance(text, Said) else text


def told_again(text: str) -> str:
    """A text that was kept in English in the reader's language; as it stands where it is none."""
    return told(_again(str(text)))


@lru_cache(maxsize=4096)
def _again(text: str) -> str:
    return again(text, _sentences())


@cache
def _sentences() -> tuple[Said, ...]:
    """Everything that may have been kept; what says most by itself stands first."""
    language = min(path.name for path in LOCALE.iterdir() if path.is_dir())
    texts = {
        one.text
        for path in files(language)
        for one in messages(path)
        if " " in one.text and not (one.context or one.plural or "%(" in one.text)
    }
    return tuple(sorted(map(_unfilled, texts), key=lambda said: (-len(said), said)))


def _unfilled(template: str) -> Said:
    names = (name for _, name, _, _ in Formatter().parse(template) if name)
    return Said(template, dict.fromkeys(names, ""))


def _template(sentence: Said) -> str:
    if sentence.plural:
        return ngettext(sentence.template, sentence.plural, sentence.n)
    if sentence.context:
        return pgettext(sentence.context, sentence.template)
    # gettext answers nothing with the head of its file.
    return gettext(sentence.template) if sentence.template else ""


def _written(value: object) -> str:
    if isinstance(value, Day):
        return date_format(value.at, _shape(value.shown))
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), pgettext("day and time", "D j M Y, H:i"))
    if isinstance(value, date):
        return date_format(value, _shape(Shown.FULL))
    if not isinstance(value, int | Decimal):
        return str(value)
    places = max(0, -int(value.as_tuple().exponent)) if isinstance(value, Decimal) else 0
    return number_format(value, places, force_grouping=True)


def _shape(shown: Shown) -> str:
    return {
        Shown.FULL: pgettext("date of another year", "D j M Y"),
        Shown.THIS_YEAR: pgettext("date of this year", "D j M"),
        Shown.SHORT: pgettext("day and month", "j M"),
        Shown.MONTH: pgettext("month and year", "M Y"),
        Shown.WEEKDAY: "D",
        Shown.MONTH_ALONE: "M",
    }[shown]
