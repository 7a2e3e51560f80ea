"""What is scored by which rules, and the scores."""

from .approvals import ApprovalMove, UnitApproval
from .criteria import CriteriaGroup, CriteriaSet, Criterion, Level, ResultRules, tags_of
from .notes import CellNote
from .offline import OfflineUpload
from .open_sheets import OpenSheet
from .paper_sheets import PaperSheet, SheetPrint
from .patterns import PatternNote
from .second_entries import SecondEntry, SecondEntryRules, SecondScore
from .self_scores import HouseholdLink, SelfScore, SelfSheet, StayingOut, WrongTry
from .sheets import Exemption, HouseholdScore, JudgedAnswers, MemberScore, ScoreSheet, UnitScore
from .snapshots import Snapshot, pack
from .targets import Reading, ReadingFile, Target, TargetGoal

__all__ = [
    "ApprovalMove",
    "CellNote",
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
    "OpenSheet",
    "PaperSheet",
    "PatternNote",
    "Reading",
    "ReadingFile",
    "ResultRules",
    "ScoreSheet",
    "SecondEntry",
    "SecondEntryRules",
    "SecondScore",
    "SelfScore",
    "SelfSheet",
    "SheetPrint",
    "Snapshot",
    "StayingOut",
    "Target",
    "TargetGoal",
    "UnitApproval",
    "UnitScore",
    "WrongTry",
    "pack",
    "tags_of",
]
