"""Small facts that leave the portal inside a file and come back: nobody outside can read them or make their own."""

import base64
import binascii
import json
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from .fields import field_key

NONCE = 12  # bytes


class TokenBroken(ValueError):
    """Text that is no token of this portal and purpose, or is one no longer."""


def seal(purpose: str, facts: list) -> str:
    """The facts (plain JSON) as text for a cell; a token of one purpose is none for another."""
    nonce, plain = os.urandom(NONCE), json.dumps(facts, ensure_ascii=False, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(nonce + AESGCM(field_key()).encrypt(nonce, plain, purpose.encode())).decode()


def unseal(purpose: str, token: str) -> list:
    """The facts of a token; raises TokenBroken."""
    try:
        sealed = base64.urlsafe_b64decode(token.encode())
        return json.loads(AESGCM(field_key()).decrypt(sealed[:NONCE], sealed[NONCE:], purpose.encode()))
    except (InvalidTag, binascii.Error, ValueError) as error:
        raise TokenBroken("not a token of ours") from error
