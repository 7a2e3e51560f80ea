"""Decisions drafted and recorded in one line."""

from datetime import date

from emulation.kit import clock
from emulation.kit.evidence import Evidence
from emulation.models import KeptFile
from rewards.actions.decisions import draft_decision, draft_later
from rewards.actions.signatures import record_signature
from rewards.models import Award, Decision
from rewards.queries.decidable import decidable
from rewards.queries.decisions import total_of


def draft_of(dossier, *, by) -> Decision:
    """A draft about everybody in a presented dossier."""
    return draft_decision(dossier.phase, dossier.award, list(decidable(dossier.phase, dossier.award)), by=by)


def signed(decision: Decision, *, by, number: str = "112/QĐ-UBND", on: date | None = None, scan=None) -> Decision:
    """Records the signature of a draft as its page stands now."""
    decision = Decision.objects.for_page().get(pk=decision.pk)
    decision.decided_on = on or clock.today()  # the page shows the sums of that day
    values = {
        "number": number, "decided_on": decision.decided_on, "on_behalf": "", "signer_title": "CHỦ TỊCH",
        "signer_name": "Nguyễn Ngọc Hà",
    }  # fmt: skip
    total = total_of(decision, decision.lines.all()) if decision.kind != "revoke" else 0
    return record_signature(decision, values, scan, seen=decision.version, seen_total=total, by=by)


def later(about: Decision, kind: str, lines=(), *, by, reason: str = "Khai không đúng sự thật", **more) -> Decision:
    return draft_later(about, kind, reason, [one.pk for one in lines], by=by, **more)


def without_posting(campaign, *numbers: int) -> None:
    """The awards need no posting."""
    Award.objects.filter(campaign=campaign, number__in=numbers).update(posting_days=0)


def scan_of(content: bytes = b"%PDF-1.4 scan") -> KeptFile:
    one = Evidence("quyet-dinh.pdf", "pdf", content)
    return KeptFile(name=one.name, kind=one.kind, size=len(one.content), sha256=one.sha256)
