"""Linking: which metric of the playbook a promise is about."""

from troth.guard.linking.index import Index
from troth.guard.linking.link import Correction, Link

__all__ = ["Correction", "Index", "Link"]
