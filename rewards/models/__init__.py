"""The tables of the top floor."""

from .awards import Award, AwardPaper, AwardStandard
from .bonus import BaseSalary, BonusRate
from .councils import Council, Seat
from .decisions import Decision, DecisionLine
from .dossiers import Dossier, DossierLine, DossierMove, DossierPaper, DossierSending
from .history import AwardHistory, HistoryImport
from .holidays import Holiday
from .meetings import AgendaLine, Attendance, BallotCount, Meeting, Recusal
from .nominations import Nomination, StandardTick
from .packs import MadePaper, Pack
from .postings import Objection, Posting, PostingLine
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
    "Decision",
    "DecisionLine",
    "Dossier",
    "DossierLine",
    "DossierMove",
    "DossierPaper",
    "DossierSending",
    "HistoryImport",
    "Holiday",
    "MadePaper",
    "Meeting",
    "Nomination",
    "Objection",
    "Pack",
    "Posting",
    "PostingLine",
    "Recusal",
    "ReportDue",
    "ReportLetter",
    "ReportMove",
    "Seat",
    "StandardTick",
    "TargetReport",
]
