"""Certificates that wait for the office: signed decisions without them, runs of the printer that are not over."""

from django.urls import reverse

from rewards.models import Decision, PrintRun
from rewards.permissions import PAPER_MAKERS
from rewards.permissions.certificates import keeps_certificates
from rewards.queries.certificates import without_certificates

from .due_lines import Due


def certificates_due(user) -> list[Due]:
    """A line for each decision to issue from and each run to go on with, of one's own ward or school."""
    waiting = without_certificates(Decision.objects.visible_to(user)).select_related("phase__campaign", "ward")
    waiting = waiting.defer("content")
    runs = PrintRun.objects.filter(finished_at=None, decision__in=Decision.objects.visible_to(user)).select_related(
        "decision__phase__campaign", "decision__ward"
    )
    lines = [issuing_due(one) for one in waiting if keeps_certificates(user, one.ward, PAPER_MAKERS)]
    runs = runs.defer("decision__content")
    return lines + [printing_due(run) for run in runs if keeps_certificates(user, run.decision.ward, PAPER_MAKERS)]


def issuing_due(one: Decision) -> Due:
    note = "Soát chữ, lấy chữ ký bảng dò rồi cấp số."
    return Due(1, f"{one} chưa cấp đủ giấy", note, page("certificate_checks", one.phase, one))


def printing_due(run: PrintRun) -> Due:
    note, left = "Ghi đã in tới tờ nào, rồi in tiếp hoặc dừng.", run.total - run.printed_to
    return Due(left, f"{run} chưa in xong: {run.about}", note, page("print_run", run.decision.phase, run))


def page(name: str, phase, one) -> str:
    return reverse(f"rewards:{name}", args=[phase.campaign.code, phase.number, one.pk])
