"""The tables of the top floor."""

from .awards import Award, AwardPaper, AwardStandard
from .bonus import BaseSalary, BonusRate
from .councils import Council, Seat
from .dossiers import Dossier, DossierLine, DossierMove, DossierPaper, DossierSending
from .history import AwardHistory, HistoryImport
from .holidays import Holiday
from .meetings import AgendaLine, Attendance, BallotCount, Meeting, Recusal
from .nominations import NameCorrection, Nomination, StandardTick
from .reports import Addressee, ReportDue, ReportLetter, ReportMove, TargetReport

__all__ = [
    "Addressee",
    "AgendaLine",
    "Attendance",
    "Award",
    "AwardHistory",
    "AwardPaper",
    "AwardStandard",
    "BallotCount",
    "BaseSalary",
    "BonusRate",
    "Council",
    "Dossier",
    "DossierLine",
    "DossierMove",
    "DossierPaper",
    "DossierSending",
    "HistoryImport",
    "Holiday",
    "Meeting",
    "NameCorrection",
    "Nomination",
    "Recusal",
    "ReportDue",
    "ReportLetter",
    "ReportMove",
    "Seat",
    "StandardTick",
    "TargetReport",
]
