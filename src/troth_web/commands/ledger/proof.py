"""`troth ledger verify|checkpoint`: whether anything was rewritten, and a proof to keep outside."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from troth_web.ledger.store import SqlStore

from troth_web.commands.opened import reading
from troth_web.commands.rights import stands_for
from troth_web.commands.shown import Format
