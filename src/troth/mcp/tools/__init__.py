"""Every tool, one file each, with the permission that the ledger asks of a key for it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from troth.mcp.tools.attach_file import attach_file
from troth.mcp.tools.check_draft import check_draft
from troth.mcp.tools.find_customer import find_customer
from troth.mcp.tools.list_files import list_files
from troth.mcp.tools.may_promise import may_promise
from troth.mcp.tools.open_promises import open_promises
from troth.mcp.tools.quote import quote
from troth.mcp.tools.read_file import read_file
from troth.mcp.tools.record_promise import record_promise
from troth.mcp.tools.record_reply import record_reply
from troth.mcp.tools.report_distortion import report_distortion


@dataclass(frozen=True, kw_only=True)
class Tool:
    """A tool as it is offered."""

    #: Its first argument is the desk; a model gives the others.
    function: Callable[..., Any]
    title: str
    #: The permissions of the matrix that the ledger asks for.
    needs: tuple[str, ...]
    #: Whether it changes nothing.
    reads: bool = True
    #: Whether the same again changes nothing more.
    once: bool = True

    @property
    def name(self) -> str:
        """As models call it."""
        return self.function.__name__


TOOLS = (
    Tool(function=may_promise, title="What may be promised", needs=("may.promise",)),
    # What is stopped is counted, in nobody's name; to the caller it is a question.
    Tool(function=check_draft, title="Check a draft", needs=("guard.check",)),
    Tool(function=quote, title="Quote with odds", needs=("may.promise",)),
    Tool(function=find_customer, title="Find a customer", needs=("customers.read",)),
    Tool(
        function=open_promises,
        title="Open promises",
        needs=("promises.read", "duties.read"),
    ),
    Tool(
        function=record_promise,
        title="Record a promise",
        needs=("promises.make",),
        reads=False,
    ),
    Tool(function=record_reply, title="Record a reply", needs=("guard.record",), reads=False),
    Tool(function=list_files, title="Files of a promise", needs=("files.read",)),
    Tool(function=read_file, title="Read a file", needs=("files.read",)),
    Tool(function=attach_file, title="Attach a file", needs=("files.attach",), reads=False),
    Tool(
        function=report_distortion,
        title="Report a distortion",
        needs=("distortions.report",),
        reads=False,
        once=False,
    ),
)
