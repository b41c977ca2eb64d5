"""The permission matrix: every operation, and the roles that have it. Pure data, no Django."""

from troth_web.people.matrix import company, promises
from troth_web.people.matrix.row import Permission

__all__ = ["ROWS", "Permission"]

ROWS: tuple[Permission, ...] = (*promises.ROWS, *company.ROWS)
