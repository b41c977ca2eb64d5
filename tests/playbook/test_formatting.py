"""The canonical text: one order, one way to write, every comment kept, nothing else changed."""

import re
from collections import Counter
from datetime import date
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from troth.errors import TrothError
from troth.playbook import InvalidPlaybookError, Playbook, load
from troth.playbook.files import Source
from troth.playbook.formatting import UnfaithfulTextError, rewritten, save
from troth.playbook.formatting.canonical import canonical_text
from troth.playbook.load import loads
from troth.playbook.starter import starter_text

#: What is written, and what becomes of it.
PAIRS = {
    "sections come in one order": (
        "company: A\ntroth: 1\n",
        "troth: 1\ncompany: A\n",
    ),
    "keys come in one order, with their comments": (
        """
        duties:
          b:
            # by then
            term: within 1 day  # at most
            # what
            says: Write
        """,
        """
        duties:
          b:
            # what
            says: Write
            # by then
            term: within 1 day  # at most
        """,
    ),
    "ids stay in the order in which they were written": (
        "duties: {b: {}, a: {}}\n",
        "duties: {b: {}, a: {}}\n",
    ),
    "terms, money and frequencies are written in one way": (
        """
        notices: {at-most: "1 per 2 days"}
        amends: {a: {value: 'at most EUR 20'}}
        duties: {b: {term: "Within  1.0   day"}}
        """,
        """
        duties: {b: {term: within 1 day}}
        amends: {a: {value: at most EUR 20}}
        notices: {at-most: 1 per 2 days}
        """,
    ),
    "sections of several lines stand apart": (
        "troth: 1\nduties:\n  a: {}\nabout: x\n",
        "troth: 1\nabout: x\n\nduties:\n  a: {}\n",
    ),
    "lists are indented, and braces kept": (
        "stages:\n- id: a\n  name: A\n- {name: B,   id: b}\n",
        "stages:\n  - id: a\n    name: A\n  - {id: b, name: B}\n",
    ),
    "several blank lines become one": (
        "duties:\n\n\n  a: {}\n\n\n  b: {}\n",
        "duties:\n  a: {}\n\n  b: {}\n",
    ),
    "what is said of the file stays at its head": (
        "# our promises\n\n# who\ncompany: A\ntroth: 1\n",
        "# our promises\n\ntroth: 1\n# who\ncompany: A\n",
    ),
    "the end of a block keeps its comment": (
        "duties:\n  a: {}\n  # b: {} perhaps later\ntroth: 1\n",
        "troth: 1\n\nduties:\n  a: {}\n  # b: {} perhaps later\n",
    ),
    "braces over several lines are joined when they fit": (
        "duties: {\n  a: {},\n  b: {}\n}\n",
        "duties: {a: {}, b: {}}\n",
    ),
    "braces with comments within become a block": (
        "duties: {\n  a: {},  # one\n  # two\n  b: {}\n}\n",
        "duties:\n  a: {}   # one\n  # two\n  b: {}\n",
    ),
    "text over several lines keeps its lines": (
        """
        about: >
           One line
           and another.

             Indented.
        promise: "One
           line"
        voice: Plain,
           warm
        """,
        """
        about: >
          One line
          and another.

            Indented.
        promise: "One
          line"
        voice: Plain,
          warm
        """,
    ),
    "comments keep their column where there is room": (
        "troth: 1        # version\ncompany: A      # name\n",
        "troth: 1        # version\ncompany: A      # name\n",
    ),
    "with aliases, everything stays in its order": (
        "company: A\nduties: {a: &same {term: within 1 day, says: x}, b: *same}\ntroth: 1\n",
        "company: A\nduties: {a: &same {term: within 1 day, says: x}, b: *same}\ntroth: 1\n",
    ),
    "the whole is written in lines, not in braces": (
        "{company: A, troth: 1}\n",
        "troth: 1\ncompany: A\n",
    ),
    "windows line ends become plain ones": (
        "troth: 1\r\ncompany: A\r\n",
        "troth: 1\ncompany: A\n",
    ),
    "a document start is not needed": (
        "# head\n---\ntroth: 1\n",
        "# head\ntroth: 1\n",
    ),
}


@pytest.mark.parametrize(("text", "canonical"), PAIRS.values(), ids=PAIRS.keys())
def test_canonical_text(text: str, canonical: str) -> None:
    assert canonical_text(dedent(text).lstrip("\n")) == dedent(canonical).lstrip("\n")


@pytest.mark.parametrize(("_", "canonical"), PAIRS.values(), ids=PAIRS.keys())
def test_canonical_text_is_left_as_it_is(_: str, canonical: str) -> None:
    canonical = dedent(canonical).lstrip("\n")
    assert canonical_text(canonical) == canonical


ODD = """
troth: 1
company: "A
  and B"
calendars:
  desk: &desk
    hours: >-
      Mo-Fr
      09:00-17:00
    timezone: UTC
  other: *desk
never-promise:
- rain
-   sun
stages:
  -
    id: a
    name: 'A # b'
  - name: |
      B
      # not a comment

    id: b
facets: {fare: [
    basic, flex
  ], region: [eu]}
teams: {a: {calendar: desk}}
metrics:
    reply: {kind: duration}
standards:
    "first":
        team: a
        scope:
            fare:
              - flex
        metric: reply
        term:  "within  2 HOURS"
"""

NOTES = st.lists(
    st.tuples(st.integers(0, 200), st.integers(0, 9), st.sampled_from(["own", "aside", "blank"])),
    max_size=12,
)


def annotated(text: str, notes: list[tuple[int, int, str]]) -> str:
    """The text with numbered comments and blank lines at some of its lines."""
    lines = text.splitlines()
    for number, (line, indent, kind) in enumerate(notes):
        at = line % len(lines)
        if kind == "aside" and lines[at].strip() and "#" not in lines[at]:
            lines[at] += f"  # note {number}"
        elif kind == "own":
            lines.insert(at, " " * indent + f"# note {number}")
        else:
            lines.insert(at, "")
    return "\n".join(lines) + "\n"


def is_a_playbook(text: str) -> Playbook | None:
    """The playbook of a text, if it is one: a comment may break a text of several lines."""
    try:
        return loads([Source("playbook.yaml", text)], Path("playbook.yaml"))
    except InvalidPlaybookError:
        return None


@pytest.mark.parametrize("text", [starter_text("A", date(2026, 12, 1)), ODD], ids=["plain", "odd"])
@settings(max_examples=50, deadline=None)
@given(notes=NOTES)
def test_wherever_comments_stand_they_are_kept_and_nothing_else_changes(
    text: str, notes: list[tuple[int, int, str]]
) -> None:
    source = annotated(text, notes)
    before = is_a_playbook(source)
    if before is None:
        return
    canonical = canonical_text(source)
    after = is_a_playbook(canonical)
    assert after is not None
    assert dict(after) == dict(before)
    assert Counter(re.findall("# note [0-9]+", canonical)) == Counter(
        re.findall("# note [0-9]+", source)
    )
    assert canonical_text(canonical) == canonical


def test_the_starter_is_canonical() -> None:
    text = starter_text("Northwind Air", date(2026, 12, 1))
    assert canonical_text(text) == text


def test_a_file_is_rewritten_in_its_place_with_its_rights(tmp_path: Path) -> None:
    file = tmp_path / "playbook.yaml"
    file.write_text("company: A\ntroth: 1\n")
    file.chmod(0o640)
    (change,) = rewritten(file)
    assert change.changes
    save(change)
    assert file.read_text() == "troth: 1\ncompany: A\n"
    assert file.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in tmp_path.iterdir()] == ["playbook.yaml"]
    assert not rewritten(file)[0].changes


def test_every_file_of_a_folder_is_put_in_order_by_itself(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("company: A\ntroth: 1\n")
    (tmp_path / "b.yaml").write_text("duties: {a: {term: within 24 hours}}\n")
    assert [change.changes for change in rewritten(tmp_path)] == [True, False]
    assert load(tmp_path).company == "A"


def test_an_invalid_playbook_is_not_touched(tmp_path: Path) -> None:
    file = tmp_path / "playbook.yaml"
    file.write_text("company: A\n")
    with pytest.raises(InvalidPlaybookError):
        rewritten(file)


def test_a_comment_that_would_be_lost_stops_everything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "playbook.yaml"
    file.write_text("troth: 1\ncompany: A # kept\n")
    monkeypatch.setattr(
        "troth.playbook.formatting.rewrite.canonical_text", lambda text: text.split(" #")[0]
    )
    with pytest.raises(UnfaithfulTextError, match="left as it is"):
        rewritten(file)


def test_a_million_lines_are_not_formatted(tmp_path: Path) -> None:
    file = tmp_path / "playbook.yaml"
    file.write_text("troth: 1\ncompany: A\n" + "\n" * 1_000_000)
    with pytest.raises(TrothError, match="more than 1,000,000 lines"):
        rewritten(file)


def test_a_folder_that_is_gone_cannot_be_written_to(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    file = tmp_path / "a/playbook.yaml"
    file.write_text("company: A\ntroth: 1\n")
    (change,) = rewritten(file)
    file.unlink()
    file.parent.rmdir()
    with pytest.raises(TrothError, match="cannot be written"):
        save(change)
