"""From certificates to the frozen facts of a proof sheet and of a register on paper."""

from collections.abc import Iterable

from emulation.kit import clock

from ..choices import LayoutSlot
from ..documents.proof_sheet import ProofFacts, ProofLine
from ..documents.register_list import RegisterHead, RegisterLine
from ..models import Certificate, Decision, HandOver, Register
from ..queries.certificates import PROVEN, Proof, cited_decision, face_of
from ..queries.handovers import receivers_of
from ..words.certificates import entry_note
from ..words.handovers import handed_words


def made_at() -> str:
    return f"{clock.local(clock.now()):%H:%M ngày %d/%m/%Y}"


def proof_facts(decision: Decision, proof: Proof) -> ProofFacts:
    """All that the proof sheet of one unit says."""
    face = face_of(decision)
    return ProofFacts(
        agency=decision.ward.name,
        award=str(decision.award),
        unit=str(proof.unit),
        decision=str(decision) if decision.is_signed else "Quyết định chưa ký; số và ngày in sau.",
        shared=tuple((LayoutSlot(slot).label, face[slot].replace("\n", " ")) for slot in PROVEN if face.get(slot)),
        lines=tuple(
            ProofLine(one.position, one.salutation, one.printed_name, one.printed_place) for one in proof.lines
        ),
        made_at=made_at(),
        code=proof.stamp[:8],
        practice=decision.ward.is_practice,
    )


def register_head(register: Register, year: int, about: str) -> RegisterHead:
    unit = register.unit
    return RegisterHead(unit.name, register.name, year, about, made_at(), unit.is_practice)


def register_lines(certificates: Iterable[Certificate]) -> list[RegisterLine]:
    """A line for each number, voided ones too; what is printed comes from the frozen facts."""
    entries = list(certificates)
    receivers = receivers_of(entries)
    return [register_line(one, receivers.get(one.pk)) for one in entries]


def register_line(one: Certificate, handed: HandOver | None = None) -> RegisterLine:
    face, line, award = one.facts["face"], one.line, one.line.decision.award
    return RegisterLine(
        number=one.words,
        name=one.full_name,
        place=one.said("place"),
        form=award.get_form_display() if award.is_statutory else award.name,
        content=" ".join(face[slot] for slot in ("achievement", "recognition", "year") if slot in face),
        decision=face["decision"],
        decided_on=(cited_decision(line.decision) if line.replaces_id else line.decision).decided_on,
        signer=face["signer_name"],
        amount=line.amount,
        issued_on=clock.local(one.issued_at).date(),
        prints=one.prints,
        note=". ".join(filter(None, (handed and handed_words(handed), entry_note(one)))),
    )
