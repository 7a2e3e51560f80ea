"""The web server's first question: may this portal be opened at all?"""

from django.core.checks import ERROR, run_checks
from django.core.exceptions import ImproperlyConfigured
from django.db import DEFAULT_DB_ALIAS

from .checks import START


class UnsafeStart(ImproperlyConfigured):
    """The portal stays closed; the message lists everything that must be mended first, a sentence a line."""


def refuse_unsafe_start() -> None:
    """Raises UnsafeStart with every error of `config.checks` at once."""
    found = run_checks(tags=[START], include_deployment_checks=True, databases=[DEFAULT_DB_ALIAS])
    errors = sorted((message for message in found if message.level >= ERROR), key=lambda message: message.id)
    if errors:
        raise UnsafeStart("\n".join(["Cổng chưa được mở:", *(f"- {line(message)}" for message in errors)]))


def line(message) -> str:
    return f"{message.msg} {message.hint}" if message.hint else message.msg
