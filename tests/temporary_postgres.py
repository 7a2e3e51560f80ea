"""Run a command with a PostgreSQL of its own: `python tests/temporary_postgres.py -- COMMAND…`.

The server is started around pytest, not inside it: pytest-django reads the settings before any hook of ours could set
DATABASE_URL. It lives in a temporary folder, listens on a unix socket there and nowhere else, and is gone afterwards.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

# A server that nobody will miss need not survive a power cut.
OPTIONS = {
    "listen_addresses": "",
    "max_connections": "100",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
}
# PostgreSQL refuses to run as root; Debian's package brings a user for it.
SERVER_USER = "postgres" if os.geteuid() == 0 else None


def program(name):
    """The path of a server program, which Debian keeps off the PATH."""
    folders = [os.environ.get("PATH", os.defpath), *map(str, Path("/usr/lib/postgresql").glob("*/bin"))]
    found = shutil.which(name, path=os.pathsep.join(folders))
    if not found:
        sys.exit(f"Máy chưa có PostgreSQL (không tìm thấy {name}). Xin cài gói postgresql rồi chạy lại.")
    return found


def as_server_user(command, folder):
    """Run in the folder as the server's user; what it and the server said is shown only when it fails."""
    identity = {"user": SERVER_USER, "group": SERVER_USER, "extra_groups": []} if SERVER_USER else {}
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True, **identity)
    if result.returncode:
        log = folder / "server.log"
        said = result.stdout + result.stderr + (log.read_text() if log.exists() else "")
        sys.exit(f"PostgreSQL tạm chưa chạy được:\n{said}")


@contextmanager
def running_postgres():
    """Yield the DATABASE_URL of a fresh server and remove every trace of it afterwards."""
    initdb, pg_ctl = program("initdb"), program("pg_ctl")
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    control = [pg_ctl, "--pgdata", "data", "--silent", "--wait"]
    try:
        if SERVER_USER:
            shutil.chown(folder, SERVER_USER, SERVER_USER)
        locale = ["--locale", "C.UTF-8", "--encoding", "UTF8"]
        as_server_user(
            [initdb, "--pgdata", "data", "--username", "postgres", "--auth", "trust", "--no-sync", *locale], folder
        )
        options = " ".join(f"-c {name}={value}" for name, value in OPTIONS.items())
        as_server_user([*control, "start", "--log", "server.log", "--options", f"-k {folder} {options}"], folder)
        yield f"postgres://postgres@/{folder}/postgres"  # an absolute path makes django-environ take the socket
    finally:
        ignore_further_signals()
        if (folder / "data" / "postmaster.pid").exists():
            as_server_user([*control, "stop", "--mode", "immediate"], folder)
        shutil.rmtree(folder, ignore_errors=True)


def ignore_further_signals():
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)


def call(command, **environment):
    """The exit code as a shell would give it; when we are told to stop, the command is told too and waited for."""
    process = subprocess.Popen(command, env={**os.environ, **environment})
    try:
        code = process.wait()
    except KeyboardInterrupt:
        process.terminate()
        process.wait()
        raise
    return code if code >= 0 else 128 - code


def main(words):
    command = words[1:] if words[:1] == ["--"] else words
    if not command:
        sys.exit("Cách dùng: python tests/temporary_postgres.py -- LỆNH…")
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with running_postgres() as url:
            return call(command, DATABASE_URL=url)
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
