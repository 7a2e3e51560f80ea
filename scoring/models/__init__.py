"""What is scored by which rules, and the scores."""

from .criteria import CriteriaGroup, CriteriaSet, Criterion, Level, ResultRules, tags_of
from .notes import CellNote
from .offline import OfflineUpload
from .open_sheets import OpenSheet
from .paper_sheets import PaperSheet, SheetPrint
from .sheets import Exemption, HouseholdScore, JudgedAnswers, MemberScore, ScoreSheet, UnitScore
from .snapshots import Snapshot, pack

__all__ = [
    "CellNote",
    "CriteriaGroup",
    "CriteriaSet",
    "Criterion",
    "Exemption",
    "HouseholdScore",
    "JudgedAnswers",
    "Level",
    "MemberScore",
    "OfflineUpload",
    "OpenSheet",
    "PaperSheet",
    "ResultRules",
    "ScoreSheet",
    "SheetPrint",
    "Snapshot",
    "UnitScore",
    "pack",
    "tags_of",
]
