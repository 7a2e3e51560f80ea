"""The tables of the top floor."""

from .awards import Award, AwardPaper, AwardStandard
from .bonus import BaseSalary, BonusRate
from .history import AwardHistory, HistoryImport
from .nominations import Nomination, StandardTick
from .reports import Addressee, ReportDue, ReportLetter, ReportMove, TargetReport

__all__ = [
    "Addressee",
    "Award",
    "AwardHistory",
    "AwardPaper",
    "AwardStandard",
    "BaseSalary",
    "BonusRate",
    "HistoryImport",
    "Nomination",
    "ReportDue",
    "ReportLetter",
    "ReportMove",
    "StandardTick",
    "TargetReport",
]
