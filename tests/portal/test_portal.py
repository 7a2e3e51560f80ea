"""The parts of `./portal` that decide something; the rest of it is proved by running it."""

import contextlib
import signal
import socket
import stat
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path

import pytest

from rewards.actions.practice_walk import NAMES

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def portal(tmp_path, monkeypatch):
    """The script as a module that keeps its data in a temporary folder."""
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "var"))
    loader = SourceFileLoader("portal_script", str(ROOT / "portal"))
    module = module_from_spec(spec_from_loader(loader.name, loader))
    loader.exec_module(module)
    return module


@pytest.fixture
def own_signals():
    """Put the handlers back that `main` or `stop` replace."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def words_of(portal, monkeypatch, verb):
    """A list that fills with the arguments which the verb is called with."""
    calls = []
    monkeypatch.setattr(portal, verb, lambda arguments: calls.append(arguments) or 0)
    getattr(portal, verb).__name__ = verb
    return calls


def test_binary_psycopg2_replaces_the_other_one_and_nothing_else(portal):
    before, after = "a==1 \\\n    --hash=sha256:aa\n", "z==1 \\\n    --hash=sha256:cc\n"
    psycopg2 = "psycopg2==2.9 \\\n    --hash=sha256:bb\n    # via portal\n"
    binary = "psycopg2-binary==2.9 \\\n    --hash=sha256:dd\n"

    swapped = portal.with_binary_psycopg2(before + psycopg2 + after, binary)

    assert swapped == before + after + binary


@pytest.mark.parametrize("kind", ["run", "test"])
def test_locks_name_psycopg2_once_and_the_ready_made_one_has_its_version(portal, kind):
    lock, binary = portal.LOCKS[kind].read_text(), portal.LOCKS["binary"].read_text()

    entries = [line for line in lock.splitlines() if line.startswith("psycopg2")]

    assert [line.replace("psycopg2==", "psycopg2-binary==") for line in entries] == [
        line for line in binary.splitlines() if line.startswith("psycopg2-binary")
    ]
    assert "psycopg2==" not in portal.with_binary_psycopg2(lock, binary)


def test_test_lock_holds_everything_of_the_run_lock(portal):
    run, test = (
        {line.split(" ")[0] for line in portal.LOCKS[kind].read_text().splitlines() if "==" in line and line[0] != " "}
        for kind in ("run", "test")
    )

    assert run < test


def test_stamp_changes_with_the_lock_and_the_folder(portal, tmp_path, monkeypatch):
    before = portal.stamp("run")

    monkeypatch.setattr(portal, "VENV", tmp_path)
    elsewhere = portal.stamp("run")
    monkeypatch.setitem(portal.LOCKS, "run", portal.LOCKS["test"])
    other_lock = portal.stamp("run")

    assert len({before, elsewhere, other_lock}) == 3


def test_only_what_is_not_there_is_missing(portal, monkeypatch):
    monkeypatch.setitem(portal.NEEDS, "papers", {"there": lambda: True, "gone": lambda: False})
    monkeypatch.setitem(portal.NEEDS, "tests", {"away": lambda: False})

    assert portal.missing("papers", "tests") == ["gone", "away"]


def test_things_are_found_by_trying_them(portal):
    assert portal.loads("libc.so.6")
    assert not portal.loads("libnothing-of-the-kind.so.9")
    assert not portal.has_program("no-such-program")
    assert not portal.has_font("NoSuchFont.ttf")


def test_settings_are_made_once_and_only_their_owner_reads_them(portal):
    portal.DATA.mkdir()

    portal.write_first_settings()
    first = (portal.DATA / "portal.env").read_text()
    portal.write_first_settings()

    values = dict(line.split("=", 1) for line in first.splitlines())
    assert (portal.DATA / "portal.env").read_text() == first
    assert stat.S_IMODE((portal.DATA / "portal.env").stat().st_mode) == 0o600
    assert list(values) == ["SECRET_KEY", "FIELD_KEY", "BEHIND_TLS", "ALLOWED_HOSTS"]
    assert len(portal.base64.urlsafe_b64decode(values["FIELD_KEY"])) == 32


def test_busy_port_is_refused_with_a_sentence(portal):
    with socket.create_server(("127.0.0.1", 0)) as busy:
        port = busy.getsockname()[1]

        with pytest.raises(SystemExit, match=rf"127\.0\.0\.1:{port}, có lẽ chương trình khác đang dùng"):
            portal.refuse_busy_port("127.0.0.1", port)

    portal.refuse_busy_port("127.0.0.1", port)


@pytest.mark.parametrize(
    ("words", "stages", "extra"),
    [
        (["test"], [], []),
        (["test", "postgres", "lint"], ["postgres", "lint"], []),
        (["test", "sqlite", "--", "-k", "phase"], ["sqlite"], ["-k", "phase"]),
    ],
)
def test_words_behind_two_dashes_go_to_pytest(portal, monkeypatch, own_signals, words, stages, extra):
    calls = words_of(portal, monkeypatch, "test")

    assert portal.main(words) == 0

    assert calls[0].stages == stages
    assert calls[0].extra == extra


def test_options_of_manage_are_not_ours(portal, monkeypatch, own_signals):
    calls = words_of(portal, monkeypatch, "manage")

    assert portal.main(["manage", "demo", "--if-empty", "-h"]) == 0

    assert calls[0].extra == ["demo", "--if-empty", "-h"]


@pytest.mark.parametrize("words", [[], ["fly"], ["run", "--port", "many"], ["run", "--until", "tomorrow"]])
def test_what_is_not_understood_is_answered_in_vietnamese(portal, own_signals, capsys, words):
    with pytest.raises(SystemExit):
        portal.main(words)

    answer = capsys.readouterr().err
    assert answer.startswith("Xin lỗi, tôi chưa hiểu")
    assert "usage" not in answer


def test_run_leads_the_practice_ward_as_far_as_the_command_does(portal):
    assert tuple(NAMES) == portal.WALK
    assert "|".join(NAMES) in portal.GUIDE


def test_chosen_names_keep_the_known_order_and_none_means_all(portal):
    known = ["lint", "sqlite", "browser"]

    assert portal.chosen(["browser", "lint"], known) == ["lint", "browser"]
    assert portal.chosen([], known) == known
    with pytest.raises(SystemExit, match="Không có phần nào tên «moon»"):
        portal.chosen(["moon"], known)


def test_every_pytest_gets_the_extra_words_and_postgres_its_own_server(portal):
    commands = portal.commands_by_stage(["-x"])

    assert list(commands) == ["lint", "sqlite", "postgres", "browser"]
    assert all(commands[stage]["pytest"][-1] == "-x" for stage in ("sqlite", "postgres", "browser"))
    assert "tests/temporary_postgres.py" in commands["postgres"]["pytest"]


def test_one_failure_does_not_hide_the_next(portal):
    commands = {"bad": ["false"], "good": ["true"], "worse": ["false"]}

    _, failed = portal.run_stage("lint", commands)

    assert failed == ["bad", "worse"]


def test_stop_ends_the_processes_it_is_given(portal, own_signals):
    with contextlib.ExitStack() as stack:
        processes = [stack.enter_context(portal.subprocess.Popen(["sleep", "60"])) for _ in range(2)]

        portal.stop(processes)

        assert [process.returncode for process in processes] == [-signal.SIGTERM, -signal.SIGTERM]
