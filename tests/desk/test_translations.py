"""Every text of the pages has its translation, which keeps what is filled in."""

import gettext
import io
import re

import pytest

from troth_web.desk.catalogue import Message, files, messages
from troth_web.desk.catalogue.mo import content
from troth_web.desk.catalogue.texts import in_code, in_core, in_template, said

FILLED = re.compile(r"%\(\w+\)[sdg]|%[sdg%]|\{\w+\}")
GERMAN = [(path.name, one) for path in files("de") for one in messages(path)]


def test_no_text_is_missing() -> None:
    known = {one.key for _, one in GERMAN}
    missing = sorted(
        {(text, path.name) for (c, text, p), path in said() if (c, text, p) not in known}
    )
    assert not missing, "run: python -m troth_web.desk.catalogue, then translate"


def test_nothing_is_left_empty_or_said_by_nobody() -> None:
    asked = {key for key, _ in said()}
    empty = [one.text for _, one in GERMAN if not one.translations or not all(one.translations)]
    unused = [(name, one.text) for name, one in GERMAN if one.key not in asked]
    assert not empty
    assert not unused


def test_no_text_is_translated_in_two_ways() -> None:
    ways: dict[tuple[str, str, str], set[tuple[str, ...]]] = {}
    for _, one in GERMAN:
        ways.setdefault(one.key, set()).add(one.translations)
    assert not [key for key, found in ways.items() if len(found) > 1]


@pytest.mark.parametrize("one", [one for _, one in GERMAN], ids=lambda one: one.text[:40])
def test_what_is_filled_in_is_kept(one: Message) -> None:
    wanted = sorted(FILLED.findall(one.plural or one.text))
    for number, text in enumerate(one.translations):
        found = sorted(FILLED.findall(text))
        # One is sometimes said without its figure.
        assert found == wanted or (one.plural and number == 0 and set(found) <= set(wanted)), text


def test_texts_are_found_in_code_and_templates() -> None:
    code = 'gettext("a"); ngettext("b", "bs", n); pgettext_lazy("in a list", "c"); gettext(name)'
    assert list(in_code(code)) == [("", "a", ""), ("", "b", "bs"), ("in a list", "c", "")]
    page = (
        '{% load i18n %}{% trans "a" %}{% blocktrans with n=x %}b {{ n }}{% endblocktrans %}'
        '{{ name|default:_("c") }}'
    )
    assert list(in_template(page)) == [("", "a", ""), ("", "b %(n)s", ""), ("", "c", "")]


def test_sentences_of_the_core_are_found_by_whatever_name() -> None:
    code = """from troth.said import said as worded, said_as, said_of
worded("a {b}", b=1); said_of(n, "b", "bs"); said_as("in a list", "c"); said("no sentence")
NotFoundError("promise", id)
"""
    assert list(in_core(code)) == [
        ("", "a {b}", ""),
        ("", "b", "bs"),
        ("in a list", "c", ""),
        ("kind", "promise", ""),
    ]


def test_what_is_compiled_is_what_gettext_reads() -> None:
    found = [
        Message("", "day", "days", ("Tag", "Tage")),
        Message("time", "open", "", ("offen",)),
        Message("", "left", "", ("",)),
    ]
    read = gettext.GNUTranslations(io.BytesIO(content(found)))
    assert read.ngettext("day", "days", 3) == "Tage"
    assert read.pgettext("time", "open") == "offen"
    assert read.gettext("left") == "left"
