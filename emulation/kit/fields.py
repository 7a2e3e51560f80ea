"""Small custom columns: keys that follow a name by themselves, and personal numbers that are encrypted at rest."""

import base64
import hashlib
import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import models

from .vietnamese import fold, name_sort_key


class FollowingField(models.CharField):
    """A column computed from another one at every save, also in bulk; it is never edited."""

    def __init__(self, *args, source: str = "full_name", **kwargs):
        self.source = source
        kwargs.setdefault("max_length", 500)
        super().__init__(*args, **{**kwargs, "editable": False, "blank": True})

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        del kwargs["editable"], kwargs["blank"]
        return name, path, args, {**kwargs, "source": self.source}

    def pre_save(self, model_instance, add):
        value = self.follow(getattr(model_instance, self.source))
        setattr(model_instance, self.attname, value)
        return value

    def follow(self, text: str) -> str:
        raise NotImplementedError


class SearchField(FollowingField):
    """The source folded for searching without accents."""

    def follow(self, text):
        return fold(text)[: self.max_length]


class NameSortField(FollowingField):
    """The source as a key that sorts names the Vietnamese way."""

    def follow(self, text):
        return name_sort_key(text)[: self.max_length]


class PhoneTailsField(FollowingField):
    """Keyed hashes of a number's last three and last four digits: found by its end, and by nothing longer."""

    def follow(self, text):
        return " ".join(tail_hash(text[-length:]) for length in TAILS) if len(text) > max(TAILS) else ""


TAILS = (3, 4)  # digits; three of them every page shows anyway


def tail_hash(digits: str) -> str:
    """What the end of a telephone number is found by."""
    return fingerprint(f"tail:{digits}")[:24]


def field_key() -> bytes:
    """The 32 bytes that encrypt personal numbers, from FIELD_KEY."""
    key = base64.urlsafe_b64decode(settings.FIELD_KEY or "")
    if len(key) != 32:
        raise ImproperlyConfigured("FIELD_KEY must be 32 bytes in urlsafe base64.")
    return key


def fingerprint(value: str) -> str:
    """A keyed hash of a personal number: equal numbers can be found without being read."""
    return hmac.new(field_key(), value.encode(), hashlib.sha256).hexdigest() if value else ""


class SealedField(models.TextField):
    """Text encrypted with AES-256-GCM on its way to the database; "" stays "". Plain only in memory."""

    def get_prep_value(self, value):
        if not value:
            return ""
        nonce = os.urandom(12)
        return base64.b64encode(nonce + AESGCM(field_key()).encrypt(nonce, value.encode(), None)).decode()

    def from_db_value(self, value, expression, connection):
        if not value:
            return ""
        sealed = base64.b64decode(value)
        try:
            return AESGCM(field_key()).decrypt(sealed[:12], sealed[12:], None).decode()
        except InvalidTag as error:
            raise ImproperlyConfigured("FIELD_KEY is not the key this database was written with.") from error
