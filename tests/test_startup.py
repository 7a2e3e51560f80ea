"""A portal that is not safe stays closed and says why, every reason at once, in Vietnamese."""

import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.db.utils import ConnectionHandler

from config.checks import connection_complaints
from config.startup import UnsafeStart, refuse_unsafe_start
from emulation.kit import documents

ROOT = Path(__file__).resolve().parents[1]
GOOD_SQLITE = {
    "timeout": 20,
    "transaction_mode": "IMMEDIATE",
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
}

pytestmark = pytest.mark.django_db


@pytest.fixture
def sqlite(tmp_path):
    """A connection to an SQLite file of its own: sqlite(timeout=5); without options it has Django's defaults."""
    opened = []

    def open_file(**options):
        database = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(tmp_path / "own.sqlite3"), "OPTIONS": options}
        opened.append(ConnectionHandler({"default": database})["default"])
        return opened[-1]

    yield open_file
    for one in opened:
        one.close()


def reasons():
    """Why the portal does not start now: the sentences, without the headline."""
    with pytest.raises(UnsafeStart) as refusal:
        refuse_unsafe_start()
    headline, *lines = str(refusal.value).split("\n")
    assert headline == "Cổng chưa được mở:"
    return lines


def test_a_portal_in_order_starts():
    refuse_unsafe_start()


@pytest.mark.parametrize("key", ["", "x" * 39, "django-insecure-" + "x" * 50])
def test_a_weak_secret_key_is_refused(settings, key):
    settings.SECRET_KEY = key

    assert reasons() == [
        "- SECRET_KEY trống, là khoá mẫu, hoặc ngắn hơn 40 ký tự. Đặt một chuỗi ngẫu nhiên trong var/portal.env."
    ]


@pytest.mark.parametrize("key", ["", "a2tra2s=", "không phải base64", "x" * 43])
def test_a_field_key_that_is_not_32_bytes_is_refused(settings, key):
    settings.FIELD_KEY = key

    assert reasons() == [
        "- FIELD_KEY không phải là 32 byte viết theo base64 (urlsafe). Khoá này mã hoá số CCCD và số điện thoại."
    ]


def test_debug_behind_tls_is_refused(settings):
    settings.DEBUG = True

    assert reasons() == [
        "- DEBUG đang bật cùng với BEHIND_TLS: trang lỗi sẽ phơi bày cấu hình cho người ngoài. "
        "Bỏ DEBUG, hoặc đặt BEHIND_TLS=off khi phát triển."
    ]


def test_debug_on_a_developers_machine_starts(settings):
    settings.DEBUG, settings.BEHIND_TLS = True, False

    refuse_unsafe_start()


def test_openpyxl_without_defusedxml_is_refused(monkeypatch):
    monkeypatch.setattr(openpyxl, "DEFUSEDXML", False)

    assert reasons() == ["- Thiếu defusedxml: tệp Excel từ ngoài không được đọc an toàn."]


def test_a_missing_migration_is_refused():
    MigrationRecorder(connection).migration_qs.filter(app="sessions").delete()

    assert reasons() == ["- Cơ sở dữ liệu còn thiếu 1 bước chuyển đổi: hãy chạy ./portal manage migrate."]


def test_all_reasons_are_told_at_once(settings, monkeypatch):
    settings.SECRET_KEY, settings.FIELD_KEY, settings.DEBUG = "", "", True
    monkeypatch.setattr(openpyxl, "DEFUSEDXML", False)

    assert [reason.split()[1] for reason in reasons()] == ["SECRET_KEY", "FIELD_KEY", "DEBUG", "Thiếu"]


# The database, asked itself


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PRAGMAs are SQLite's")
def test_the_portals_own_database_is_a_file_with_the_journal_and_locks_of_production():
    with connection.cursor() as cursor:
        answers = {
            pragma: cursor.execute(f"PRAGMA {pragma}").fetchone()[0]
            for pragma in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }

    assert Path(connection.settings_dict["NAME"]).is_file()
    assert answers == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 20_000}
    assert connection_complaints(connection) == []


def test_a_file_with_the_right_options_is_accepted(sqlite):
    assert connection_complaints(sqlite(**GOOD_SQLITE)) == []


def test_djangos_own_defaults_are_refused(sqlite):
    assert connection_complaints(sqlite()) == [
        "SQLite đang chạy với journal_mode=delete, phải là WAL.",
        "SQLite chỉ chờ khoá 5000 mili giây, phải từ 20000.",
        "SQLite mở giao dịch kiểu DEFERRED, phải là IMMEDIATE.",
    ]


@pytest.mark.parametrize(
    ("pragma", "sentence"),
    [
        ("journal_mode=MEMORY", "SQLite đang chạy với journal_mode=memory, phải là WAL."),
        ("synchronous=NORMAL", "SQLite đang chạy với synchronous=1, phải là FULL."),
        ("foreign_keys=OFF", "SQLite đang chạy với foreign_keys=0, phải là ON."),
        ("busy_timeout=0", "SQLite chỉ chờ khoá 0 mili giây, phải từ 20000."),
    ],
)
def test_it_is_the_connection_that_answers_not_the_settings(sqlite, pragma, sentence):
    opened = sqlite(**GOOD_SQLITE)
    opened.cursor().execute(f"PRAGMA {pragma}")

    assert connection_complaints(opened) == [sentence]


def test_an_immediate_transaction_holds_the_lock_before_it_writes(sqlite):
    first, second = sqlite(**GOOD_SQLITE), sqlite(**{**GOOD_SQLITE, "timeout": 0})
    first.cursor().execute("CREATE TABLE note (word)")

    first.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    with pytest.raises(DatabaseError, match="locked"):
        second.cursor().execute("INSERT INTO note VALUES ('muộn')")


def test_a_database_that_cannot_be_opened_is_refused_in_words(settings, monkeypatch, tmp_path):
    lost = ConnectionHandler({"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": str(tmp_path / "no" / "db")}})
    monkeypatch.setattr("config.checks.connections", lost)

    assert reasons() == ["- Không mở được cơ sở dữ liệu; xem DATABASE_URL và quyền ghi."]


# Who asks


def test_the_web_server_does_not_start_unsafely(tmp_path):
    own = {"DJANGO_SETTINGS_MODULE": "config.settings", "DATA_DIR": str(tmp_path), "SECRET_KEY": "ngắn"}
    env = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | own

    started = subprocess.run(
        [sys.executable, "-c", "import config.wsgi"], cwd=ROOT, env=env, capture_output=True, text=True
    )

    assert started.returncode == 1
    assert "UnsafeStart: Cổng chưa được mở:\n- SECRET_KEY trống" in started.stderr
    assert "bước chuyển đổi" in started.stderr


def test_the_worker_does_not_start_unsafely(settings):
    settings.DEBUG = True

    with pytest.raises(SystemCheckError, match="DEBUG đang bật cùng với BEHIND_TLS"):
        call_command("work", once=True, skip_checks=False)


@pytest.mark.django_db(transaction=True)  # the worker closes its connection between jobs
def test_the_worker_of_a_portal_in_order_starts():
    call_command("work", once=True, skip_checks=False)


def test_commands_that_prepare_a_portal_run_without_these_checks(settings):
    settings.SECRET_KEY = "ngắn"

    assert [message for message in run_checks() if message.id.startswith("portal.")] == []


@pytest.mark.django_db(transaction=True)  # the worker closes its connection between jobs
def test_a_machine_without_the_paper_fonts_warns_and_works(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(documents, "TINOS", tmp_path)

    call_command("work", once=True, skip_checks=False)

    assert "portal.W001) Thiếu gói fonts-croscore" in capsys.readouterr().err
