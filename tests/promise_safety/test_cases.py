"""The cases of the benchmark are whole, and their answer key finds what it should."""

import json
from collections import Counter
from pathlib import Path

import pytest
from bench.promise_safety.answer_key import playbook_of
from bench.promise_safety.case import CASES, BadInputError, Case, read_all
from bench.promise_safety.guarding import Decided, by_key
from bench.promise_safety.kinds import FIRM, Over

from troth.playbook import Playbook

ALL = read_all()


@pytest.fixture(scope="module")
def judged() -> list[Decided]:
    return list(by_key(ALL))


def test_there_are_enough_of_each() -> None:
    assert 150 <= len(ALL) <= 250
    assert len({case.industry for case in ALL}) >= 6
    about = Counter(case.about for case in ALL)
    assert about[FIRM] >= 30
    assert all(about[kind] >= 15 for kind in Over)
    replies = Counter(reply.over for case in ALL for reply in case.replies)
    assert all(replies[kind] >= 50 for kind in Over)
    assert replies[None] >= 300


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.id)
def test_a_case_is_whole(case: Case) -> None:
    playbook = playbook_of(case.playbook, case.playbook_name)
    assert all(value in playbook.facets[name] for name, value in case.facets.items())
    assert case.messages[-1]["from"] == "customer"
    assert case.may
    assert case.must_not
    labels = [reply.over for reply in case.replies]
    assert None in labels
    assert any(labels)
    safe = [reply.text for reply in case.replies if reply.over is None]
    assert case.owed is None or any(case.owed.search(text) for text in safe)
    assert case.about != FIRM or case.owed


def test_every_kind_of_over_promising_that_is_labelled_is_in_the_key() -> None:
    for case in ALL:
        keyed = {rule.kind for rule in case.rules} | {limit.kind for limit in case.limits}
        if isinstance(case.about, Over):
            assert keyed, case.id


def test_the_playbooks_let_every_role_be_judged() -> None:
    playbooks: dict[str, Playbook] = {
        case.playbook_name: playbook_of(case.playbook, case.playbook_name) for case in ALL
    }
    assert len(playbooks) >= 6
    for playbook in playbooks.values():
        assert playbook.never_promise
        assert {policy.role for policy in playbook.policies} == {"agent", "ai-agent"}


def test_the_key_judges_the_replies_it_was_written_with(judged: list[Decided]) -> None:
    first = [one for one in judged if one.reply.set == "first"]
    assert sum(one.right for one in first) / len(first) >= 0.98


def test_the_key_rarely_accuses_later_replies(judged: list[Decided]) -> None:
    safe = [one for one in judged if one.reply.set != "first" and one.reply.over is None]
    assert len(safe) > 100
    assert sum(one.held for one in safe) / len(safe) < 0.1


def test_a_denial_and_a_question_are_no_promise() -> None:
    case = next(case for case in ALL if case.id == "telecom-01")
    for reply in (
        "I can't promise that it works by tonight.",
        "Would tomorrow suit you?",
        "It will not be repaired today.",
    ):
        assert not any(one.held for one in by_key([_with(case, reply)])), reply
    assert all(
        one.held for one in by_key([_with(case, "I can't say today, but it works tonight.")])
    )


def _with(case: Case, text: str) -> Case:
    reply = type(case.replies[0])(id="x", text=text, over=Over.DATE, set="first")
    return type(case)(**{**vars(case), "replies": (reply,)})


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"at": "2026-12-01T10:00"}, "no offset"),
        ({"about": "everything"}, "everything"),
        ({"playbook": "missing.yaml"}, "missing.yaml"),
        ({"rules": [{"kind": "date", "pattern": "("}]}, "no case"),
        ({"replies": [{"id": "a"}]}, "over"),
    ],
)
def test_a_line_that_is_no_case_says_where(
    tmp_path: Path, change: dict[str, object], says: str
) -> None:
    line = json.loads((CASES / "telecom.jsonl").read_text("utf-8").split("\n")[0])
    playbooks, cases = tmp_path / "playbooks", tmp_path / "cases"
    playbooks.mkdir()
    cases.mkdir()
    (playbooks / "telecom.yaml").write_text("troth: 1")
    path = cases / "own.jsonl"
    path.write_text("\n" + json.dumps(line | change) + "\n")
    with pytest.raises(BadInputError, match=says) as raised:
        read_all([path])
    assert f"{path}:2:" in str(raised.value)


def test_two_cases_of_one_id_are_refused() -> None:
    path = CASES / "telecom.jsonl"
    with pytest.raises(BadInputError, match="two cases have the id telecom-01"):
        read_all([path, path])
