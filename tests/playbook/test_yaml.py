"""YAML as it comes: kinder than 1.1 where people stumble, and never a bomb."""

import pytest
from tests.playbook.conftest import Load, Problems


def test_no_and_on_and_times_stay_text(playbook: Load) -> None:
    loaded = playbook("never-promise: [NO, on, 12:30, 2026-12-24, 1.10, 007, 0x1F, 1e3]\n")
    assert loaded.never_promise == (
        *("NO", "on", "12:30", "2026-12-24"),
        *("1.10", "007", "0x1F", "1e3"),
    )


def test_a_number_may_stand_where_words_may(playbook: Load) -> None:
    assert playbook("about: 2027\n").about == "2027"


def test_an_empty_section_is_as_good_as_none(playbook: Load) -> None:
    assert playbook("claims:\n# all of them are commented out\n").claims == {}


def test_an_alias_repeats_what_its_anchor_says(playbook: Load) -> None:
    loaded = playbook(
        """
        duties:
          a: &same {says: Write to us, term: within 1 day}
          b: *same
        """
    )
    assert loaded.duties["b"] == loaded.duties["a"]


def test_windows_line_ends_count_as_one(problems: Problems) -> None:
    (problem,) = problems("about: x\r\nwrong: y\r\n")
    assert problem.place.line == 4


#: What is written after the two first lines, the line of the problem, and what is said.
UNREADABLE = [
    ("about: [a, b\n", 3, "close the bracket"),
    ("about: 'a\n", 3, "close the quote"),
    ("about: a: b\n", 3, "quote text that contains ': '"),
    ("about:\n\tx: 1\n", 4, "spaces, not tabs"),
    ("about: @home\n", 3, "quote text that begins with @"),
    ("about: x\n  more: y\n", 4, "keep keys in one column"),
    ("about\n", 3, "write 'key: value'"),
    ("? [a, b]\n: c\n", 3, "a key must be text"),
    ("about: *nobody\n", 3, "no anchor before it"),
    ("about: &me [*me]\n", 3, "no anchor before it"),
    ("about: !!python/object:os.system x\n", 3, "means nothing here"),
    ("about: a\x00b\n", 3, "U+0000"),
    ("about: a\x1bb\n", 3, "U+001B"),
    ("---\nabout: x\n", 3, "a second document"),
]


@pytest.mark.parametrize(("text", "line", "said"), UNREADABLE)
def test_what_cannot_be_read_is_shown_in_its_line(
    problems: Problems, text: str, line: int, said: str
) -> None:
    (problem,) = problems(text)
    assert problem.place.line == line
    assert said in str(problem)


def test_a_billion_laughs_are_refused(problems: Problems) -> None:
    lines = ["never-promise: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha, ha]\n"]
    lines += [f"x{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 10)]
    (problem,) = problems("".join(lines))
    assert "aliases (*name) expanded" in problem.wrong


@pytest.mark.parametrize("pair", ["[]", "{}"])
def test_deep_nesting_is_refused(problems: Problems, pair: str) -> None:
    opening = {"[]": "[", "{}": "{a: "}[pair]
    (problem,) = problems(f"about: {opening * 500}")
    assert "nested deeper than 100 levels" in problem.wrong


def test_a_section_of_a_million_mistakes_is_refused(problems: Problems) -> None:
    (problem,) = problems(f"stages: [{'a, ' * 1_000_000}]\n")
    assert "more than 750,000 values" in problem.wrong


def test_problems_beyond_what_is_looked_for_are_said_to_be_there(problems: Problems) -> None:
    found = problems(f"stages: [{'a, ' * 2_000}]\n")
    assert {problem.wrong for problem in found} == {"'a' is not a mapping"}
    assert len(found) < 500
