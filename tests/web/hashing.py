"""Argon2 as in production, at a fraction of its price: most tests ask something else."""

from typing import ClassVar

from django.contrib.auth.hashers import Argon2PasswordHasher


class QuickArgon2(Argon2PasswordHasher):
    """One round over little memory, which counts how often it was asked for."""

    time_cost = 1
    memory_cost = 64
    parallelism = 1
    #: Hashes computed since the test began, by whatever means.
    computed: ClassVar[list[str]] = []

    def encode(self, password: str, salt: str) -> str:
        """Hash a new password."""
        self.computed.append("encode")
        return super().encode(password, salt)

    def verify(self, password: str, encoded: str) -> bool:
        """Hash a password to compare it."""
        self.computed.append("verify")
        return super().verify(password, encoded)
