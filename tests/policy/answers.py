"""What an answer of the portal comes to, and everything it says, whatever its kind."""

import io
import zipfile
from html import unescape

from tests.printed import pages_of


def outcome(response) -> int | str:
    if response.streaming:
        b"".join(response.streaming_content)  # read to its end, a file is closed
    return "login" if response.status_code == 302 and response.url.startswith("/dang-nhap/?") else response.status_code


def words_in(response) -> str:
    """Everything an answer says, whatever its kind."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if content.startswith(b"%PDF"):
        return " ".join(pages_of(content))
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return " ".join(unescape(archive.read(name).decode("utf-8", "replace")) for name in archive.namelist())
    return unescape(content.decode(errors="replace"))  # a picture says nothing
