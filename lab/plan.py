"""Every test of the lab: its number, what it does, how often in full, and what it cannot see."""

from collections.abc import Callable
from dataclasses import dataclass

from lab import limits, runs
from lab.power import recording
from lab.trial import (
    t01_kills,
    t02_worker,
    t03_database,
    t05_space,
    t06_contention,
    t08_simulation,
    t12_recount,
    t14_outage,
    t15_leases,
    t16_silence,
    t17_webhooks,
    t18_inbound,
    t20_feed,
    t24_tampering,
    t25_erasing,
)
from lab.world import EngineName


@dataclass(frozen=True, kw_only=True)
class Trial:
    """One test."""

    #: Its number, and a word where a number has several tests.
    name: str
    #: What is done, in a sentence.
    does: str
    #: What must come out.
    target: str
    #: How often in full, by engine.
    counts: dict[EngineName, int]
    run: runs.Run
    #: What it cannot see; empty where that is nothing worth a sentence.
    blind: str = ""
    #: Whether one run can go on where another ended: a try for each seed, and figures are sums.
    adds: bool = False
    #: Why it cannot be run on this machine, if it cannot.
    missing: Callable[[], str | None] = lambda: None


#: In the order of the page.
TRIALS = (
    Trial(
        name="T1",
        does="Kill all processes of the server with signal 9, at a random moment within 120 ms "
        "after the first answer, while four clients write; they repeat what they have no answer "
        "to, with the same idempotency key.",
        target="no acknowledged write lost, none doubled, nothing orphaned, every chain whole",
        counts=runs.both(500),
        run=runs.in_world(t01_kills.kills),
        blind="A killed process leaves its writes in the kernel, so this test cannot tell whether "
        "anything reached the disk; that is T4.",
    ),
    Trial(
        name="T1 places",
        does="End the server at each named place of a write, the first, second and third time "
        "that it comes by.",
        target="as T1, and every place is reached",
        counts=runs.both(3),
        run=runs.in_world(t01_kills.crashes),
    ),
    Trial(
        name="T2",
        does="Kill the worker with signal 9 at a random moment while promises fall due, ten a "
        "second; after each fiftieth kill let one finish.",
        target="every break on record once, at its true deadline, and told to listeners; no lease "
        "stuck",
        counts=runs.both(500),
        run=runs.in_world(t02_worker.kills),
        blind="On PostgreSQL the lab ends the lease of the dead, so that the next worker begins at "
        "once; after each fiftieth kill, and in T15, it waits for that.",
    ),
    Trial(
        name="T2 places",
        does="End the worker at each named place of its work.",
        target="as T2, and every place is reached",
        counts=runs.both(20),
        run=runs.in_world(t02_worker.crashes),
    ),
    Trial(
        name="T3",
        does="Kill the first process of PostgreSQL while four clients write; the server runs on.",
        target="as T1; 503 while there is no database; answers within 10 s after it is back",
        counts={"postgresql": 40},
        run=runs.in_world(t03_database.kills),
    ),
    Trial(
        name="T4",
        does="Cut the power: from all writes and syncs that the kernel was asked for, build the "
        "files as they would stand on the disk at an instant, half of the time without anything "
        "that was not synced, else with some pages of it; start the engine on them.",
        target="nothing lost that was acknowledged before the cut, and a sync within every write",
        counts=runs.both(200),
        run=runs.cuts,
        blind="Names of files are taken to be safe at once, and a disk that lies about syncs "
        "cannot be seen.",
        missing=recording.missing,
    ),
    Trial(
        name="T4 guard",
        does="The same with an engine that is told to sync less: `synchronous=NORMAL`, "
        "`synchronous_commit=off`.",
        target="something is lost; otherwise T4 would be blind",
        counts=runs.both(20),
        run=runs.guard,
        missing=recording.missing,
    ),
    Trial(
        name="T5 full disk",
        does="Fill the disk under four writers, make room again.",
        target="507 or 503 meanwhile, nothing lost, answers within 10 s after there is room",
        counts=runs.both(5),
        run=runs.full,
        blind="A PostgreSQL that cannot write its log ends; the lab starts it again, as whoever "
        "runs it must.",
        missing=limits.missing,
    ),
    Trial(
        name="T5 read-only",
        does="Start the server where nothing can be written.",
        target="a sentence, or 503 or 507 for writes",
        counts={"sqlite": 1},
        run=runs.sealed,
        missing=limits.missing,
    ),
    Trial(
        name="T5 no handles",
        does="Let the server open no further file or connection for some seconds, under writers.",
        target="it lives on, nothing is lost, answers within 10 s afterwards",
        counts=runs.both(5),
        run=runs.in_world(t05_space.handles),
    ),
    Trial(
        name="T6",
        does="Write about 50 promises from many threads at once, without the server between: 8 "
        "in one process on SQLite, 32 in four on PostgreSQL.",
        target="no lost update, no gap, no error; p99 at most 100 ms, on SQLite none over 2 s",
        counts=runs.both(60),
        run=runs.in_world(t06_contention.contention),
        blind="Histories are not searched for cycles, as Jepsen's Elle does: every write takes its "
        "promise's lock, and a gap or a fork in a chain would be seen. Writers never pause, so "
        "that each waits for the processor time of all: on two cores 32 of them cannot all have "
        "their answers in 100 ms. The mean beside the p99 says how much of it that is.",
    ),
    Trial(
        name="T8",
        does="Live through 30 days of a small company in one process, under a clock of its own: "
        "people promise, keep, change, reopen; a help desk sends late, twice, out of order; by the "
        "seed the process dies at named places, clocks jump, the worker is off, mail server and "
        "receivers fail, statements find no database, calendars change, the ledger is held back.",
        target="promises are those of a model without our code, each break and warning on record "
        "once and never early, each notice and webhook sent, none at night or while held back",
        counts={"sqlite": 10_000, "postgresql": 200},
        run=t08_simulation.months,
        adds=True,
        blind="One process acts at a time, and statements fail whole: what two do at once, and "
        "what a disk does, is seen by T1 to T6 and T15. A clock that is ahead by less than a "
        "quarter of an hour, or when the process begins, is believed, and marks so much early.",
    ),
    Trial(
        name="T12",
        does="Edit a calendar, edit it again and put it back while promises are open; kill the "
        "recounting half-way.",
        target="one entry for each open promise and edit, no date that was promised moves, kept "
        "promises unchanged, within 60 s",
        counts=runs.both(10_000),
        run=runs.in_world(t12_recount.edited),
    ),
    Trial(
        name="T14",
        does="Start the worker after a day on which promises fell due and nobody looked.",
        target="all on record at their true deadlines within 5 minutes, said to be late, and no "
        "warning of what was over",
        counts=runs.both(50_000),
        run=runs.in_world(t14_outage.outage),
    ),
    Trial(
        name="T15",
        does="Run four workers, kill the one that acts, freeze the next one past its lease, and "
        "let it go on.",
        target="another acts within 60 s; nothing twice, nothing missed",
        counts={"postgresql": 5},
        run=runs.in_world(t15_leases.taken_over),
        blind="On SQLite there is one worker, within the server.",
    ),
    Trial(
        name="T16",
        does="Kill the worker, or freeze it.",
        target="`/health` says so within 90 s, every page does, and the heartbeat falls silent",
        counts={"postgresql": 20},
        run=runs.in_world(t16_silence.silenced),
        blind="On SQLite the worker is a part of the server, and a server that is killed answers "
        "nothing at all.",
    ),
    Trial(
        name="T17",
        does="Send entries to a receiver that hangs, drips, resets, fails, redirects, asks for "
        "rest or breaks off, while a virtual clock runs through the schedule; to one that always "
        "fails; and to one that is gone.",
        target="each entry arrives, with one id, signatures hold, waits within a tenth, no "
        "redirect followed, who is disabled has an owner who is told",
        counts=runs.both(10_000),
        run=runs.in_world(t17_webhooks.hostile),
        blind="Answers are waited for 0.25 s in place of 15 s, so that it ends within minutes.",
    ),
    Trial(
        name="T17 beside",
        does="Send entries, ten a second, to an endpoint that answers and to fifty that hang.",
        target="99 of 100 reach the one that answers within 5 s",
        counts=runs.both(600),
        run=runs.in_world(t17_webhooks.beside),
    ),
    Trial(
        name="T18",
        does="Send each of so many deliveries of a help desk five times, shuffled, through eight "
        "connections, while the server is killed with signal 9 a dozen times; and some that are "
        "forged.",
        target="each has exactly one effect, every ticket ends as if all had come once and in "
        "order, whatever is forged is refused",
        counts=runs.both(10_000),
        run=runs.in_world(t18_inbound.inbound),
    ),
    Trial(
        name="T19",
        does="Send the same write 50 times at once under one idempotency key; then the key with "
        "another body; and kill the server within a request.",
        target="one thing made for each key, all answers alike, another body 422, no key stuck",
        counts=runs.both(200),
        run=runs.keys,
    ),
    Trial(
        name="T20",
        does="Follow the feed while eight writers hold their transactions open for random times.",
        target="nothing missed, nothing twice, each subject in order; a naive reader misses some",
        counts=runs.both(100_000),
        run=runs.in_world(t20_feed.followed),
        blind="SQLite has one writer at a time, so there a naive reader would miss nothing either.",
    ),
    Trial(
        name="T22",
        does="Back up while four clients write, restore into an empty database, verify, resume.",
        target="whatever was acknowledged before the backup began is in it, chains are whole, and "
        "the copy sends nothing until it is told to",
        counts=runs.both(5),
        run=runs.backups,
    ),
    Trial(
        name="T23",
        does="Kill the making of the tables at a random moment, run it again; start the server on "
        "a database of a newer release.",
        target="the same tables, columns, indexes and triggers as without a kill; a refusal",
        counts=runs.both(20),
        run=runs.upgrade,
        blind="There is one release yet, so no data of an older one are upgraded.",
    ),
    Trial(
        name="T24",
        does="Change history with SQL, in ten ways in turn, and let `troth ledger verify` look, "
        "with a checkpoint that was kept outside.",
        target="every change seen, and no alarm where nothing was changed",
        counts=runs.both(1_000),
        run=runs.in_world(t24_tampering.tampered),
        blind="Entries added at the end by somebody who has the database and the keys look like "
        "any other, until they are compared with what clients know.",
    ),
    Trial(
        name="T25",
        does="Erase a customer among others' entries, and search every file of the server and the "
        "database for what they said.",
        target="nothing left to read, every chain whole, within 5 minutes",
        counts=runs.both(100_000),
        run=runs.in_world(t25_erasing.erased),
        blind="The key, itself sealed with the master key, may stand in PostgreSQL's log until the "
        "log is used again; the figures say where. Old backups are erased when they are restored.",
    ),
)
