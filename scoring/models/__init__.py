"""What is scored by which rules, and the scores."""

from .criteria import CriteriaGroup, CriteriaSet, Criterion, Level, ResultRules, tags_of
from .offline import OfflineUpload
from .paper_sheets import PaperSheet, SheetPrint
from .self_scores import HouseholdLink, SelfScore, SelfSheet, StayingOut, WrongTry
from .sheets import Exemption, HouseholdScore, JudgedAnswers, MemberScore, ScoreSheet, UnitScore
from .snapshots import Snapshot, pack

__all__ = [
    "CriteriaGroup",
    "CriteriaSet",
    "Criterion",
    "Exemption",
    "HouseholdLink",
    "HouseholdScore",
    "JudgedAnswers",
    "Level",
    "MemberScore",
    "OfflineUpload",
    "PaperSheet",
    "ResultRules",
    "ScoreSheet",
    "SelfScore",
    "SelfSheet",
    "SheetPrint",
    "Snapshot",
    "StayingOut",
    "UnitScore",
    "WrongTry",
    "pack",
    "tags_of",
]
