"""Score sheets on paper where households are scored for themselves, too: everybody gets one, shops another line."""

from uuid import uuid4

import pytest

from emulation.models import Household
from scoring.facts import sheet_face
from scoring.jobs import StackOrder, print_stack, units_of
from tests.mixed_plan import mixed
from tests.printed import pages_of


@pytest.fixture
def plan(plan):
    return mixed(plan)


def test_every_household_gets_a_sheet_and_what_is_not_for_it_is_marked(phase, make_household, clerk, tmp_path):
    shop = make_household("8", "Sùng A Chử", 1968)
    Household.objects.filter(pk=shop.pk).update(tags="kinh doanh")
    make_household("8", "Lò Minh An", 2012)
    out = tmp_path / "phieu.pdf"
    order = StackOrder(phase, units_of(phase, shop.unit_id), 0, False, "https://thidua.example.vn")

    print_stack(order, out, batch=uuid4(), by=clerk)

    cover, of_shop, of_child = pages_of(out.read_bytes())
    assert "không cần phiếu 0" in cover
    assert "1 Sùng A Chử" in of_shop
    assert "Gia đình K" not in of_shop
    assert "Chủ hộ: Lò Minh An" in of_child
    assert "Gia đình K" in of_child


def test_the_face_tells_both_sets(phase):
    face = sheet_face(phase)

    assert [column.only_for for column in face.household] == ["", "kinh doanh", "", ""]
    assert [column.steps for column in face.household] == [1, 1, 4, 1]
    assert face.not_applicable == "tính theo từng tiêu chí"
