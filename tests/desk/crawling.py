"""Going through the desk as somebody sees it: the links of each page, and the forms on it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any, cast
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from django.http import HttpResponse
from django.test import Client

#: So many queries of one page are looked at: a calendar goes on for ever.
QUERIES = 2

Attributes = list[tuple[str, str | None]]


class Links(HTMLParser):
    """The addresses that a page links to, loads or sends a question to."""

    def __init__(self) -> None:
        """Of no page yet."""
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        """Take what the element names."""
        said = dict(attrs)
        if tag == "form" and (said.get("method") or "").lower() == "post":
            return
        names = ("href", "src", "action", "hx-get")
        self.found += [value for name in names if (value := said.get(name))]


@dataclass
class Form:
    """A form that acts: where it is sent, and what is in it before anybody types."""

    url: str
    #: Names with their values; of a choice the first one.
    fields: dict[str, str] = field(default_factory=dict)
    #: Names of fields into which anything can be typed.
    typed: set[str] = field(default_factory=set)

    @property
    def names(self) -> tuple[str, ...]:
        """What it asks for."""
        return tuple(sorted(self.fields))


class Forms(HTMLParser):
    """The forms of a page that act."""

    def __init__(self, url: str) -> None:
        """Of a page at an address."""
        super().__init__()
        self.found: list[Form] = []
        self._url = url
        self._form: Form | None = None
        self._texts = ""
        self._choice = ""

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        """Begin a form, or take a field of it."""
        said = {name: value or "" for name, value in attrs}
        if tag == "form" and said.get("method", "").lower() == "post":
            self._form = Form(urljoin(self._url, said.get("action") or self._url))
            self.found.append(self._form)
        elif self._form is not None:
            self._take(tag, said)

    def _take(self, tag: str, said: dict[str, str]) -> None:
        assert self._form
        name, fields = said.get("name", ""), self._form.fields
        if tag == "option" and self._choice:
            fields[self._choice] = fields[self._choice] or said.get("value", "")
        if not name or name == "csrfmiddlewaretoken":
            return
        if tag in {"input", "button"}:
            fields.setdefault(name, said.get("value", ""))
            if said.get("type", "text") not in {"radio", "checkbox", "hidden", "submit", "file"}:
                self._form.typed |= {name} if tag == "input" else set()
        elif tag == "textarea":
            fields.setdefault(name, "")
            self._form.typed.add(name)
            self._texts = name
        elif tag == "select":
            fields.setdefault(name, "")
            self._choice = name

    def handle_data(self, data: str) -> None:
        """Take what a field of several lines holds."""
        if self._form is not None and self._texts:
            self._form.fields[self._texts] += data.removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        """End a form, or a field of it."""
        if tag == "textarea":
            self._texts = ""
        elif tag == "select":
            self._choice = ""
        elif tag == "form":
            self._form = None


def crawled(browser: Client, *begin: str) -> Iterator[tuple[str, str, HttpResponse]]:
    """Each address that can be come to, where it was linked, and what it answers."""
    came = dict.fromkeys(begin, "")
    waiting = list(begin)
    asked = Counter[str]()
    while waiting:
        url = waiting.pop(0)
        answer = cast("HttpResponse", browser.get(url))
        yield url, came[url], answer
        for found in _leads_to(url, answer):
            path = found.partition("?")[0]
            if found not in came and asked[path] < QUERIES:
                asked[path] += 1
                came[found] = url
                waiting.append(found)


def text_of(answer: Any) -> str:  # noqa: ANN401 - the answer of a test's browser
    """What an answer says, whole."""
    parts = cast("Iterable[bytes]", answer if answer.streaming else [answer.content])
    return b"".join(parts).decode(errors="replace")


def is_page(answer: HttpResponse) -> bool:
    """Whether it is a page of HTML."""
    return str(answer.get("Content-Type", "")).startswith("text/html")


def forms_of(url: str, answer: Any) -> list[Form]:  # noqa: ANN401 - the answer of a test's browser
    """The forms of a page that act, each where it is sent."""
    if not is_page(answer):
        return []
    parser = Forms(url)
    parser.feed(text_of(answer))
    return parser.found


def _leads_to(url: str, answer: HttpResponse) -> Iterator[str]:
    if answer.status_code in {301, 302, 303}:
        said = [answer["Location"]]
    elif is_page(answer):
        links = Links()
        links.feed(text_of(answer))
        said = links.found
    else:
        said = []
    for each in said:
        parts = urlsplit(urljoin(f"http://testserver{url}", each))
        if parts.netloc == "testserver" and not parts.path.startswith("/static/"):
            yield parts.path + _asked(parts.query)


def _asked(query: str) -> str:
    """A query without where one goes on afterwards: that makes no other page."""
    said = [each for each in parse_qsl(query) if each[0] != "next"]
    return f"?{urlencode(said)}" if said else ""
