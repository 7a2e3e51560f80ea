"""Files with personal numbers, encrypted at rest with the key that also seals the database's columns."""

import os
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from .fields import field_key

NONCE = 12  # bytes


def write_sealed(path: Path, content: bytes) -> None:
    """Writes the content so that only the portal can read it; the file is there whole or not at all, and stays."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    nonce, draft = os.urandom(NONCE), path.with_suffix(".draft")
    with draft.open("wb") as file:
        file.write(nonce + AESGCM(field_key()).encrypt(nonce, content, None))
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def read_sealed(path: Path) -> bytes:
    """The content as it came; raises OSError without the file, InvalidTag for a changed file or another key."""
    sealed = path.read_bytes()
    return AESGCM(field_key()).decrypt(sealed[:NONCE], sealed[NONCE:], None)
