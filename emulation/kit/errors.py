"""What may be kept of an error: its way through the code and its class, never its words, which may name people."""

import traceback
from errno import errorcode


def way_of(error: BaseException | None) -> str:
    """The lines an error came through and its class, its causes first."""
    lines: list[str] = []
    while error is not None:
        lines = [*traceback.format_tb(error.__traceback__), f"{name_of(error)}\n", *lines]
        error = error.__cause__ or error.__context__
    return "".join(lines).rstrip()


def name_of(error: BaseException) -> str:
    """Its class, with the number of the system where it has one: "builtins.OSError ENOSPC"."""
    kind, number = type(error), getattr(error, "errno", None)
    return f"{kind.__module__}.{kind.__qualname__} {errorcode.get(number, '')}".rstrip()
