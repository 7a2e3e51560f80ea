"""People and their roles: a role holds at its unit and below it, is read fresh, and is given with a trail."""

import pytest
from django.contrib.auth.hashers import identify_hasher

from emulation.actions.people import create_practice_accounts, grant_role
from emulation.choices import RoleKind, UnitKind
from emulation.models import AuditEntry, Role, Unit, User
from emulation.permissions import OFFICE, STAFF, can_import_into


@pytest.fixture
def officer(officer_of):
    return officer_of("1")


@pytest.fixture
def ten(ward):
    return Unit.objects.create(code="dong-tam/to-10", kind=UnitKind.NEIGHBOURHOOD, name="Tổ dân phố số 10", parent=ward)


def test_a_role_holds_at_its_unit(officer, unit_of):
    assert officer.holds({RoleKind.OFFICER}, unit_of("1"))


def test_a_role_holds_below_its_unit(officer, clerk, unit_of):
    board = Unit.objects.get(code="dong-tam/to-1/mat-tran")

    assert officer.holds(STAFF, board)
    assert clerk.holds(OFFICE, unit_of("14"))


def test_a_role_does_not_reach_a_neighbour_whose_code_begins_alike(officer, unit_of, ten):
    assert not officer.holds(STAFF, unit_of("14"))
    assert not officer.holds(STAFF, ten)


def test_a_role_does_not_reach_upwards(officer, ward):
    assert not officer.holds(STAFF, ward)


def test_another_role_is_not_this_role(officer, chairman, unit_of, ward):
    assert not officer.holds(OFFICE, unit_of("1"))
    assert not can_import_into(chairman, ward)


def test_an_administrator_is_no_staff(administrator, ward):
    assert not administrator.holds(STAFF, ward)


def test_a_role_given_twice_is_one_role_with_one_entry(officer, unit_of, administrator):
    grant_role(officer, unit_of("1"), RoleKind.OFFICER, by=administrator)
    grant_role(officer, unit_of("8"), RoleKind.OFFICER, by=administrator)
    grant_role(officer, unit_of("8"), RoleKind.OFFICER, by=administrator)

    assert officer.roles.count() == 2
    entry = AuditEntry.objects.get(actor="admin")
    assert entry.after == {"user": "officer-1", "unit": "dong-tam/to-8", "kind": "officer"}


def test_a_role_taken_away_is_gone_at_the_next_request(officer, unit_of):
    officer.roles.all().delete()

    again = User.objects.get(pk=officer.pk)
    assert not again.holds(STAFF, unit_of("1"))
    assert again.unit_codes == []


def test_roles_are_read_once_for_a_request(officer, unit_of, ward, django_assert_num_queries):
    asked = User.objects.get(pk=officer.pk)
    units = [unit_of("1"), unit_of("14"), ward]

    with django_assert_num_queries(1):
        assert [asked.holds(STAFF, unit) for unit in units] == [True, False, False]
        assert asked.unit_codes == ["dong-tam/to-1"]


def test_roles_are_visible_where_one_holds_a_role_oneself(officer, clerk, officer_of):
    officer_of("14")

    assert set(Role.objects.visible_to(officer)) == set(officer.roles.all())
    assert Role.objects.visible_to(clerk).count() == 3


def test_a_person_is_shown_by_full_name_and_without_one_by_the_account():
    assert str(User(username="an", full_name="Nguyễn Thị Kiều Ngọc Hưởng")) == "Nguyễn Thị Kiều Ngọc Hưởng"
    assert str(User(username="an")) == "an"


def test_practice_accounts_are_one_for_each_role_and_each_neighbourhood(ward):
    passwords = create_practice_accounts(ward)

    assert sorted(passwords) == ["admin", "chairman", "clerk", "officer-1", "officer-14", "officer-8", "standing"]
    assert [user.username for user in User.objects.filter(is_superuser=True)] == ["admin"]
    held = set(Role.objects.values_list("user__username", "kind", "unit__code"))
    assert ("officer-14", "officer", "dong-tam/to-14") in held
    assert ("chairman", "chairman", "dong-tam") in held


def test_practice_passwords_open_their_account_and_are_stored_as_hashes(ward):
    passwords = create_practice_accounts(ward)

    for user in User.objects.all():
        assert user.check_password(passwords[user.username])
        assert identify_hasher(user.password)
    assert len(set(passwords.values())) == 7
    assert all(len(password) >= 12 for password in passwords.values())


def test_practice_passwords_are_not_in_the_trail(ward):
    passwords = create_practice_accounts(ward)

    trail = "".join(str(entry.__dict__) for entry in AuditEntry.objects.all())
    assert not any(password in trail for password in passwords.values())
