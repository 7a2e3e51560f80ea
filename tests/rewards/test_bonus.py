"""Bonus money, as a table of cases."""

from decimal import Decimal

import pytest

from rewards.rules.bonus import bonus_amount


@pytest.mark.parametrize(
    ("coefficient", "base_salary", "amount"),
    [
        ("0.15", 2_340_000, 360_000),  # 351.000
        ("0.30", 2_340_000, 710_000),  # 702.000
        ("0.15", 2_530_000, 380_000),  # 379.500
        ("0.30", 2_530_000, 760_000),  # 759.000
        ("0.30", 1_490_000, 450_000),  # 447.000
        ("0.15", 2_000_000, 300_000),  # exact: nothing is added
        ("1.00", 10_001, 20_000),
        ("0.01", 1, 10_000),
    ],
)
def test_the_coefficient_of_the_base_salary_is_rounded_up_to_ten_thousand(coefficient, base_salary, amount):
    assert bonus_amount(Decimal(coefficient), base_salary) == amount


def test_without_a_coefficient_nothing_is_paid():
    assert bonus_amount(None, 2_340_000) == 0
