"""The first three digits of a citizen id: a doubt for no province and no country, never an error."""

import pytest

from emulation.rules.citizen_ids import PROVINCES, province_doubt


def test_there_are_the_63_provinces_of_the_circular():
    assert len(PROVINCES) == 63
    assert {"001", "015", "079", "096"} <= PROVINCES


@pytest.mark.parametrize("number", ["", "015068000123", "001099000123", "096199000123", "132099000123"])
def test_a_known_place_or_a_country_raises_no_doubt(number):
    assert province_doubt(number) == ""


@pytest.mark.parametrize("number", ["000068000123", "003068000123", "099068000123"])
def test_a_place_that_never_was_raises_one(number):
    assert province_doubt(number) == (
        f"Ba số đầu của số CCCD ({number[:3]}) không phải mã của tỉnh, thành phố nào. Hãy xem lại giấy tờ."
    )
