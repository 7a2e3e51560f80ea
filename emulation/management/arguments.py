"""What commands are given: codes turned into records, or a sentence that says which codes there are."""

from django.core.management.base import CommandError

from ..models import Phase, Unit


def phase_of(code: str) -> Phase:
    """The phase behind a code such as dong-tam-2022/1; raises CommandError naming the codes that exist."""
    phase = Phase.objects.for_page().with_code(code).first()
    if phase is None:
        known = ", ".join(one.code for one in Phase.objects.for_page()) or "chưa có đợt nào"
        raise CommandError(f"Không có đợt “{code}”. Các đợt trong cổng: {known}.")
    return phase


def unit_of(code: str | None, phase: Phase) -> Unit | None:
    """The neighbourhood behind a code such as dong-tam/to-8 or a label such as 8; None for the whole ward."""
    if not code:
        return None
    neighbourhoods = Unit.objects.below(phase.campaign.ward).neighbourhoods().current()
    unit = neighbourhoods.filter(code=code).first() or neighbourhoods.filter(label=code).first()
    if unit is None:
        raise CommandError(f"Phường không có tổ dân phố “{code}”. Các tổ: {', '.join(u.code for u in neighbourhoods)}.")
    return unit
