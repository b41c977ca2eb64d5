"""Whatever stands in a file: a playbook, or its problems; never another error."""

from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from troth.playbook import InvalidPlaybookError, Problem, load
from troth.playbook.schema.playbook import Sections
from troth.playbook.shape import fields, parts
from troth.playbook.starter import starter_text

STARTER = starter_text("Northwind Air", date(2026, 12, 1))
KEYS = sorted({key for part in parts(Sections) for key in fields(part)})
WORDS = [
    *("a", "A_b", "within 1 hour", "within 1 business day", "EUR 20", "3 per trip", "always"),
    *("2026-12-01", "24/7", "Mo-Fr 09:00-17:00", "Europe/Berlin", "DE-BE", "duration", "money"),
    *("*", "~", "true", "NO", "a.ics", "\0", "\ud7ff", "é", "'", "{", "x" * 300, "../../a"),
]

scalars = st.one_of(
    st.sampled_from(WORDS),
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=8),
)
keys = st.one_of(st.sampled_from(KEYS), st.sampled_from(["a", "b", "fare", "2026-12-01"]))
values = st.recursive(
    scalars,
    lambda below: st.lists(below, max_size=3) | st.dictionaries(keys, below, max_size=4),
    max_leaves=12,
)
playbooks = st.fixed_dictionaries(
    {"troth": st.just(1) | values, "company": st.just("A") | values},
    optional={key: values for key in fields(Sections) if key not in ("troth", "company")},
)

unhurried = settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def assert_loads_or_tells(file: Path) -> None:
    """The file is a playbook, or every problem names a place in it and both halves."""
    problems: tuple[Problem, ...] = ()
    try:
        load(file)
    except InvalidPlaybookError as error:
        problems = error.problems
    for problem in problems:
        assert problem.place.file == str(file)
        assert problem.place.line >= 1
        assert problem.place.column >= 1
        assert problem.wrong
        assert problem.right


@unhurried
@given(content=st.binary(max_size=200))
def test_any_bytes(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "playbook.yaml"
    file.write_bytes(content)
    assert_loads_or_tells(file)


@unhurried
@given(text=st.text(alphabet=st.sampled_from("ab:-[]{},'\"|>&*!%@#\n \t~1\\"), max_size=60))
def test_any_text_of_the_letters_of_yaml(tmp_path: Path, text: str) -> None:
    file = tmp_path / "playbook.yaml"
    file.write_text("troth: 1\ncompany: A\n" + text, "utf-8")
    assert_loads_or_tells(file)


@unhurried
@given(content=playbooks)
def test_any_values_under_the_keys_of_the_language(tmp_path: Path, content: object) -> None:
    file = tmp_path / "playbook.yaml"
    file.write_text(yaml.safe_dump(content, allow_unicode=False), "utf-8")
    assert_loads_or_tells(file)


@unhurried
@given(
    at=st.integers(0, len(STARTER)), length=st.integers(0, 40), text=st.sampled_from(["", *WORDS])
)
def test_any_slip_in_a_playbook(tmp_path: Path, at: int, length: int, text: str) -> None:
    file = tmp_path / "playbook.yaml"
    file.write_text(STARTER[:at] + text + STARTER[at + length :], "utf-8")
    assert_loads_or_tells(file)


@pytest.mark.parametrize("name", ["a\0b.yaml", "x" * 300 + ".yaml"])
def test_any_name_of_a_file(name: str) -> None:
    with pytest.raises(InvalidPlaybookError):
        load(name)
