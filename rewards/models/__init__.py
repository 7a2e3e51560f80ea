"""The tables of the top floor."""

from .awards import Award, AwardPaper, AwardStandard
from .bonus import BaseSalary, BonusRate
from .councils import Council, Seat
from .dossiers import Dossier, DossierLine, DossierMove, DossierPaper, DossierSending
from .history import AwardHistory, HistoryImport
from .holidays import Holiday
from .layouts import CertificateLayout, LayoutField, Printer
from .meetings import AgendaLine, Attendance, BallotCount, Meeting, Recusal
from .nominations import Nomination, StandardTick
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
    "CertificateLayout",
    "Council",
    "Dossier",
    "DossierLine",
    "DossierMove",
    "DossierPaper",
    "DossierSending",
    "HistoryImport",
    "Holiday",
    "LayoutField",
    "Meeting",
    "Nomination",
    "Printer",
    "Recusal",
    "ReportDue",
    "ReportLetter",
    "ReportMove",
    "Seat",
    "StandardTick",
    "TargetReport",
]
