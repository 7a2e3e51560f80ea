"""Log lines without user text: a name, an address or a password that somebody typed never reaches the log."""

import logging

from emulation.kit.errors import way_of


class PlainFormatter(logging.Formatter):
    """Our own messages whole, because they are constants with ids; of anybody else's only what is certainly code.

    A foreign message is shown as its pattern, its place and its HTTP status; of an error the lines it came through
    and its class, not its words.
    """

    def format(self, record):
        line = f"{self.formatTime(record)} {record.levelname} {record.name} {words(record)}"
        is_ours = getattr(record, "status_code", 500) >= 500  # a request we refuse is no fault in the code
        return f"{line}\n{self.formatException(record.exc_info)}" if record.exc_info and is_ours else line

    def formatException(self, exc_info):
        """The way of an error through the code, its causes first."""
        return way_of(exc_info[1])


def words(record) -> str:
    if record.name.partition(".")[0] == "portal":
        return record.getMessage()
    pattern = record.msg if record.args and isinstance(record.msg, str) else ""
    return f"{getattr(record, 'status_code', '')} {pattern} ({record.module}:{record.lineno})".strip()
