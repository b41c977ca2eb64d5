"""The forms that a text can come in: each becomes plain text that knows its original offsets."""

from troth.guard.forms.mail import mail
from troth.guard.forms.markdown import markdown
from troth.guard.forms.tables import bars
from troth.guard.forms.web import web
from troth.guard.text.normal import normal
from troth.guard.text.plain import Plain, edited

FORMS = ("text", "markdown", "html", "email")
_READERS = {"markdown": markdown, "html": web, "email": mail}


def plain_of(text: str, form: str) -> Plain:
    """The text without its markup, in lower case and one spelling."""
    return normal(source_of(text, form))


def source_of(text: str, form: str) -> Plain:
    """The text without its markup, as it was spelled."""
    reader = _READERS.get(form)
    return reader(text) if reader else edited(Plain(text), bars(text))
