"""Bonus money: a coefficient of the base salary, exact to the đồng, rounded up to whole ten thousands."""

from decimal import Decimal

STEP = 10_000  # đồng


def bonus_amount(coefficient: Decimal | None, base_salary: int) -> int:
    """The money of one award in đồng, 0 where there is no coefficient.

    Rounded up to a full 10.000 đ: 0,15 × 2.340.000 = 351.000 gives 360.000.
    """
    if coefficient is None:
        return 0
    top, bottom = (coefficient * base_salary).as_integer_ratio()
    return -(-top // (bottom * STEP)) * STEP
