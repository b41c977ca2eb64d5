"""The linker, asked one thing at a time."""

from dataclasses import replace
from pathlib import Path
from time import process_time

import pytest
from bench.generate_playbook import Size, write

from tests.guard.linking.pairs import airline, answers
from troth.guard import scan
from troth.guard.linking import Correction, Index, Link
from troth.playbook import load

FLOWERS = "We'll send flowers to your mother tomorrow."


def linked(text: str, *corrections: Correction) -> Link:
    (found,) = scan(text)
    return Index.of(airline(), corrections).link(found, text)


def test_a_metric_is_told_by_its_words() -> None:
    link = linked("We'll bring your suitcase back to you by Friday.")
    assert link.metric == "bag-returned"
    assert link.topic == "Bag returned"
    assert '"suitcase"' in link.because
    assert 0 < link.confidence <= 1


def test_what_it_is_may_stand_before() -> None:
    assert (
        linked("Your suitcase was found. We'll bring it to you by Friday.").metric == "bag-returned"
    )


def test_what_is_said_elsewhere_is_not_what_it_is() -> None:
    text = "I am sorry about your lost bag. Our desk will answer your question by tonight."
    assert linked(text).metric == "first-reply"


@pytest.mark.parametrize("beside", ["Your ticket. Your voucher. A refund.", "first reply: refund"])
@pytest.mark.parametrize("clause", [FLOWERS, "We'll answer your question by tonight."])
def test_what_stands_beside_changes_no_link(clause: str, beside: str) -> None:
    alone = linked(clause)
    for text in (f"{beside} {clause}", f"{clause} {beside}", f"{beside}\n\n{clause} {beside}"):
        found = next(one for one in scan(text) if text[one.start : one.end] in clause)
        assert Index.of(airline()).link(found, text) == alone


def test_no_such_metric_is_an_answer() -> None:
    link = linked(FLOWERS)
    assert link.metric is None
    assert link.because.startswith("no metric of the playbook is about this")
    assert link.topic == "action"


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("Breakfast is free of charge.", None),
        ("Parking is free.", None),
        ("There is no exit fee.", None),
        ("Changes are free of charge.", "change-fee"),
    ],
)
def test_that_something_is_free_is_not_about_the_fee_of_another(
    text: str, metric: str | None
) -> None:
    assert linked(text).metric == metric


def test_the_topic_holds_no_word_of_the_draft() -> None:
    of_the_playbook = {metric.name for metric in airline().metrics.values()}
    for _, link in answers(held=False):
        assert link.topic in of_the_playbook or link.topic in {
            "response", "resolution", "delivery", "refund or compensation", "availability",
            "price", "quality or performance", "action", "outcome",
        }  # fmt: skip


def test_a_correction_wins_where_it_is_near() -> None:
    correction = Correction(words="we'll send flowers to your mother", metric="told-once")
    link = linked(FLOWERS, correction)
    assert link.metric == "told-once"
    assert "somebody said" in link.because
    assert linked("We'll answer your mail by noon.", correction).metric == "first-reply"


def test_a_correction_may_say_that_there_is_none() -> None:
    text = "We'll refund the toothbrush by Friday."
    assert linked(text).metric == "refund"
    assert (
        linked(text, Correction(words="We'll refund your toothbrush", metric=None)).metric is None
    )


def test_of_two_equal_corrections_the_later_wins() -> None:
    first = Correction(words=FLOWERS, metric="refund")
    assert linked(FLOWERS, first, Correction(words=FLOWERS, metric=None)).metric is None
    assert linked(FLOWERS, Correction(words=FLOWERS, metric=None), first).metric == "refund"


def test_a_correction_to_a_metric_that_is_gone_counts_nothing() -> None:
    assert linked(FLOWERS, Correction(words=FLOWERS, metric="blooms")).metric is None


def test_a_wordless_correction_counts_nothing() -> None:
    assert linked(FLOWERS, Correction(words="", metric="refund")).metric is None


def test_strange_letters_are_read_through() -> None:
    assert linked("Ｗｅ'll ｒｅfund you by Friday.").metric == "refund"


def test_words_are_joined_across_markup() -> None:
    said = "We'll <b>refund</b> you by <i>Friday</i>."
    (found,) = scan(said, form="html")
    assert Index.of(airline()).link(found, said).metric == "refund"


def test_a_playbook_without_metrics_links_nothing(tmp_path: Path) -> None:
    path = tmp_path / "playbook.yaml"
    path.write_text("troth: 1\ncompany: Nobody\n")
    (found,) = scan(FLOWERS)
    assert Index.of(load(path)).link(found, FLOWERS).metric is None


def test_asking_twice_gives_the_same() -> None:
    assert answers(held=False) == answers(held=False)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Index:
    path = tmp_path_factory.mktemp("large") / "playbook.yaml"
    write(path, Size(standards=500, claims=500, metrics=200))
    playbook = load(path)
    begun = process_time()
    index = Index.of(playbook)
    assert process_time() - begun < 0.8
    return index


def test_a_large_playbook_is_asked_quickly(large: Index) -> None:
    text = (
        "Hello. " * 90 + "We'll answer your question on this page within two hours. " + "Bye. " * 90
    )
    (found,) = scan(text)
    begun = process_time()
    for _ in range(50):
        large.link(found, text)
    assert (process_time() - begun) / 50 < 0.003


def test_a_monstrous_clause_is_read_in_part() -> None:
    text = "we will answer " + "tell explain say what price " * 40_000 + "by Friday"
    (call,) = scan("We'll call you.")
    found = replace(call, start=0, end=len(text))
    begun = process_time()
    Index.of(airline()).link(found, text)
    assert process_time() - begun < 0.5
