"""What a household does on its own page, and what the neighbourhood makes of it; a proposal never counts by itself."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F

from emulation.kit import audit, clock
from emulation.kit.locks import hold
from emulation.models import Household, Phase

from .. import rules
from ..models import HouseholdLink, ScoreSheet, SelfScore, SelfSheet
from ..queries.results import rules_of
from ..queries.self_scores import Proposal, proposal_for, stays_out
from ..queries.sheets import sheet_grid, tags_of_household
from .household_links import hold_homes
from .paper_sheets import new_code
from .sheets import Entry, SheetRefused, check_members, check_open, record_scores

OUT = "Gia đình đã chọn không tham gia. Muốn chấm điểm, xin bấm “Tham gia lại” trước."
NO_CONSENT = "Gia đình chưa đồng ý nên chưa lưu gì. Xin đọc lời đồng ý và đánh dấu trước khi chấm."
BY_PAPER = "Theo phiếu giấy, khi đối chiếu hai lần nhập"
ENDED = "Phiếu mở này vừa bị thu hồi hoặc thay bằng phiếu khác nên chưa lưu gì. Xin hỏi tổ dân phố."


@dataclass(frozen=True)
class PhoneVisitor:
    """Whoever holds a household's slip, as the trail names him or her: no account and no name."""

    pk = None

    def get_username(self) -> str:
        return "hộ gia đình, qua điện thoại"


BY_PHONE = PhoneVisitor()


class SelfConflict(Exception):
    """Another phone of the household has saved other answers meanwhile; nothing of this save is kept."""

    def __init__(self, standing: SelfScore):
        super().__init__(standing.pk)
        self.standing = standing


def enter(link: HouseholdLink) -> None:
    """Lets one phone at a time write for a household; raises SheetRefused where the link or the window has ended."""
    check_open(link.household.unit, link.phase)
    hold_homes([link.household])
    if not HouseholdLink.objects.in_force().filter(pk=link.pk).exists():
        raise SheetRefused(ENDED)


@transaction.atomic
def consent_to_scoring(link: HouseholdLink, *, wording: int, may_publish: bool) -> SelfSheet:
    """Records that the household consents, to which words and when; the same again changes nothing."""
    enter(link)
    refuse_out(link)
    sheet = SelfSheet.objects.filter(phase=link.phase, household=link.household).first()
    values = {"consent_wording": wording, "may_publish": may_publish}
    if sheet and (sheet.consent_wording, sheet.may_publish) == (wording, may_publish):
        return sheet
    sheet, _ = SelfSheet.objects.update_or_create(
        phase=link.phase, household=link.household, defaults=values | {"consented_at": clock.now()}
    )
    audit.record("đồng ý tự chấm", sheet, by=BY_PHONE, after={"household": link.household.code, **values})
    return sheet


def refuse_out(link: HouseholdLink) -> None:
    if stays_out(link.phase, link.household):
        raise SheetRefused(OUT)


@transaction.atomic
def save_self_score(link: HouseholdLink, entry: Entry) -> bool:
    """Keeps one line as a draft; False if it already stood so.

    Raises SheetRefused (no consent, somebody who is not scored here, window or link at an end), rules.WrongAnswers,
    and SelfConflict where the line has another version than the one that was on the screen.
    """
    enter(link)
    refuse_out(link)
    sheet = SelfSheet.objects.filter(phase=link.phase, household=link.household).first()
    if sheet is None:
        raise SheetRefused(NO_CONSENT)
    check_answers(link, entry)
    standing = sheet.scores.filter(member=entry.member or None).first()
    if standing is None:
        SelfScore.objects.create(sheet=sheet, member_id=entry.member or None, answers=entry.answers)
    elif standing.answers == entry.answers:
        return False
    elif standing.version != entry.version:
        raise SelfConflict(standing)
    else:
        values = {"answers": entry.answers, "saved_at": clock.now(), "version": F("version") + 1}
        SelfScore.objects.filter(pk=standing.pk).update(**values)
    audit.record("lưu phần tự chấm", sheet, by=BY_PHONE, after={"member": entry.member})
    return True


def check_answers(link: HouseholdLink, entry: Entry) -> None:
    """Raises SheetRefused for somebody who is not scored in the household, rules.WrongAnswers for what is no answer."""
    found = rules_of(link.phase)
    check_members(link.household, link.phase, found, [entry])
    criteria = found.resident_set if entry.member else found.household_set
    rules.judge(entry.answers, criteria.as_rules(), tags_of_household(link.household))


@transaction.atomic
def send_self_sheet(link: HouseholdLink) -> SelfSheet:
    """Hands in what has been saved, under a new receipt; pressed again without a change it gives the same one.

    Where a line has changed since it was sent, the reason the neighbourhood gave for it no longer holds.
    """
    enter(link)
    refuse_out(link)
    sheet = SelfSheet.objects.filter(phase=link.phase, household=link.household).first()
    lines = sheet.scores.exclude(answers=F("sent")) if sheet else SelfScore.objects.none()
    changed = [line for line in lines if line.sent or line.answers.strip(rules.UNSET)]
    if not changed:
        if sheet is None or sheet.sent_at is None:
            raise SheetRefused("Chưa có câu trả lời nào để gửi. Xin chọn một người rồi trả lời trước.")
        return sheet
    nothing = {"reason": "", "explained": "", "reasoned_at": None, "reasoned_by": None}
    SelfScore.objects.filter(pk__in=[line.pk for line in changed]).update(sent=F("answers"), **nothing)
    values = {"sent_at": clock.now(), "receipt": new_code(), "looked_at": None, "looked_by": None}
    SelfSheet.objects.filter(pk=sheet.pk).update(**values)
    sheet.refresh_from_db()
    audit.record("gửi phiếu tự chấm", sheet, by=BY_PHONE, after={"receipt": sheet.receipt, "lines": len(changed)})
    return sheet


@transaction.atomic
def withdraw_consent(link: HouseholdLink) -> bool:
    """Erases what the household has scored itself, drafts and all; the rest of the campaign goes on for it."""
    enter(link)
    return erase(link.phase, link.household, by=BY_PHONE)


def erase(phase: Phase, household: Household, *, by) -> bool:
    """Erases a household's self-scores, inside somebody's transaction."""
    sheet = SelfSheet.objects.filter(phase=phase, household=household).first()
    if sheet is None:
        return False
    audit.record("xoá phần tự chấm", sheet, by=by, after={"household": household.code})
    sheet.delete()
    return True


# The neighbourhood's side


@transaction.atomic
def take_self_scores(household: Household, phase: Phase, *, by) -> int:
    """Fills the lines that are still empty with what the household has sent; returns how many.

    Nothing that has been entered is overwritten. Raises what `record_scores` raises.
    """
    check_open(household.unit, phase)
    hold(household)  # what it withdraws meanwhile is not taken
    grid = sheet_grid(household, phase)
    proposal, versions = proposal_for(grid), {row.key: row.version for row in grid.all_rows}
    lines = [line for line in proposal.lines if line.is_takeable] if proposal else []
    record_scores(household, phase, [Entry(one.member, one.proposed, versions[one.member]) for one in lines], by=by)
    return len(lines)


@transaction.atomic
def look_at_self_scores(household: Household, phase: Phase, reasons: Mapping[int, str], *, by) -> int:
    """Marks what a household has sent as looked at, with the reasons for scoring otherwise; returns how many are new.

    A reason speaks of the answers as they stand now; once others differ, it is asked for again. Raises SheetRefused
    while a difference is left without one.
    """
    check_open(household.unit, phase)
    hold(household)
    ScoreSheet.objects.select_for_update(no_key=True).filter(phase=phase, household=household).first()
    proposal = proposal_for(sheet_grid(household, phase))
    if proposal is None:
        raise SheetRefused("Hộ chưa gửi phiếu tự chấm, hoặc vừa rút lại. Hãy tải lại trang.")
    written = write_reasons(proposal, reasons, by)
    left = [line.name for line in proposal.lines if line.needs_reason and not reasons.get(line.member, "").strip()]
    if left and not written:
        raise SheetRefused(f"Chưa ghi lý do chấm khác hộ cho {', '.join(left)}.")
    if not left:
        waiting = SelfSheet.objects.waiting().filter(pk=proposal.sheet.pk)
        looked = waiting.update(looked_at=clock.now(), looked_by=by)
    if written or (not left and looked):
        facts = {"household": household.code, "reasons": written}
        audit.record("xem phiếu hộ tự chấm", proposal.sheet, by=by, after=facts)
    return len(written)


def explain_by_paper(household: Household, phase: Phase, members: Collection[int], *, by) -> None:
    """Says of lines that somebody has just decided by the paper why they differ from what the household has sent."""
    proposal = proposal_for(sheet_grid(household, phase))
    asked = [one for one in proposal.differing if one.needs_reason and one.member in members] if proposal else []
    if asked:
        reasons = {one.member: "; ".join(filter(None, [one.score.reason, BY_PAPER])) for one in asked}
        facts = {"household": household.code, "reasons": write_reasons(proposal, reasons, by)}
        audit.record("xem phiếu hộ tự chấm", proposal.sheet, by=by, after=facts)


def write_reasons(proposal: Proposal, reasons: Mapping[int, str], by) -> list[int]:
    """Keeps the reasons that say something new, sealed; returns whose lines they are."""
    written = []
    for line in proposal.differing:
        reason = reasons.get(line.member, "").strip()
        if reason and reason != line.reason:
            score = line.score
            score.reason, score.explained = reason, line.own
            score.reasoned_at, score.reasoned_by = clock.now(), by
            score.save(update_fields=["reason", "explained", "reasoned_at", "reasoned_by"])
            written.append(line.member)
    return written
