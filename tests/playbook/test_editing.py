"""Changing one part of a text: comments, order and layout of all else stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.playbook.editing import UnfaithfulEditError, edited, tree_of
from troth.playbook.tree import Path as Keys

TEXT = """\
# Ours.
troth: 1
company: Larkwind   # since 1998
teams:
  support: {name: Help desk, calendar: desk}  # they answer

  # to be founded: legal
stages:
  - {id: service, primary: support}
standards:
  reply:
    metric: first-reply
    term: within 4 hours   # agreed in March
    says: >
      We answer
      soon.
    scope:
      fare: [flex]
  # the end of standards
waivers:
  - code: TR302
    about: [reply]
"""


@pytest.mark.parametrize(
    ("path", "value", "before", "after"),
    [
        (("company",), "A: b # c", "Larkwind ", '"A: b # c" '),
        (("company",), "true", "Larkwind ", '"true" '),
        (("standards", "reply", "term"), "within 2 days", "within 4 hours", "within 2 days"),
        (("teams", "support", "name"), "Desk, the", "Help desk", '"Desk, the"'),
        (("teams", "support", "supplier"), True, "Help desk,", "Help desk, supplier: true,"),
        (("teams", "support", "name"), None, "name: Help desk, ", ""),
        (("stages", 0, "name"), "Service", "id: service,", "id: service, name: Service,"),
        (
            ("standards", "reply", "team"),
            "support",
            "first-reply\n",
            "first-reply\n    team: support\n",
        ),
        (("standards", "reply", "scope"), None, "    scope:\n      fare: [flex]\n", ""),
        (
            ("standards", "reply", "scope"),
            {"fare": ["basic", "flex"]},
            "scope:\n      fare: [flex]",
            "scope:\n      fare: [basic, flex]",
        ),
        (("standards", "reply", "says"), None, "    says: >\n      We answer\n      soon.\n", ""),
        (("standards", "reply", "says"), "Soon.", ">\n      We answer\n      soon.", "Soon."),
        (
            ("waivers", 1),
            {"code": "TR303", "about": ["x"]},
            "about: [reply]\n",
            "about: [reply]\n  - {code: TR303, about: [x]}\n",
        ),
        (("waivers", 0, "code"), None, "code: TR302\n    ", ""),
        (("waivers", 0), None, "waivers:\n  - code: TR302\n    about: [reply]\n", ""),
        (
            ("teams", "legal"),
            {"name": "Legal"},
            "they answer\n",
            "they answer\n  legal: {name: Legal}\n",
        ),
    ],
)
def test_only_what_is_meant_changes(path: Keys, value: object, before: str, after: str) -> None:
    assert TEXT.count(before) == 1
    assert edited(TEXT, path, value) == TEXT.replace(before, after)


def test_a_section_that_is_missing_stands_where_the_language_has_it() -> None:
    text = edited(TEXT, ("metrics", "first-reply"), {"kind": "duration"})
    assert "primary: support}\n\nmetrics:\n  first-reply: {kind: duration}\nstandards:" in text


@pytest.mark.parametrize(
    "empty", ["teams:", "teams: {}", "teams:  # none yet", "teams: {}  # none"]
)
def test_an_empty_section_takes_its_first_entry(empty: str) -> None:
    text = edited(f"troth: 1\n{empty}\nclaims: {{}}\n", ("teams", "a"), {"calendar": "c"})
    assert tree_of(text) == {"troth": 1, "teams": {"a": {"calendar": "c"}}, "claims": {}}
    assert text.count("#") == empty.count("#")


def test_lines_of_another_system_stay_so() -> None:
    text = TEXT.replace("\n", "\r\n")
    changed = edited(text, ("standards", "reply", "term"), "within 2 days")
    assert changed == text.replace("within 4 hours", "within 2 days")


def test_what_would_change_two_places_is_refused() -> None:
    text = "a: &x {b: 1}\nc: *x\n"
    with pytest.raises(UnfaithfulEditError, match=r"^a\.b cannot be changed"):
        edited(text, ("a", "b"), 2)


def test_what_is_no_mapping_is_refused() -> None:
    for text in ("", "- a\n", "a: [", "a: {b: 1"):
        with pytest.raises(UnfaithfulEditError):
            edited(text, ("a", "b"), "x")


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=60))
def test_any_words_can_be_written_anywhere(words: str) -> None:
    """Whatever it is, it reads back as it was; where YAML cannot hold it, nothing is changed."""
    for path in (("about",), ("teams", "support", "name"), ("standards", "reply", "says")):
        try:
            changed = edited(TEXT, path, words)
        except UnfaithfulEditError:
            continue
        tree = tree_of(changed)
        assert tree is not None
        node: object = tree
        for step in path:
            assert isinstance(node, dict)
            node = node[step]
        assert node == words
        assert "# agreed in March" in changed


@pytest.mark.parametrize(
    ("text", "path", "value"),
    [
        ("troth: 1\n", ("claims", "page"), None),
        ("standards: {reply: soon}\n", ("standards", "reply", "term"), "within 2 days"),
        ("standards: {reply: soon}\n", ("standards", "reply", "term"), None),
        ("precepts: [heard-today]\n", ("precepts", "heard-today"), "Whoever writes is heard."),
        ("waivers: [{code: TR201}]\n", ("waivers", 7), {"code": "TR202"}),
        ("waivers: [{code: TR201}]\n", ("waivers", 7), None),
    ],
)
def test_a_place_that_is_not_there_is_refused(text: str, path: Keys, value: object) -> None:
    """What somebody writes need not be a playbook yet."""
    with pytest.raises(UnfaithfulEditError):
        edited(text, path, value)
