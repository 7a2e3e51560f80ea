"""The money that goes with an award on a day: coefficient and base salary in force, and what is not certain of it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ..choices import AwardForm, SubjectKind
from ..models import Award, BaseSalary, BonusRate
from ..rules.bonus import bonus_amount


@dataclass(frozen=True)
class Bonus:
    """What is paid, in đồng, and why; `is_known` is False where data for the day lack, so that nothing is guessed."""

    amount: int
    coefficient: Decimal | None = None
    base_salary: int | None = None
    is_known: bool = True
    needs_confirmation: bool = False


class BonusTable:
    """The rates in force on a day, read once for however many awards."""

    def __init__(self, day: date):
        self.salary = BaseSalary.objects.in_force_on(day).first()
        self.rates: dict[tuple[str, str], BonusRate] = {}
        for rate in BonusRate.objects.in_force_on(day):
            self.rates.setdefault((rate.form, rate.subject_kind), rate)

    def bonus(self, award: Award, subject_kind: SubjectKind | str) -> Bonus:
        """The money of one award for one kind of subject."""
        if not award.pays_bonus:
            return Bonus(0)
        rate = self.rates.get((AwardForm(award.form), subject_kind))
        if rate is None or self.salary is None:
            return Bonus(0, is_known=False, needs_confirmation=True)
        doubt = rate.needs_confirmation or self.salary.needs_confirmation
        amount = bonus_amount(rate.coefficient, self.salary.amount)
        return Bonus(amount, rate.coefficient, self.salary.amount, needs_confirmation=doubt)
