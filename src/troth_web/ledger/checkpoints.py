"""Checkpoints: how many entries the journal had, and what they were, signed.

Whoever keeps a checkpoint outside can tell later whether anything before it was changed, also by
somebody who owns the database. The text is that of a checkpoint of a transparency log:

    troth-ledger+PUBLIC KEY
    12345
    DIGEST
    2026-12-01T09:00:00.000000Z

    — troth-ledger+PUBLIC KEY SIGNATURE

The digest is SHA-256 over the hashes of the first so many entries in the order of the feed.
"""

import base64
import binascii
import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from troth.errors import TrothError
from troth.promises.hashing import instant
from troth_web.ledger.secrets import kept_secret

ORIGIN = "troth-ledger"
#: The key's file in the data directory.
KEY_FILE = "checkpoint-key"


class BadCheckpointError(TrothError):
    """A text that is no checkpoint, or was changed."""

    def __init__(self, why: str) -> None:
        super().__init__(f"this is not a checkpoint of a ledger: {why}")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What the journal was at an instant."""

    #: How many entries it had.
    entries: int
    #: SHA-256 over their hashes, in hexadecimal.
    digest: str
    at: datetime
    #: The public key that signs it, 32 bytes.
    signer: bytes

    def body(self) -> str:
        """What is signed."""
        digest = base64.b64encode(bytes.fromhex(self.digest)).decode()
        return f"{_name(self.signer)}\n{self.entries}\n{digest}\n{instant(self.at)}\n"


def signed(entries: int, digest: str, at: datetime, directory: Path) -> str:
    """The text of a checkpoint, signed with the key in the data directory, made on first use."""
    key = Ed25519PrivateKey.from_private_bytes(kept_secret(directory / KEY_FILE))
    signer = key.public_key().public_bytes_raw()
    body = Checkpoint(entries, digest, at, signer).body()
    signature = _hint(signer) + key.sign(body.encode())
    return f"{body}\n— {_name(signer)} {base64.b64encode(signature).decode()}\n"


def signer_of(directory: Path) -> bytes | None:
    """The public key of this ledger; None where it never signed anything."""
    path = directory / KEY_FILE
    if not path.exists():
        return None
    return Ed25519PrivateKey.from_private_bytes(kept_secret(path)).public_key().public_bytes_raw()


def parsed(text: str) -> Checkpoint:
    """A checkpoint from its text, whose signature holds.

    Raises:
        BadCheckpointError: it is none, or something in it was changed.
    """
    body, _, signature = text.strip().replace("\r\n", "\n").partition("\n\n")
    lines = body.split("\n")
    if len(lines) != 4 or not lines[0].startswith(f"{ORIGIN}+"):
        raise BadCheckpointError(f"it begins with '{ORIGIN}+', and has four lines and a signature")
    signer = _decoded(lines[0].removeprefix(f"{ORIGIN}+"))
    _check_signature(signer, f"{body}\n", signature)
    try:
        at = datetime.fromisoformat(lines[3])
        return Checkpoint(int(lines[1]), _decoded(lines[2]).hex(), at, signer)
    except ValueError as error:
        raise BadCheckpointError(str(error)) from None


def _check_signature(signer: bytes, body: str, line: str) -> None:
    dash, _, rest = line.partition(" ")
    name, _, signature = rest.partition(" ")
    content = _decoded(signature)
    if dash != "—" or name != _name(signer) or content[:4] != _hint(signer):
        raise BadCheckpointError("its last line is not its signature")
    try:
        Ed25519PublicKey.from_public_bytes(signer).verify(content[4:], body.encode())
    except (InvalidSignature, ValueError):
        raise BadCheckpointError("its signature does not hold") from None


def _name(signer: bytes) -> str:
    return f"{ORIGIN}+{base64.b64encode(signer).decode()}"


def _hint(signer: bytes) -> bytes:
    """Four bytes that tell keys apart, as signed notes have them; 1 stands for Ed25519."""
    return hashlib.sha256(_name(signer).encode() + b"\n\x01" + signer).digest()[:4]


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error:
        raise BadCheckpointError(f"{text!r} is not base64") from None
