"""What a customer can answer through their link. Nothing is preselected; no is easy as yes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from troth_web.desk.acting import ActForm
from troth_web.desk.fields import Words


class AgreeForm(ActForm):
    """Yes or no to another date, by the button that is pressed."""

    change = forms.CharField(widget=forms.HiddenInput, max_length=100)
    agrees = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")])


class ChooseForm(ActForm):
    """One of the options."""

    option = forms.ChoiceField(label=_("What you choose"), widget=forms.RadioSelect)
    understanding = Words(
        label=_("What you understand to get"),
        help_text=_("In your own words, so that both of us know."),
        required=False,
        rows=3,
    )

    def __init__(self, *args: Any, options: list[tuple[str, str]], **kwargs: Any) -> None:
        """With what is offered."""
        super().__init__(*args, **kwargs)
        field = self.fields["option"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = options


class SettleForm(ActForm):
    """Whether it was kept."""

    kept = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")])
    note = Words(label=_("If you like, say why"), required=False, rows=2)


class DoneForm(ActForm):
    """Their part is done."""

    note = Words(label=_("If you like, say how"), required=False, rows=2)


class SayForm(ActForm):
    """Something to say."""

    says = Words(
        label=_("Write to us about this"),
        help_text=_("Whoever looks after it reads it here. It stays on record."),
        min_length=1,
        rows=3,
    )


class CorrectForm(ActForm):
    """What was noted, put right."""

    says = Words(label=_("What is so"), min_length=1, rows=2)


class SignForm(ActForm):
    """Yes or no to a document as it stands, by the button that is pressed."""

    signs = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")])
    note = Words(label=_("If you like, say why"), required=False, rows=2)
