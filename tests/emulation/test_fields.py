"""Columns of our own: personal numbers sealed at rest, keys that follow a name at every save."""

import base64

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from emulation.kit.fields import fingerprint
from emulation.models import Household, Member

PHONE, CITIZEN_ID = "0912345678", "015090123456"


@pytest.fixture
def member(household):
    person = household.members.get(full_name="Lô Thị Nga")
    person.phone, person.citizen_id = PHONE, CITIZEN_ID
    person.save()
    return person


@pytest.fixture
def another_key(settings):
    settings.FIELD_KEY = base64.urlsafe_b64encode(b"a" * 32).decode()


def stored(member, *columns):
    """The columns as they lie in the database, read around Django's models."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(columns)} FROM emulation_member WHERE id = %s", [member.pk])
        return cursor.fetchone()


def test_a_sealed_number_comes_back_as_it_was_given(member):
    fresh = Member.objects.get(pk=member.pk)

    assert (fresh.phone, fresh.citizen_id) == (PHONE, CITIZEN_ID)


def test_a_sealed_number_cannot_be_read_in_the_database(member):
    row = "".join(map(str, stored(member, "*")))

    for number in (PHONE, CITIZEN_ID):
        assert number not in row
        assert base64.b64encode(number.encode()).decode().rstrip("=") not in row
    assert PHONE.encode() not in base64.b64decode(stored(member, "phone")[0])


def test_the_same_number_is_sealed_differently_each_time(member, household):
    neighbour = household.members.get(full_name="Sùng A Chử")
    neighbour.phone = PHONE
    neighbour.save()

    assert stored(member, "phone") != stored(neighbour, "phone")


def test_no_number_is_stored_as_no_number(household):
    assert stored(household.members.first(), "phone", "citizen_id") == ("", "")


def test_another_key_reads_nothing_and_says_so(member, another_key):
    with pytest.raises(ImproperlyConfigured, match="FIELD_KEY is not the key"):
        Member.objects.get(pk=member.pk)


def test_a_changed_byte_is_noticed(member):
    sealed = bytearray(base64.b64decode(stored(member, "phone")[0]))
    sealed[-1] ^= 1
    with connection.cursor() as cursor:
        changed = base64.b64encode(sealed).decode()
        cursor.execute("UPDATE emulation_member SET phone = %s WHERE id = %s", [changed, member.pk])

    with pytest.raises(ImproperlyConfigured):
        Member.objects.get(pk=member.pk)


@pytest.mark.parametrize("key", ["", base64.urlsafe_b64encode(b"k" * 16).decode()])
def test_without_a_whole_key_nothing_is_written(member, settings, key):
    settings.FIELD_KEY = key
    member.phone = "0987654321"

    with pytest.raises(ImproperlyConfigured, match="32 bytes"):
        member.save()


def test_a_fingerprint_finds_equal_numbers_without_showing_them():
    assert fingerprint(CITIZEN_ID) == fingerprint(CITIZEN_ID) != fingerprint("015090123457")
    assert CITIZEN_ID not in fingerprint(CITIZEN_ID)
    assert fingerprint("") == ""


def test_a_fingerprint_depends_on_the_key(settings):
    before = fingerprint(CITIZEN_ID)

    settings.FIELD_KEY = base64.urlsafe_b64encode(b"a" * 32).decode()

    assert fingerprint(CITIZEN_ID) != before


def test_keys_follow_the_name_at_a_save(member):
    before = member.sort_key

    member.full_name = "Lô Thị Ánh"
    member.save()

    fresh = Member.objects.get(pk=member.pk)
    assert fresh.search == "lo thi anh"
    assert fresh.sort_key == member.sort_key < before


def test_keys_follow_the_name_in_bulk(household):
    people = [Member(household=household, full_name=name, born_on="1990-01-01") for name in ("Đỗ Thị Ý", "Lê Văn Ân")]

    Member.objects.bulk_create(people)

    new = Member.objects.filter(born_on="1990-01-01").order_by("sort_key")
    assert list(new.values_list("full_name", "search")) == [("Lê Văn Ân", "le van an"), ("Đỗ Thị Ý", "do thi y")]


def test_keys_follow_the_name_in_an_upsert(member):
    member.full_name = "Lô Thị Ánh"

    Member.objects.bulk_create(
        [member], update_conflicts=True, unique_fields=["pk"], update_fields=["full_name", "search", "sort_key"]
    )

    assert Member.objects.get(pk=member.pk).search == "lo thi anh"


def test_the_search_column_of_a_household_follows_code_head_and_address(household):
    household.address = "Ngõ 5, đường Yên Ninh"
    household.save()

    assert Household.objects.get().search == "t08 017 sung a chu ngo 5 duong yen ninh"


def test_every_database_sorts_names_the_vietnamese_way(household):
    names = household.members.order_by("sort_key").values_list("full_name", flat=True)

    assert list(names) == [
        "Sùng A Chử",
        "Nguyễn Đặng Thuỳ Dương",
        "Sùng Minh Đức",
        "Sùng Thị Kiều Hương",
        "Lô Thị Nga",
    ]


def test_a_long_name_does_not_overflow_its_keys(household):
    member = household.members.first()
    member.full_name = "Nguyễn " * 14
    member.save()

    assert len(Member.objects.get(pk=member.pk).sort_key) <= 500
