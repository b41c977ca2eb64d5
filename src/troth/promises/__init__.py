"""Promises: what one party told another to expect, and what came of it.

Everything here is a pure function of entries of the journal and of the instant asked for. Writes
are in `troth.operations`, stores in `troth.testing` and in the server.
"""

from troth.promises.entries import COMPANY, Draft, Entry, EntryType
from troth.promises.fold import JournalError, fold
from troth.promises.outcomes import clock_state, deadline, kept_by_first_date, outcome
from troth.promises.parties import Actor, ActorKind, Party, PartyKind, UnknownPartyError
from troth.promises.promise import Agreement, ClockState, Outcome, Promise, Stage

__all__ = [
    "COMPANY",
    "Actor",
    "ActorKind",
    "Agreement",
    "ClockState",
    "Draft",
    "Entry",
    "EntryType",
    "JournalError",
    "Outcome",
    "Party",
    "PartyKind",
    "Promise",
    "Stage",
    "UnknownPartyError",
    "clock_state",
    "deadline",
    "fold",
    "kept_by_first_date",
    "outcome",
]
