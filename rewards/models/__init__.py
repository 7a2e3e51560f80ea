"""The tables of the top floor."""

from .reports import Addressee, ReportDue, ReportLetter, ReportMove, TargetReport

__all__ = ["Addressee", "ReportDue", "ReportLetter", "ReportMove", "TargetReport"]
