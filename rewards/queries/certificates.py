"""Certificates of decisions: what is to be issued and printed, what each will say, which proofs are signed."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from emulation.kit import clock
from emulation.models import Household, Unit

from ..choices import CertificateStatus, DecisionKind, DecisionStatus
from ..models import Certificate, Decision, DecisionLine, PrintRun, PrintSheet, Register, SignedProof
from ..models.registers import NAMES
from ..rules.certificates import content_texts, face_texts, number_texts
from ..rules.print_checks import Said
from .decision_content import bonus_of_draft, record_of

NONE_OF_ITS_OWN = [DecisionKind.SUPERIOR, DecisionKind.REVOKE, DecisionKind.CORRECT]  # no list, or another's paper

# What is to be issued


def lines_to_print(decision: Decision) -> QuerySet[DecisionLine]:
    """The lines that certificates are for: in force, or of a draft all it holds; in the order of the list."""
    lines = DecisionLine.objects.filter(decision=decision)
    lines = lines.in_force() if decision.is_signed else lines
    return lines.select_related("nomination__submitted_by").order_by("position", "pk")


def lines_to_issue(decision: Decision) -> QuerySet[DecisionLine]:
    """Lines in force without a certificate that holds."""
    standing = Certificate.objects.standing().filter(line=OuterRef("pk"))
    return lines_to_print(decision).filter(~Exists(standing))


@dataclass(frozen=True)
class DecisionCount:
    """A decision and how far its certificates are."""

    decision: Decision
    lines: int
    issued: int
    printed: int

    @property
    def to_issue(self) -> int:
        return self.lines - self.issued

    @property
    def to_print(self) -> int:
        return self.issued - self.printed


def counted(decisions: QuerySet[Decision]) -> list[DecisionCount]:
    """Each decision of one's own head with the number of its lines, of certificates that hold, and of printed ones."""
    own = list(
        decisions.exclude(kind__in=NONE_OF_ITS_OWN)
        .exclude(status=DecisionStatus.DROPPED)
        .select_related("award", "phase__campaign__ward", "about")
        .order_by("award__number", "decided_on", "pk")
    )
    held_now = Q(stands=True) | Q(decision__status=DecisionStatus.DRAFT)
    lines = DecisionLine.objects.filter(held_now, decision__in=own).order_by()
    totals = dict(lines.values_list("decision").annotate(n=Count("pk")))
    held = Certificate.objects.standing().filter(line__in=lines.values("pk")).order_by()
    issued = dict(held.values_list("line__decision").annotate(n=Count("pk")))
    printed = dict(held.filter(Exists(printed_sheets())).values_list("line__decision").annotate(n=Count("pk")))
    return [DecisionCount(one, *(found.get(one.pk, 0) for found in (totals, issued, printed))) for one in own]


# What was printed


def printed_sheets() -> QuerySet[PrintSheet]:
    """Sheets of a certificate that came out of the printer, for an Exists over certificates."""
    return PrintSheet.objects.filter(certificate=OuterRef("pk"), position__lte=F("run__printed_to"))


def waiting_sheets() -> QuerySet[PrintSheet]:
    """Sheets of a certificate that are still to come out, in a run that is not over."""
    return PrintSheet.objects.filter(certificate=OuterRef("pk"), run__finished_at=None).filter(
        position__gt=F("run__printed_to")
    )


def ended_sheet(run: PrintRun, first: int) -> PrintSheet | None:
    """The first sheet still to come out of a run whose certificate holds no more."""
    coming = run.sheets.filter(position__gte=first).exclude(certificate__status=CertificateStatus.ISSUED)
    return coming.select_related("certificate").order_by("position").first()


def with_prints(certificates: QuerySet[Certificate]) -> QuerySet[Certificate]:
    """With `prints`: how often each came out of the printer."""
    came_out = Q(sheets__position__lte=F("sheets__run__printed_to"))
    return certificates.annotate(prints=Count("sheets", filter=came_out))


# What each says


def register_for(unit: Unit, award_class: str) -> Register:
    """The register for a class of awards; where there is none yet, as it would begin, not saved."""
    found = Register.objects.filter(unit=unit, award_class=award_class).first()
    if found:
        return found
    return Register(unit=unit, award_class=award_class, name=NAMES[award_class], first_year=clock.today().year)


def cited_decision(decision: Decision) -> Decision:
    """The decision that a line put right by this one names: one that is amended still is what was decided."""
    while decision.kind == DecisionKind.AMEND and decision.about:
        decision = decision.about
    return decision


def face_of(decision: Decision) -> dict[str, str]:
    """What its certificates say: from the frozen record of a signed one, from a draft as it stands."""
    record = decision.content if decision.is_signed else record_of(decision, [], bonus_of_draft(decision))
    award, campaign, signed = decision.award, decision.phase.campaign, record["issuers"][0]
    return face_texts(
        issuer=record["given"]["granted_by"],
        content=content_texts(award.name, award.form, award.wording, campaign.name, campaign.year),
        year=campaign.year,
        place=record["place"],
        decision_number=record["number"],
        decision_code=record["code"],
        decided_on=date.fromisoformat(record["dated_on"]) if record["dated_on"] else None,
        signer_title="\n".join(part for part in (signed["on_behalf"], signed["signer_title"]) if part),
        signer_name=signed["signer_name"],
    )


def line_texts(line: DecisionLine, number: str, code: str) -> dict[str, str]:
    """What the certificate of one line says of its subject, as the decision names it."""
    said = {"salutation": line.salutation, "name": line.printed_name, "place": line.printed_place}
    return said | number_texts(number, code)


# Before printing


def said_lines(decision: Decision) -> list[Said]:
    """What its certificates will say, beside what the lists of the portal say of each subject today."""
    lines = list(lines_to_print(decision).select_related("nomination__submitted_by", "nomination__staff",
                                                         "nomination__unit"))  # fmt: skip
    keys = [one.nomination.household for one in lines if one.nomination.household]
    homes = dict(Household.objects.filter(pk__in=keys).values_list("pk", "head_name")) if keys else {}
    return [
        Said(
            position=one.position,
            kind=one.subject_kind,
            salutation=one.salutation,
            name=one.printed_name,
            place=one.printed_place,
            unit=str(one.nomination.submitted_by),
            registered=registered_name(one, homes),
        )
        for one in lines
    ]


def registered_name(line: DecisionLine, homes: dict[int, str]) -> str:
    """What the subject is called in the lists today; "" where it is in none."""
    about = line.nomination
    if about.household:
        return homes.get(about.household, "")
    if about.staff:
        return about.staff.full_name
    return about.unit.name if about.unit else ""


# Proofs


@dataclass(frozen=True)
class Proof:
    """Bảng dò of one unit: its lines, and who has signed for just these strings."""

    unit: Unit
    lines: tuple[DecisionLine, ...]
    stamp: str
    signed: SignedProof | None
    before: SignedProof | None  # signed for other strings, which were changed since

    @property
    def is_signed(self) -> bool:
        return self.signed is not None


def proofs_of(decision: Decision) -> list[Proof]:
    """A proof for each unit that has lines, in the order of the ward."""
    by_unit: dict[Unit, list[DecisionLine]] = {}
    for line in lines_to_print(decision):
        by_unit.setdefault(line.nomination.submitted_by, []).append(line)
    face = face_of(decision)
    signed: dict[int, list[SignedProof]] = {}
    for one in SignedProof.objects.filter(decision=decision).select_related("recorded_by"):
        signed.setdefault(one.unit_id, []).append(one)
    units = sorted(by_unit, key=lambda unit: (unit.position, unit.code))
    return [proof_of(unit, by_unit[unit], face, signed.get(unit.pk, [])) for unit in units]


def proof_of(unit: Unit, lines: Iterable[DecisionLine], face: dict, signed: list[SignedProof]) -> Proof:
    stamp = stamp_of(face, lines)
    now = next((one for one in signed if one.stamp == stamp), None)
    before = None if now else (signed[-1] if signed else None)
    return Proof(unit, tuple(lines), stamp, now, before)


PROVEN = ("issuer", "achievement", "recognition", "year", "signer_title", "signer_name")


def stamp_of(face: dict, lines: Iterable[DecisionLine]) -> str:
    """A hash of every string that somebody reads on a proof; number and date of the decision come later."""
    said = [[face.get(name, "") for name in PROVEN]]
    said += [[one.salutation, one.printed_name, one.printed_place] for one in lines]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def unsigned_units(decision: Decision) -> list[str]:
    """Whose proofs nobody has signed."""
    return [str(one.unit) for one in proofs_of(decision) if not one.is_signed]


# What waits


def without_certificates(decisions: QuerySet[Decision]) -> QuerySet[Decision]:
    """Signed decisions of one's own head with a line in force that has no certificate."""
    standing = Certificate.objects.filter(line=OuterRef("pk"), status=CertificateStatus.ISSUED)
    lacking = DecisionLine.objects.standing().filter(~Exists(standing), decision=OuterRef("pk"))
    return decisions.signed().exclude(kind=DecisionKind.SUPERIOR).filter(Exists(lacking))
