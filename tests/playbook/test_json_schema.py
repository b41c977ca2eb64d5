"""The JSON Schema that editors use: valid itself, and of one mind with `load`."""

from datetime import date

import pytest
from jsonschema import Draft202012Validator

from troth.playbook.compose import compose
from troth.playbook.files import Source
from troth.playbook.json_schema import json_schema
from troth.playbook.problems import Problems
from troth.playbook.schema.playbook import Sections
from troth.playbook.shape import fields, parts
from troth.playbook.starter import starter_text

VALIDATOR = Draft202012Validator(json_schema())
HEAD = "troth: 1\ncompany: A\n"


def mistakes(text: str) -> list[str]:
    """What the schema says against a text."""
    (root,) = compose([Source("playbook.yaml", text)], Problems())
    return [error.message for error in VALIDATOR.iter_errors(root)]


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(VALIDATOR.schema)


def test_the_starter_fits() -> None:
    assert mistakes(starter_text("A", date(2026, 12, 1))) == []


@pytest.mark.parametrize(
    "text",
    [
        "troth: 2\ncompany: A\n",
        "troth: 1\n",
        HEAD + "standarts: {}\n",
        HEAD + "teams: {A_b: {calendar: desk}}\n",
        HEAD + "teams: {a: {}}\n",
        HEAD + "teams: {a: {supplier: false}}\n",
        HEAD + "calendars: {a: {hours: 24/7}}\n",
        HEAD + "calendars: {a: {hours: 24/7, timezone: UTC, sum: [b]}}\n",
        HEAD + "metrics: {a: {kind: length}}\n",
        HEAD + "standards: {a: {metric: reply, team: support}}\n",
        HEAD + "waivers: [{code: TR1}]\n",
        HEAD + "about: [a]\n",
    ],
)
def test_a_mistake_of_form_does_not_fit(text: str) -> None:
    assert mistakes(text)


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "teams: {a: {supplier: true}}\n",
        HEAD + "about: 2027\n",
        HEAD + "calendars: {a: {of: b, except: [c]}, c: {ical: c.ics, timezone: UTC}}\n",
    ],
)
def test_what_loads_fits(text: str) -> None:
    assert mistakes(text) == []


def test_every_key_is_described_in_a_sentence() -> None:
    schema = json_schema()
    described = {"": schema, **schema["$defs"]}
    for part in parts(Sections):
        keys = described["" if part is Sections else part.__name__]["properties"]
        assert set(keys) == set(fields(part))
        assert all(key["description"].endswith(".") for key in keys.values())


def test_no_key_may_be_null() -> None:
    assert "null" not in str(json_schema())
