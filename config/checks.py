"""What must be true before the portal serves anybody, as system checks.

They carry the tag "start" and are deployment checks, so that commands which prepare a portal (migrate, collectstatic)
run without them. `config.startup` asks them for the web server, the worker asks them by their tag, and so does
`manage.py check --deploy --database default`. Only the worker prints papers, so only it asks for the engine: the web
server would pay a second and 20 MB for a warning.
"""

import openpyxl
from django.conf import settings
from django.core.checks import Error, Warning, register
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor

from emulation.kit import documents
from emulation.kit.fields import field_key

START = "start"
PAPERS = "papers"
SECRET_KEY_LENGTH = 40  # characters
LOCK_WAIT = 20_000  # milliseconds

# What SQLite is asked, and what it must answer.
PRAGMAS = {
    "journal_mode": ("wal", "WAL"),
    "synchronous": (2, "FULL"),
    "foreign_keys": (1, "ON"),
}


@register(START, deploy=True)
def secrets_are_real(app_configs, **kwargs):
    """The two keys of the installation."""
    found = []
    if not has_secret_key():
        sentence = f"SECRET_KEY trống, là khoá mẫu, hoặc ngắn hơn {SECRET_KEY_LENGTH} ký tự."
        found.append(Error(sentence, hint="Đặt một chuỗi ngẫu nhiên trong var/portal.env.", id="portal.E001"))
    try:
        field_key()
    except (ImproperlyConfigured, ValueError):
        sentence = "FIELD_KEY không phải là 32 byte viết theo base64 (urlsafe)."
        found.append(Error(sentence, hint="Khoá này mã hoá số CCCD và số điện thoại.", id="portal.E002"))
    return found


def has_secret_key() -> bool:
    try:
        key = settings.SECRET_KEY
    except ImproperlyConfigured:  # Django's own refusal of an empty one
        return False
    return len(key) >= SECRET_KEY_LENGTH and not key.startswith("django-insecure-")


@register(START, deploy=True)
def pages_of_errors_stay_calm(app_configs, **kwargs):
    """DEBUG shows the settings to whoever meets an error, so it never stands behind a public address."""
    if settings.DEBUG and settings.BEHIND_TLS:
        sentence = "DEBUG đang bật cùng với BEHIND_TLS: trang lỗi sẽ phơi bày cấu hình cho người ngoài."
        return [Error(sentence, hint="Bỏ DEBUG, hoặc đặt BEHIND_TLS=off khi phát triển.", id="portal.E003")]
    return []


@register(START, deploy=True)
def workbooks_are_read_safely(app_configs, **kwargs):
    """Without defusedxml a workbook could fill the memory or read files of the server."""
    if openpyxl.DEFUSEDXML:
        return []
    return [Error("Thiếu defusedxml: tệp Excel từ ngoài không được đọc an toàn.", id="portal.E004")]


@register(START, deploy=True)
def databases_are_ready(app_configs, databases=None, **kwargs):
    """Asks the open connections themselves, because what settings say is not yet what a database does."""
    found = []
    for connection in (connections[alias] for alias in databases or []):
        try:
            found += [Error(sentence, id="portal.E005") for sentence in connection_complaints(connection)]
            found += [Error(sentence, id="portal.E006") for sentence in migration_complaints(connection)]
        except DatabaseError:
            found.append(Error("Không mở được cơ sở dữ liệu; xem DATABASE_URL và quyền ghi.", id="portal.E007"))
    return found


def connection_complaints(connection) -> list[str]:
    """What an SQLite connection does otherwise than the portal needs; nothing to say of other databases."""
    if connection.vendor != "sqlite":
        return []
    found = []
    with connection.cursor() as cursor:
        for pragma, (needed, word) in PRAGMAS.items():
            answer = cursor.execute(f"PRAGMA {pragma}").fetchone()[0]
            if answer != needed:
                found.append(f"SQLite đang chạy với {pragma}={answer}, phải là {word}.")
        wait = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
    if wait < LOCK_WAIT:
        found.append(f"SQLite chỉ chờ khoá {wait} mili giây, phải từ {LOCK_WAIT}.")
    if connection.transaction_mode != "IMMEDIATE":
        found.append(f"SQLite mở giao dịch kiểu {connection.transaction_mode or 'DEFERRED'}, phải là IMMEDIATE.")
    return found


def migration_complaints(connection) -> list[str]:
    """Migrations that are in the code but not in the database."""
    executor = MigrationExecutor(connection)
    missing = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if not missing:
        return []
    return [f"Cơ sở dữ liệu còn thiếu {missing} bước chuyển đổi: hãy chạy ./portal manage migrate."]


@register(PAPERS, deploy=True)
def papers_can_be_printed(app_configs, **kwargs):
    """A machine without the paper engine still serves everything but papers."""
    return [Warning(sentence, id="portal.W001") for sentence in documents.complaints()]
