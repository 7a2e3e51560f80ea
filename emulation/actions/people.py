"""Accounts and roles."""

import secrets

from django.db import transaction

from ..choices import RoleKind
from ..kit import audit
from ..models import Role, Unit, User

WORDS = [
    "sen", "cau", "tre", "mai", "lan", "hue", "bac", "nam", "dong", "tay", "xuan", "ha", "thu", "dua", "cam", "buoi",
    "nhan", "vai", "che", "lua", "ngo", "sao", "trang", "may",
]  # fmt: skip


@transaction.atomic
def grant_role(user: User, unit: Unit, kind: str, *, by) -> Role:
    """Gives a person a role at a unit; giving it twice changes nothing."""
    role, is_new = Role.objects.get_or_create(user=user, unit=unit, kind=kind)
    if is_new:
        audit.record("giao vai trò", role, by=by, after={"user": user.username, "unit": unit.code, "kind": kind})
    return role


def practice_password() -> str:
    """A password one can read out: four plain words and a number, about 26 bits; for practice data only."""
    return "-".join([*(secrets.choice(WORDS) for _ in range(4)), str(secrets.randbelow(900) + 100)])


@transaction.atomic
def create_practice_accounts(ward: Unit) -> dict[str, str]:
    """Creates the practice accounts of a ward; returns their passwords, which are stored only as hashes."""
    people = [
        ("admin", "Quản trị viên", "Quản trị hệ thống", RoleKind.ADMINISTRATOR, ward),
        ("standing", "Vũ Thị Hiệp", "Công chức Tư pháp - Hộ tịch", RoleKind.STANDING, ward),
        ("clerk", "Nguyễn Thị Kiều Ngọc Hưởng", "Công chức Văn phòng", RoleKind.CLERK, ward),
        ("chairman", "Nguyễn Ngọc Hà", "Chủ tịch UBND phường", RoleKind.CHAIRMAN, ward),
    ]
    for unit in Unit.objects.below(ward).neighbourhoods().current():
        people.append((f"officer-{unit.label}", f"Cán bộ tổ {unit.label}", f"Phụ trách {unit}", RoleKind.OFFICER, unit))
    return {username: create_practice_account(username, *rest) for username, *rest in people}


def create_practice_account(username: str, full_name: str, position: str, kind: str, unit: Unit) -> str:
    """Creates one account with one role and returns its password."""
    password = practice_password()
    is_admin = kind == RoleKind.ADMINISTRATOR
    user = User(username=username, full_name=full_name, position=position, is_staff=is_admin, is_superuser=is_admin)
    user.set_password(password)
    user.save()
    grant_role(user, unit, kind, by=None)
    return password
