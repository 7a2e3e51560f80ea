"""From signed decisions to the lines of their register."""

from collections.abc import Iterable

from emulation.kit import clock

from ..choices import DecisionKind
from ..documents.decision_register import RegisterFacts, RegisterLine
from ..models import Decision
from ..queries.decision_content import given_in_words


def register_facts(decisions: Iterable[Decision], in_use: list[str], *, by) -> RegisterFacts:
    found = list(decisions)
    whose = ", ".join(sorted({one.ward.name for one in found}))
    about = [
        f"Sổ quyết định, xuất lúc {clock.local(clock.now()):%H:%M ngày %d/%m/%Y}, người xuất: {by}.",
        f"Đang lọc theo: {', '.join(in_use)}." if in_use else "Gồm mọi văn bản đã ghi số.",
        "Số do văn thư cho; cổng chỉ ghi lại, số nào không có trong sổ là của văn bản khác.",
    ]
    practice = any(one.ward.is_practice for one in found)
    return RegisterFacts(whose, tuple(about), tuple(line_of(one) for one in found), practice)


def line_of(one: Decision) -> RegisterLine:
    return RegisterLine(
        number=one.number,
        decided_on=one.decided_on,
        kind=one.get_kind_display(),
        subject=subject_words(one),
        collectives=one.collectives,
        individuals=one.individuals,
        households=one.households,
        total=one.total,
        in_force=(
            one.collectives_in_force,
            one.individuals_in_force,
            one.households_in_force,
            one.total_in_force,
        ),
        signer=one.signer_name or one.granted_by,
        recorded_by=str(one.recorded_by),
        is_recorded_alone=one.is_recorded_alone,
    )


def subject_words(one: Decision) -> str:
    """What a paper is about, in one line."""
    if one.subject:
        return one.subject
    if one.about is None:
        return given_in_words(one)
    verbs = {
        DecisionKind.AMEND: "sửa đổi, bổ sung", DecisionKind.REPLACE: "thay thế", DecisionKind.REVOKE: "thu hồi theo",
        DecisionKind.CORRECT: "đính chính",
    }  # fmt: skip
    return f"{verbs[DecisionKind(one.kind)]} Quyết định số {one.about.number} ngày {one.about.decided_on:%d/%m/%Y}"
