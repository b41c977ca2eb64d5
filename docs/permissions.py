"""Write docs/concepts/permissions.md: the matrix of permissions."""

from collections.abc import Iterator
from itertools import groupby

from troth.mcp.tools import TOOLS
from troth_web.people.matrix import ROWS, Permission
from troth_web.people.roles import Role

_SHOWN = (
    Role.ADMIN,
    Role.MANAGER,
    Role.AGENT,
    Role.VIEWER,
    Role.AI_AGENT,
    Role.INTEGRATION,
    Role.CUSTOMER,
    Role.ANONYMOUS,
)

_HEAD = """# Who may do what

Every operation of the API and every command of the server has a row here; a route without one
fails a test. A role is what somebody is: people are admin, manager, agent or viewer; programs are
artificial agents (ai-agent) or other systems (integration). A key opens what its holder's role
has **and** its scopes name: `promises.make`, `promises.*` for a group, or `read` for all rows
marked *reads*.

A row says whether somebody may do a thing at all. On which promise, two rules say:

- **Seen** by everybody in the company, because who speaks to a customer must know what others
  promised. A promise of a team marked *restricted* is there only for members of its promiser's or
  its holder's team, and for admins; for everybody else the answer is that of a promise that does
  not exist.
- **Changed** by members of its promiser's or its holder's team, by whoever made or holds it
  themselves, by managers and admins.

Nobody gives a role above their own or takes one away, and a restricted team opens only from
inside or by an admin. What may be promised or given in euros and hours is not a matter of roles
but of authority, which is checked apart.
"""


def permissions() -> Iterator[str]:
    """The rows, a table for each kind of thing."""
    yield _HEAD
    for kind, rows in groupby(sorted(ROWS, key=_kind), key=_kind):
        yield f"## {kind.title()}\n"
        yield f"| permission | {' | '.join(_SHOWN)} | why |"
        yield f"|---|{'---|' * len(_SHOWN)}---|"
        yield from map(_line, rows)
        yield ""
    yield "## Tools\n"
    yield "What `troth mcp` gives AI agents is asked of a ledger with the agent's own key.\n"
    yield "| tool | the key needs |\n|---|---|"
    for tool in TOOLS:
        yield f"| `{tool.name}` | {', '.join(f'`{name}`' for name in tool.needs)} |"
    yield ""


def _kind(row: Permission) -> str:
    return row.name.partition(".")[0]


def _line(row: Permission) -> str:
    marks = " | ".join("yes" if role in row.roles else "" for role in _SHOWN)
    reads = " *(reads)*" if row.reads else ""
    return f"| `{row.name}`{reads} | {marks} | {row.why} |"
