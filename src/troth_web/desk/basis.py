"""By which term something is promised, and why by no other, in the reader's language."""

from collections.abc import Mapping
from typing import Any

from troth.promises.overlays import REASONS, level_said
from troth.said import again
from troth_web.desk.telling import told


def basis_of(payload: Mapping[str, Any] | None) -> dict[str, Any]:
    """Level and id of what applies, and each term that lost with the reason.

    Args:
        payload: as a journal holds it, in English; None where nothing applies.
    """
    known = payload or {}
    return {
        "id": known.get("id", ""),
        "level": told(level_said(str(known.get("level", "")))),
        "instead_of": [
            {**lost, "why": told(again(str(lost.get("why", "")), REASONS))}
            for lost in known.get("instead_of", ())
        ],
    }
