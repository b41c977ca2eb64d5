"""Fields of forms that several pages share."""

from datetime import UTC
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

#: Years that a person means; at the ends of time no other zone can be told.
_FIRST_YEAR, _LAST_YEAR = 1900, 2200


class Words(forms.CharField):
    """Words of people: several lines, up to 10,000 characters."""

    def __init__(self, *, rows: int = 4, **kwargs: Any) -> None:
        """Words of so many lines to begin with."""
        widget = forms.Textarea(attrs={"rows": rows, "dir": "auto"})
        super().__init__(**{"max_length": 10_000, **kwargs}, widget=widget)


class Instant(forms.DateTimeField):
    """An instant on the reader's wall; it becomes aware in their zone."""

    def clean(self, value: Any) -> Any:  # noqa: ANN401 - whatever was sent
        """The instant in UTC, as the ledger keeps it."""
        found = super().clean(value)
        if found and not _FIRST_YEAR <= found.year <= _LAST_YEAR:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return found.astimezone(UTC) if found else found

    def __init__(self, **kwargs: Any) -> None:
        """A day with a time."""
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"]
        super().__init__(widget=widget, input_formats=formats, **kwargs)


class Happened(Instant):
    """When something happened, where that is not now."""

    def __init__(self) -> None:
        """Left empty it is now."""
        super().__init__(
            label=_("When"), help_text=_("Leave it empty if it is now."), required=False
        )


class Channel(forms.CharField):
    """The way in which something was said."""

    def __init__(self) -> None:
        """A word, such as phone."""
        super().__init__(
            label=_("By which way"),
            help_text=_("Such as e-mail, phone, chat."),
            max_length=200,
            required=False,
        )
