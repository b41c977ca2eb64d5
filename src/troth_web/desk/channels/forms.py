"""Forms of connectors: what a mapping and people look like to whoever writes them."""

from collections.abc import Mapping
from typing import Any

import yaml
from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from pydantic_core import from_json, to_json

from troth.errors import TrothError
from troth.playbook.compose import compose
from troth.playbook.files import Source
from troth.playbook.problems import Problems
from troth_web.api.parsing import parsed
from troth_web.api.problems import RefusedError
from troth_web.api.refusals import problem_of
from troth_web.connectors.kinds import PROVIDERS
from troth_web.connectors.managing import Wanted
from troth_web.connectors.mapping import CaseMapping
from troth_web.desk.acting import ActForm
from troth_web.desk.setting import colleagues
from troth_web.desk.telling import told
from troth_web.people.models import Person

#: Characters of a mapping, and of a payload to try.
LONGEST_MAPPING, LONGEST_PAYLOAD = 50_000, 200_000

#: What a mapping of one's own begins as.
EXAMPLE = """source:
  case: ticket.id
  at: ticket.changed
  customer: {email: ticket.by}
  events:
    - name: asked
      when: [{path: type, equals: new}]
    - name: answered
      when: [{path: type, equals: reply}]
rules:
  - {event: asked, does: make, metric: first-reply}
  - {event: answered, does: keep, metric: first-reply}
"""


class Long(forms.CharField):
    """A text for machines, over several lines."""

    def __init__(self, *, rows: int, **more: Any) -> None:
        """A text of so many lines to begin with."""
        attrs = {"rows": rows, "spellcheck": "false", "class": "mono", "dir": "ltr"}
        super().__init__(widget=forms.Textarea(attrs=attrs), strip=False, **more)

    def has_changed(self, initial: Any, data: Any) -> bool:  # noqa: ANN401 - as Django has it
        """Whether somebody wrote something; browsers send line ends of their own."""
        return super().has_changed(initial, str(data or "").replace("\r\n", "\n"))


class MappingField(Long):
    """Which event does what, as YAML or JSON."""

    def clean(self, value: Any) -> Any:  # noqa: ANN401 - whatever was sent
        """The mapping as plain values; None where nothing is said."""
        text = super().clean(value)
        return mapping_of(text) if text and text.strip() else None


def mapping_of(text: str) -> dict[str, Any]:
    """The values of a text.

    Raises:
        ValidationError: it holds no mapping, with the line at which it ends to be one.
    """
    problems = Problems()
    roots = compose([Source("", text)], problems)
    if problems or not roots:
        said = [
            gettext("Line %(line)d: %(what)s")
            % {"line": each.place.line, "what": f"{told(each.wrong)}; {told(each.right)}"}
            for each in problems.found
        ]
        raise forms.ValidationError(said or [gettext("This holds no mapping of keys.")])
    found: dict[str, Any] = from_json(to_json(roots[0]))
    return found


def mapping_text(mapping: CaseMapping) -> str:
    """A mapping as somebody would write it."""
    values = mapping.model_dump(mode="json", exclude_defaults=True)
    return yaml.safe_dump(values, sort_keys=False, allow_unicode=True, default_flow_style=None)


class PeopleField(Long):
    """Who is who at a chat: an id there and a colleague's address, one in a line."""

    def clean(self, value: Any) -> Any:  # noqa: ANN401 - whatever was sent
        """Ids of people by their ids at the chat."""
        return dict(map(_who, filter(str.strip, str(super().clean(value)).splitlines())))


def _who(line: str) -> tuple[str, str]:
    there, _, address = " ".join(line.split()).partition(" ")
    person = Person.objects.filter(email=address.lower(), active=True).first()
    if person is None:
        said = gettext("“%(line)s” names nobody who works here: write the id, then their e-mail.")
        raise forms.ValidationError(said % {"line": line.strip()[:100]})
    return there, str(person.pk)


def people_text(people: Mapping[str, str]) -> str:
    """The same as somebody would write it."""
    known = {str(pk): email for pk, email in Person.objects.values_list("pk", "email")}
    return "\n".join(f"{there} {known.get(person, '')}" for there, person in people.items())


class ConnectorForm(ActForm):
    """A way in."""

    name = forms.CharField(label=_("What people call it"), max_length=200)
    owner = forms.ChoiceField(label=_("Who answers for it"), choices=colleagues)
    secret = forms.CharField(
        label=_("Its secret"),
        help_text=_("Only where the other system has made one already. Empty: one is made."),
        max_length=500,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "mono", "dir": "ltr"}),
    )
    active = forms.BooleanField(
        label=_("It is open"),
        help_text=_("Shut, it takes nothing in until it is opened again."),
        required=False,
    )
    people = PeopleField(
        rows=4,
        label=_("Who is who"),
        help_text=_("The id at the chat and the colleague's e-mail, one in a line."),
        max_length=LONGEST_MAPPING,
        required=False,
    )
    mapping = MappingField(
        rows=14,
        label=_("Which event does what"),
        help_text=_("As YAML. Left empty, it is what suits this kind of system."),
        max_length=LONGEST_MAPPING,
        required=False,
    )

    def of_kind(self, kind: str, *, new: bool) -> None:
        """Ask only for what connectors of a kind have, at this time."""
        if kind not in PROVIDERS:
            del self.fields["mapping"]
        elif kind == "generic" and new:
            self.fields["mapping"].required = True
            self.fields["mapping"].initial = EXAMPLE
        if kind != "slash":
            del self.fields["people"]
        del self.fields["active" if new else "secret"]

    def wanted(self) -> Wanted:
        """What the operation is told; what is empty stays, and so does an untouched mapping."""
        said = {name: self.cleaned_data.get(name) for name in _WANTED}
        if "active" in self.fields and "mapping" not in self.changed_data:
            said["mapping"] = None
        return Wanted(**{name: None if value == "" else value for name, value in said.items()})

    def refuse(self, error: TrothError | RefusedError) -> None:
        """Say each mistake of a mapping with its place."""
        super().refuse(error)
        for each in problem_of(error).errors:
            where = str(each["where"])
            if where.startswith("mapping") and "mapping" in self.fields:
                place = where.removeprefix("mapping").lstrip(".")
                says = told(str(each["message"]))
                self.add_error("mapping", f"{place}: {says}" if place else says)


_WANTED = ("name", "owner", "secret", "active", "people", "mapping")


class SecretForm(ActForm):
    """Another secret."""

    secret = forms.CharField(
        label=_("The new secret"),
        help_text=_("As the other system shows it. Empty: one is made."),
        max_length=500,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "mono", "dir": "ltr"}),
    )
    hours = forms.IntegerField(
        label=_("For so many hours the one before is good too"),
        min_value=0,
        max_value=720,
        initial=24,
    )


class TryForm(ActForm):
    """A payload to try."""

    payload = Long(
        rows=12,
        label=_("What the other system would send (JSON)"),
        max_length=LONGEST_PAYLOAD,
    )

    def clean_payload(self) -> object:
        """Its JSON values."""
        try:
            return parsed(self.cleaned_data["payload"].encode())
        except RefusedError as error:
            raise forms.ValidationError(told(str(error))) from None
