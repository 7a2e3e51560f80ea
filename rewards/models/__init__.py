"""The tables of the top floor."""

from .awards import Award, AwardPaper, AwardStandard
from .bonus import BaseSalary, BonusRate
from .history import AwardHistory, HistoryImport
from .nominations import Nomination, StandardTick

__all__ = [
    "Award",
    "AwardHistory",
    "AwardPaper",
    "AwardStandard",
    "BaseSalary",
    "BonusRate",
    "HistoryImport",
    "Nomination",
    "StandardTick",
]
