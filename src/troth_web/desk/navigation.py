"""Every page of the desk in one place, in the order in which the side lists them.

A page that is not there yet, or that the reader may not open, is left out.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from troth_web.desk.reader import reader_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page that can be gone to from everywhere."""

    #: The name of its address.
    name: str
    label: str | Lazy
    #: The permission without which it is not listed.
    needs: str
    #: Whether its address begins those of other pages, which then count as part of it.
    whole: bool = True


PAGES = (
    Page(name="desk_today", label=_("Today"), needs="promises.read", whole=False),
    Page(name="desk_promises", label=_("Promises"), needs="promises.read"),
    Page(name="desk_customers", label=_("Customers"), needs="customers.read"),
    Page(name="desk_compose", label=_("Compose"), needs="guard.check"),
    Page(name="desk_say", label=_("Say"), needs="may.promise"),
    Page(name="desk_playbook", label=_("Playbook"), needs="editions.read"),
    Page(name="desk_friction", label=_("Friction"), needs="editions.check"),
    Page(name="desk_principles", label=_("Principles"), needs="precepts.read"),
    Page(name="desk_learn", label=_("Learn"), needs="guidelines.read"),
    Page(name="desk_settings", label=_("Settings"), needs="people.list"),
)


@dataclass(frozen=True, slots=True)
class Link:
    """A line of the navigation."""

    url: str
    label: str
    current: bool


def links(request: HttpRequest) -> Iterator[Link]:
    """What this reader can go to."""
    reader = reader_of(request)
    for page in PAGES:
        if not reader.may(page.needs):
            continue
        try:
            url = reverse(page.name)
        except NoReverseMatch:
            continue
        here = request.path
        yield Link(url, str(page.label), here == url or (page.whole and here.startswith(url)))
