"""Each mistake of form is found where it stands, and said with what would be right.

In the texts the culprit is between arrows, which are taken out before loading.
"""

import pytest
from tests.playbook.conftest import HEAD, Problems

DESK = "calendars: {desk: {hours: 24/7, timezone: UTC}}\n"
TEAM = DESK + "teams: {support: {calendar: desk}}\n"
METRICS = "metrics: {reply: {kind: duration}, fee: {kind: money}, kept: {kind: yes-no}}\n"
BASE = TEAM + METRICS

#: What is written after `BASE`, and a part of what is said about it.
IN_STANDARDS = [
    ("standards: {a: {metric: reply, team: support, term: within 4 →busines← hours}}", "busines"),
    ("standards: {a: {metric: reply, team: support, term: 'within 4 →busines← hours'}}", "busines"),
    ('standards: {a: {metric: reply, team: support, term: "within 4 →busines← hours"}}', "busines"),
    ("standards:\n  a: {metric: reply, team: support, term: →EUR 30←}", "'EUR 30' is money"),
    ("standards:\n  a: {metric: fee, team: support, term: →within 1 hour←}", "is a duration"),
    ("standards:\n  a: {metric: kept, team: support, term: →at least 9 %←}", "is a share"),
    ("standards:\n  a: {metric: reply, team: support, term: →4←}", "4 is not text"),
    ("standards:\n  →a←: {metric: reply, team: support}", "term is missing"),
    ("standards:\n  →a←: {team: support, term: within 1 hour}", "metric is missing"),
    ("standards:\n  →a←: {metric: reply, term: within 1 hour}", "team is missing"),
    ("standards:\n  →A_b←: {metric: reply, team: support, term: within 1 hour}", "a-b"),
    ("claims:\n  a:\n    metric: reply\n    term: within 1 hour\n    →agred←: {}", "'agreed'"),
    ("claims:\n  a: {metric: →repl←, term: within 1 hour}", "did you mean 'reply'?"),
    ("claims:\n  a: {metric: reply, term: within 1 hour, agreed: {→x←: 2026-01-01}}", "'x'"),
    ("claims:\n  a: {metric: reply, term: within 1 hour, review: →2026-02-30←}", "not a date"),
    ("claims:\n  a: {metric: reply, term: within 1 hour, review: →30.6.2027←}", "YYYY-MM-DD"),
    ("claims:\n  a: {metric: reply, term: within 1 hour, rank: →0←}", "write at least 1"),
    ("claims:\n  a: {metric: reply, term: within 1 hour, rank: →true←}", "whole number"),
    ("claims:\n  a: {metric: reply, term: within 1 hour, strength: →gurantee←}", "'guarantee'?"),
    ("claims:\n  a: {metric: reply, term: within 1 hour, includes: →all←}", "write a list"),
    ("claims:\n  a: {metric: reply, term: within 1 hour, scope: {→fare←: [flex]}}", "`facets`"),
    ("claims:\n  a: {metric: reply, term: within 1 hour, updates: →never←}", "'updates' is a dur"),
    ("chains: {c: {legs: [{term: within 1 hour}, {term: →always←}]}}", "'term' is a duration"),
    ("touchpoints:\n  t:\n    expectations:\n      - desired: within 1 →huor←", "huor"),
    ("chains: {c: {metric: →fee←, legs: [{term: within 1 hour}]}}", "a metric of the kind dur"),
    ("claims:\n  a: {metric: reply, term: within 1 hour, owner: →24←}", "'24' is not one of"),
    ("touchpoints: {t: {channels: {email: →1 per 1 day←}}}", "write for example '3 per month'"),
    ("touchpoints: {t: {channels: {email: →often←}}}", "write for example '3 per month'"),
    ("touchpoints: {t: {expectations: [{stated: →after←}]}}", "before, at-the-break, never"),
    ("touchpoints: {t: {expectations: [{sources: [→friends←]}]}}", "word-of-mouth"),
    ("touchpoints: {t: {faq: [→{question: Why?}←]}}", "answer is missing"),
    ("milestones: {m: {theirs: [→hurry←]}}", "not one of `duties`"),
    ("questions: {q: {about: [→speed←], asks: What?}}", "not one of `values`"),
    ("waivers: [{code: →TR1←}]", "write for example TR201"),
    ("policies: [{role: →boss←}]", "agent, ai-agent"),
    ("policies: [{stop: [→all←]}]", "never-promise"),
    ("notices: {quiet-hours: →9 to 5←}", "write for example '21:00-07:00'"),
    ("amends: {a: {value: →20 EUR←}}", "not an amount of money"),
    ("amends: {a: {limits: ['EUR 20 →per century←']}}", "then a period"),
    ("offers: {o: {price: {from: →at most EUR 20←}}}", "is not a price"),
    ("stages: [{id: a}, {id: →a←}]", "a second time, first at"),
    ("stages:\n  - →name←: A", "id is missing"),
    ("never-promise: [→~←]", "nothing is written here"),
    ("about: →''←", "nothing is written here"),
    ("→about←: [a]", "is not text"),
    ("about: →true←", "is not text"),
    ('about: →"a\\0b"←', "control character"),
    ("→colours←: {}", "known here: troth, company"),
    ("→standart←: {}", "did you mean 'standards'?"),
    ("facets: {→fare←: []}", "at least one entry"),
    ("duties: {a: {term: within 1 day, →term←: within 2 days}}", "a second time"),
]

IN_CALENDARS = [
    ("calendars: {a: {hours: →Mo-Fr 25:00-26:00←, timezone: UTC}}", "cannot be read"),
    ("calendars: {a: {hours: →Mo-Fr 09:00-17:00; PH off←, timezone: UTC}}", "add holidays"),
    ("calendars: {a: {hours: 24/7, timezone: →Europe/Berln←}}", "'Europe/Berlin'?"),
    ("calendars: {a: {hours: 24/7, timezone: →../../etc/passwd←}}", "not a time zone"),
    ("calendars: {a: {hours: 24/7, timezone: →localtime←}}", "write an IANA name such as Europe"),
    (
        "calendars: {a: {hours: 24/7, timezone: →right/Europe/Berlin←}}",
        "did you mean 'Europe/Berlin'?",
    ),
    ("calendars: {a: {hours: 24/7, timezone: UTC, holidays: →DE-XX←}}", "DE-BE"),
    ("calendars: {a: {hours: 24/7, timezone: UTC, holidays: →__class__←}}", "a country (DE)"),
    ("calendars: {a: {hours: 24/7, timezone: UTC, exceptions: {2026-01-01: →9-5←}}}", "09:00"),
    ("calendars: {a: {hours: 24/7, timezone: UTC, exceptions: {→2026-13-01←: closed}}}", "date"),
    ("calendars:\n  →a←: {hours: 24/7}", "timezone is missing"),
    ("calendars:\n  →a←: {timezone: UTC}", "exactly one"),
    (
        "calendars:\n  b: {hours: 24/7, timezone: UTC}\n  →a←: {hours: 24/7, sum: [b]}",
        "both hours and sum",
    ),
    (
        "calendars:\n  b: {hours: 24/7, timezone: UTC}\n  →a←: {sum: [b], holidays: DE}",
        "does not go with",
    ),
    ("calendars: {a: {sum: [→b←]}}", "not one of `calendars`"),
    ("calendars:\n  →a←: {sum: [a]}", "made of itself: a of a"),
    ("calendars:\n  b: {hours: 24/7, timezone: UTC}\n  a: {of: b, except: [→b←]}", "not closures"),
    ("calendars: {a: {ical: →no.ics←, timezone: UTC}}", "there is no file"),
    ("calendars: {a: {ical: →/etc/passwd←, timezone: UTC}}", "outside"),
    ("calendars: {a: {ical: →../up.ics←, timezone: UTC}}", "outside"),
    ("teams:\n  →a←: {name: A}", "calendar is missing"),
    ("teams: {a: {supplier: →yes←}}", "neither true nor false"),
    ("teams: {a: →support←}", "not a mapping"),
]


def assert_found(problems: Problems, text: str, said: str, before: str) -> None:
    """The one problem of the text stands where the arrow points, and says so."""
    plain = text.replace("→", "").replace("←", "")
    above = text[: text.index("→")]
    line = (HEAD + before + above).count("\n") + 1
    column = len(above) - (above.rfind("\n") + 1) + 1
    found = problems(before + plain)
    assert [(problem.place.line, problem.place.column) for problem in found] == [(line, column)]
    assert said in str(found[0])


@pytest.mark.parametrize(("text", "said"), IN_STANDARDS)
def test_the_place_of_a_mistake_is_exact(problems: Problems, text: str, said: str) -> None:
    assert_found(problems, text, said, before=BASE)


@pytest.mark.parametrize(("text", "said"), IN_CALENDARS)
def test_the_place_of_a_mistake_in_a_calendar_is_exact(
    problems: Problems, text: str, said: str
) -> None:
    assert_found(problems, text, said, before="")


def test_a_problem_prints_as_one_line_that_editors_understand(problems: Problems) -> None:
    (problem,) = problems("abuot: x\n")
    place, rest = str(problem).split(":3:1: ")
    assert place.endswith("playbook.yaml")
    assert rest == "abuot: unknown key 'abuot'; did you mean 'about'?"


def test_problems_of_every_kind_come_at_once_in_the_order_of_lines(problems: Problems) -> None:
    found = problems(
        """
        calendars: {desk: {hours: 8 to 5, timezone: UTC}}
        teams: {support: {calendar: desc}}
        metrics: {reply: {kind: duration}}
        standards:
          a: {metric: reply, team: support, term: within a hour}
          b: {metric: replay, team: support, term: within 1 hour, reviewed: 2027-01-01}
        """
    )
    assert [problem.place.line for problem in found] == [3, 4, 7, 8, 8]


def test_a_term_on_several_lines_is_pointed_at_from_its_start(problems: Problems) -> None:
    text = "duties:\n  a:\n    term: >-\n      within\n      a moon\n"
    (problem,) = problems(text)
    assert (problem.place.line, problem.place.column) == (5, 11)


def test_a_circle_of_calendars_is_shown_once(problems: Problems) -> None:
    found = problems("calendars: {a: {sum: [b]}, b: {sum: [c]}, c: {sum: [a]}}\n")
    assert [problem.wrong for problem in found] == [
        "the calendar is made of itself: a of b of c of a"
    ]


def test_calendars_deeper_than_anybody_means_are_refused(problems: Problems) -> None:
    lines = "".join(f"  c{n}: {{sum: [c{n + 1}]}}\n" for n in range(50))
    found = problems(f"calendars:\n{lines}  c50: {{hours: 24/7, timezone: UTC}}\n")
    assert [problem.place.path for problem in found] == ["calendars.c30"]


def test_more_problems_than_anybody_reads_are_counted(problems: Problems) -> None:
    names = "".join(f"  T{n}: {{supplier: true}}\n" for n in range(300))
    assert len(problems(f"teams:\n{names}")) == 300


def test_the_printout_ends_after_a_hundred_problems(problems: Problems) -> None:
    from troth.playbook import InvalidPlaybookError
    from troth.playbook.problems import Problems as Collected

    names = "".join(f"  T{n}: {{supplier: true}}\n" for n in range(300))
    collected = Collected()
    collected.add_all(problems(f"teams:\n{names}"))
    lines = str(InvalidPlaybookError("playbook.yaml", collected)).splitlines()
    assert lines[0] == "playbook.yaml is not a valid playbook: 300 problems"
    assert len(lines) == 102
    assert lines[-1] == "... and 200 more"


def test_a_problem_is_one_line_that_shows_what_nobody_sees(problems: Problems) -> None:
    (problem,) = problems('"own\\u200ber\\n::error::": x\n')
    assert "unknown key 'own\\u200ber\\n::error::'" in str(problem)


def test_a_long_id_is_cut(problems: Problems) -> None:
    assert len(str(problems(f"stages: [{{id: s, primary: {'x' * 5000}}}]\n")[0])) < 600


@pytest.mark.parametrize("code", ["\\e", "\\x9b", "\\x7f"])
def test_no_escape_brings_a_control_character(problems: Problems, code: str) -> None:
    assert "a control character is escaped here" in problems(f'about: "a{code}b"\n')[0].wrong
    said = [problem.wrong for problem in problems(f'facets: {{"a{code}b": [x]}}\n')]
    assert "a control character is escaped here" in said


def test_a_comma_that_was_not_quoted_is_suspected(problems: Problems) -> None:
    (problem,) = problems("calendars: {a: {timezone: UTC, hours: Mo 09:00-12:00,13:00-17:00}}\n")
    assert "quote the text" in problem.right


def test_a_key_without_colon_stands_where_it_is(problems: Problems) -> None:
    (problem,) = problems("about:x\nvoice: y\n")
    assert (problem.place.line, problem.place.column) == (3, 1)


def test_an_id_is_offered_with_its_umlauts_spelled_out(problems: Problems) -> None:
    assert problems("precepts: {Größe: x}\n")[0].right.endswith(": groesse")
