"""The tables of the top floor."""

from .awards import Award, AwardPaper, AwardStandard
from .bonus import BaseSalary, BonusRate
from .ceremonies import CallingLine, Ceremony, HandOver
from .certificates import Certificate, PrintRun, PrintSheet, SignedProof
from .councils import Council, Seat
from .decisions import Decision, DecisionLine
from .dossiers import Dossier, DossierLine, DossierMove, DossierPaper, DossierSending
from .history import AwardHistory, HistoryImport
from .holidays import Holiday
from .layouts import CertificateLayout, LayoutField, Printer
from .meetings import AgendaLine, Attendance, BallotCount, Meeting, Recusal
from .nominations import NameCorrection, Nomination, StandardTick
from .packs import MadePaper, Pack
from .postings import Objection, Posting, PostingLine
from .registers import Register, RegisterYear, StockEntry
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
    "CallingLine",
    "Ceremony",
    "Certificate",
    "CertificateLayout",
    "Council",
    "Decision",
    "DecisionLine",
    "Dossier",
    "DossierLine",
    "DossierMove",
    "DossierPaper",
    "DossierSending",
    "HandOver",
    "HistoryImport",
    "Holiday",
    "LayoutField",
    "MadePaper",
    "Meeting",
    "NameCorrection",
    "Nomination",
    "Objection",
    "Pack",
    "Posting",
    "PostingLine",
    "PrintRun",
    "PrintSheet",
    "Printer",
    "Recusal",
    "Register",
    "RegisterYear",
    "ReportDue",
    "ReportLetter",
    "ReportMove",
    "Seat",
    "SignedProof",
    "StandardTick",
    "StockEntry",
    "TargetReport",
]
