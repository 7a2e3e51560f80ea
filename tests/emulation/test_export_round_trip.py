"""import(export(x)) = x: whatever the registry holds, its own export changes nothing in it."""

from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from emulation.actions import import_households
from emulation.choices import Gender, Relation
from emulation.documents.household_list import household_list
from emulation.kit.fields import fingerprint
from emulation.kit.vietnamese import name_sort_key, tidy
from emulation.models import AuditEntry, Household, Member
from emulation.queries.exports import people_to_export
from emulation.queries.imports import plan_import
from emulation.queries.kept_lists import judge_workbook
from emulation.rules import cells

NAMES = [
    "Nguyễn Thị Kiều Ngọc Hưởng", "Đặng Thuỳ Dương", "Sùng Thị Chử", "H'Hen Niê", "Y Moan Êban", "Đỗ Hà", "Đỗ Hạ",
    "Ka-Sô Liễng", "O'Nhi",
]  # fmt: skip
LETTERS = "ABCĐHNQaâeéiouyđbnt '-"
ADDRESSES = ["=1+1", "+84", "-5", "@x", "Số 12/5, ngõ 3", "12/5", "007", "1e5", "#N/A", "TRUE", "05/8/1990", ""]


def accepted(judge, text) -> bool:
    try:
        return judge(text).value == text
    except cells.Wrong:
        return False


names = st.sampled_from(NAMES) | st.text(LETTERS, min_size=1, max_size=30).map(tidy).filter(
    lambda text: accepted(cells.person_name, text)
)
addresses = st.sampled_from([text for text in ADDRESSES if text != "#N/A"]) | st.text(max_size=40).map(tidy).filter(
    lambda text: accepted(cells.address, text)
)
codes = st.sampled_from(["007", "1e5", "8.0", "-3", "T08-001", "12/5"]) | st.text(
    "Tt0128./ -đ", min_size=1, max_size=12
).map(tidy).filter(lambda text: accepted(cells.household_code, text))
births = st.dates(date(1900, 1, 1), date(2026, 11, 1)).map(cells.Birth) | st.integers(1900, 2026).map(
    lambda year: cells.Birth(date(year, 1, 1), year_only=True)
)
phones = st.sampled_from(["", "0912345678", "02163852345"])
people = st.lists(
    st.tuples(names, births, st.sampled_from(Gender.values), phones),
    min_size=1,
    max_size=4,
    unique_by=lambda one: (name_sort_key(one[0]), one[1].on),
)
homes = st.tuples(codes, st.sampled_from(["1", "8", "14"]), addresses, people)
registries = st.lists(homes, min_size=1, max_size=4, unique_by=lambda home: home[0].casefold())


def fill(registry, ward, unit_of, with_ids: bool) -> None:
    """Puts households into the empty registry, heads first; every second person has a citizen id."""
    number = 0
    for position, (code, label, address, family) in enumerate(registry, start=1):
        home = Household.objects.create(
            ward=ward, unit=unit_of(label), code=code, address=address, position=position, head_name=family[0][0]
        )
        for place, (name, born, gender, phone) in enumerate(family, start=1):
            number += 1
            citizen_id = f"{number:012}" if with_ids and number % 2 else ""
            Member.objects.create(
                household=home, full_name=name, born_on=born.on, is_birth_year_only=born.year_only, gender=gender,
                relation=Relation.HEAD if place == 1 else Relation.CHILD, position=place, phone=phone,
                citizen_id=citizen_id, citizen_id_hash=fingerprint(citizen_id),
            )  # fmt: skip


def snapshot() -> list[tuple]:
    homes = Household.objects.order_by("pk").values_list("code", "unit", "address", "position", "head_name", "search")
    fields = [field.name for field in Member._meta.fields]
    return [*homes, *Member.objects.order_by("pk").values_list(*fields)]


@pytest.mark.parametrize("with_numbers", [False, True])
def test_an_export_fed_to_the_importer_changes_nothing(campaign, ward, unit_of, clerk, with_numbers):
    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(registry=registries)
    def holds(registry):
        with transaction.atomic():
            fill(registry, ward, unit_of, with_ids=True)
            before = snapshot()

            content = household_list(
                people_to_export(Household.objects.all(), with_numbers=with_numbers),
                about=[],
                with_numbers=with_numbers,
            )
            judged = judge_workbook(content, campaign)
            plan = import_households(judged, campaign, by=clerk)

            assert judged.errors == ()
            assert plan.is_empty
            assert len(plan_import(judged, campaign).members.changed) == 0
            assert len(plan.members.unchanged) == sum(len(family) for *_, family in registry)
            assert snapshot() == before
            transaction.set_rollback(True)

    trail = AuditEntry.objects.count()

    holds()

    assert AuditEntry.objects.count() == trail


def test_an_export_of_one_registry_fills_an_empty_one_alike(campaign, ward, unit_of, clerk):
    registry = [
        ("007", "8", "=1+1", [("Sùng A Chử", cells.Birth(date(1968, 1, 1), True), "male", "0912345678")]),
        ("T14-1", "14", "", [("Lô Thị Nga", cells.Birth(date(1971, 5, 8)), "female", "")]),
    ]
    fill(registry, ward, unit_of, with_ids=True)
    kept = list(Member.objects.order_by("pk").values_list("full_name", "born_on", "citizen_id", "phone"))
    content = household_list(people_to_export(Household.objects.all(), with_numbers=True), about=[], with_numbers=True)
    Household.objects.all().delete()

    import_households(judge_workbook(content, campaign), campaign, by=clerk)

    assert list(Member.objects.order_by("pk").values_list("full_name", "born_on", "citizen_id", "phone")) == kept
    assert list(Household.objects.values_list("code", "address")) == [("007", "=1+1"), ("T14-1", "")]
