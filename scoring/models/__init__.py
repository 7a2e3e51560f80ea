"""What is scored by which rules, and the scores."""

from .criteria import CriteriaGroup, CriteriaSet, Criterion, Level, ResultRules, tags_of
from .offline import OfflineUpload
from .paper_sheets import PaperSheet, SheetPrint
from .patterns import PatternNote
from .sheets import Exemption, HouseholdScore, JudgedAnswers, MemberScore, ScoreSheet, UnitScore
from .snapshots import Snapshot, pack
from .targets import Reading, Target, TargetGoal

__all__ = [
    "CriteriaGroup",
    "CriteriaSet",
    "Criterion",
    "Exemption",
    "HouseholdScore",
    "JudgedAnswers",
    "Level",
    "MemberScore",
    "OfflineUpload",
    "PaperSheet",
    "PatternNote",
    "Reading",
    "ResultRules",
    "ScoreSheet",
    "SheetPrint",
    "Snapshot",
    "Target",
    "TargetGoal",
    "UnitScore",
    "pack",
    "tags_of",
]
