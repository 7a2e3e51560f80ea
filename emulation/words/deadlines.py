"""What pages say about phases, their steps and deadlines, on the screen and in calendars."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from ..kit import clock
from ..kit.icalendar import Event, calendar
from ..models import Campaign, LateEntryGrant, Phase, Step, Unit
from ..rules.deadlines import Admission, EntryState, Window

ASK = "Nếu cần nhập muộn, hãy đề nghị thường trực thi đua khen thưởng của phường cho phép."


@dataclass(frozen=True)
class StepWords:
    """One step for the stepper: its name, its window in words, and whether it is done, now or later."""

    name: str
    when: str
    state: str


def phase_steps(phase: Phase) -> list[StepWords]:
    """The steps of a phase as they stand now; with their years where the phase has several."""
    now = clock.now()
    say = window_words if phase.starts_on.year == phase.ends_on.year else exact_window_words
    return [StepWords(step.name, say(step), step_state(step, now)) for step in phase.steps.all()]


def window_words(step: Step) -> str:
    """A window as the plan says it: "31/8 – 4/9", "đến 24:00 ngày 8/9, gia hạn 2 ngày đến 24:00 ngày 10/9"."""
    opens = step.opens_at and short_day(clock.local(step.opens_at).date())
    if not step.closes_at:
        return f"từ {opens}" if opens else "chưa định ngày"
    if opens and closes_at_midnight(step.closes_at):
        window = f"{opens} – {short_day(step.last_day)}"
    else:
        window = f"{opens} – {closing_words(step.closes_at)}" if opens else f"đến {closing_words(step.closes_at)}"
    return window + grace_words(step, closing_words)


def steps_in_words(phase: Phase) -> list[str]:
    """The steps of a phase with their exact windows, a sentence each."""
    return [f"{step.name}: {exact_window_words(step)}." for step in phase.steps.all()]


def exact_window_words(step: Step) -> str:
    """A window by its exact moments: "từ 00:00 ngày 31/8/2022 đến 24:00 ngày 04/9/2022, gia hạn …"."""
    opens = f"từ {opening_words(step.opens_at)}" if step.opens_at else ""
    closes = (
        f"đến {full_closing_words(step.closes_at)}{grace_words(step, full_closing_words)}" if step.closes_at else ""
    )
    return " ".join(filter(None, [opens, closes])) or "chưa định ngày"


def grace_words(step: Step, say) -> str:
    """What follows a closing: ", gia hạn 2 ngày đến 24:00 ngày 6/9"; "" without days of grace."""
    return f", gia hạn {step.grace_days} ngày đến {say(step.ends_at)}" if step.grace_days else ""


def closes_at_midnight(moment: datetime) -> bool:
    return clock.local(moment).time() == time.min


def closing_hour(moment: datetime) -> str:
    """Midnight closes the day before: "24:00"; else "17:00"."""
    return "24:00" if closes_at_midnight(moment) else f"{clock.local(moment):%H:%M}"


def closing_words(moment: datetime) -> str:
    """A closing moment without its year: "24:00 ngày 4/9"."""
    return f"{closing_hour(moment)} ngày {short_day(clock.last_day_before(moment))}"


def full_closing_words(moment: datetime) -> str:
    """A closing moment: "24:00 ngày 04/9/2022"."""
    return f"{closing_hour(moment)} ngày {full_day(clock.last_day_before(moment))}"


def opening_words(moment: datetime) -> str:
    """An opening moment: "00:00 ngày 31/8/2022"."""
    return f"{clock.local(moment):%H:%M} ngày {full_day(clock.local(moment).date())}"


def short_day(day: date) -> str:
    return f"{day.day}/{day.month}"


def full_day(day: date) -> str:
    """A date as offices write it: days under 10 and months 1, 2 take a zero, months 3 to 9 do not."""
    return f"{day.day:02}/{day.month:02}/{day.year}" if day.month < 3 else f"{day.day:02}/{day.month}/{day.year}"


def step_state(step: Step, now: datetime) -> str:
    """ "done" once its window is over, "now" inside it (without an opening: until it closes), else "later"."""
    window = step.as_window()
    if window.is_over(now):
        return "done"
    return "now" if window.is_dated and window.has_begun(now) else "later"


@dataclass(frozen=True)
class StepLine:
    """One step for the table of deadlines: its exact window, and how it stands in a word."""

    name: str
    note: str
    when: str
    state: str
    tone: str


STATES = {"done": ("đã đóng", "plain"), "now": ("đang diễn ra", "good"), "later": ("chưa đến", "plain")}


def step_lines(phase: Phase) -> list[StepLine]:
    """The steps of a phase with their exact windows."""
    now = clock.now()
    return [
        StepLine(step.name, step.note, exact_window_words(step), *STATES[step_state(step, now)])
        for step in phase.steps.all()
    ]


# Whether sheets may be written


def admission_words(admission: Admission, now: datetime) -> str:
    """Why sheets may be written, or not, and until when; a phrase or two for the page of a sheet."""
    if admission.state == EntryState.FREE:
        return "Đợt này không định hạn nhập phiếu."
    if admission.state == EntryState.WINDOW:
        return open_words(admission, now)
    if admission.state == EntryState.GRANT:
        return f"{closed_words(admission, now)}; {grant_words(admission)}."
    return refusal_words(admission, now)


def unit_admission_words(units: Iterable[Unit], found: dict[int, Admission]) -> list[str]:
    """The same for several units, each by its name."""
    now = clock.now()
    return [f"{unit}: {admission_words(found[unit.pk], now)}" for unit in units]


def short_admission_words(admission: Admission, now: datetime) -> str:
    """The same in a few words, for a list of tasks: "Còn 2 ngày, đến 24:00 ngày 04/9/2022."; "" without a deadline."""
    if admission.state == EntryState.GRANT:
        return f"Nhập muộn theo phép, đến {full_closing_words(admission.until)}."
    if admission.is_open:
        until = admission.until
        return f"{left_words(until - now).capitalize()}, đến {full_closing_words(until)}." if until else ""
    return f"{closed_words(admission, now)}."


def open_words(admission: Admission, now: datetime) -> str:
    """ "Hộ tự chấm điểm: còn 2 ngày, đến 24:00 ngày 04/9/2022", and when writing ends if that is later."""
    window = admission.window
    if window.ends_at is None:
        return f"{window.name}: đang mở, chưa định ngày đóng."
    grace = " (đang gia hạn)" if window.closes_at <= now else ""
    words = f"{window.name}: {left_words(window.ends_at - now)}, đến {full_closing_words(window.ends_at)}{grace}"
    if admission.until and admission.until > window.ends_at:
        words += f"; nhập được đến {full_closing_words(admission.until)}"
    return words + "."


def left_words(left: timedelta) -> str:
    """ "còn 2 ngày", on the last day "còn 5 giờ", in the last hour "còn 12 phút"; begun units do not count."""
    if left.days:
        return f"còn {left.days} ngày"
    hours, minutes = left.seconds // 3600, left.seconds // 60
    return f"còn {hours} giờ" if hours else f"còn {minutes} phút" if minutes else "còn chưa đầy một phút"


def closed_words(admission: Admission, now: datetime) -> str:
    """That the window has closed or not yet opened, and at which moment."""
    window: Window = admission.window
    if window.is_over(now):
        return f"Đã hết hạn nhập phiếu lúc {full_closing_words(window.ends_at)}"
    return f"Chưa đến thời gian nhập phiếu: “{window.name}” mở lúc {opening_words(window.opens_at)}"


def grant_words(admission: Admission) -> str:
    """By whose leave sheets are still written, and until when."""
    grant = admission.grant
    return f"nhập ngoài hạn theo phép của {grant.granted_by}, đến {full_closing_words(grant.until)} ({grant.reason})"


def refusal_words(admission: Admission, now: datetime) -> str:
    """Why a sheet is not written, and whom to ask; a whole sentence or two."""
    return f"{closed_words(admission, now)} nên phiếu chỉ để xem. {ASK}"


@dataclass(frozen=True)
class GrantLine:
    """One grant as the page lists it: until when, and whether it holds, is over or was taken back."""

    grant: LateEntryGrant
    until: str
    state: str
    tone: str

    @property
    def is_live(self) -> bool:
        return self.tone == "good"


def grant_lines(phase: Phase) -> list[GrantLine]:
    """All grants of a phase, the latest first; none is ever left out."""
    now = clock.now()
    grants = LateEntryGrant.objects.filter(phase=phase).for_page()
    return [GrantLine(grant, full_closing_words(grant.until), *grant_state(grant, now)) for grant in grants]


def grant_state(grant: LateEntryGrant, now: datetime) -> tuple[str, str]:
    """What has become of a grant, and the tone to say it in."""
    if grant.revoked_at:
        return "đã thu hồi", "plain"
    return ("đang có hiệu lực", "good") if now < grant.until else ("đã hết hạn", "plain")


# The calendar


def campaign_calendar(campaign: Campaign) -> bytes:
    """Phases and steps of a campaign as a calendar file: names and windows of the plan, nothing else."""
    phases = campaign.phases.prefetch_related("steps")
    events = [event for phase in phases for event in phase_events(campaign, phase)]
    return calendar(campaign.name, events, stamp=clock.now())


def phase_events(campaign: Campaign, phase: Phase) -> list[Event]:
    """The phase as whole days, then each dated step of it."""
    uid = f"{campaign.code}-dot-{phase.number}"
    whole = Event(f"{uid}@cong-thi-dua", phase.name, phase.starts_on, phase.ends_on + timedelta(days=1))
    steps = [event for step in phase.steps.all() for event in step_events(step, phase, f"{uid}-buoc-{step.pk}")]
    return [whole, *steps]


def step_events(step: Step, phase: Phase, uid: str) -> list[Event]:
    """A step's window (without an opening: its last 24 hours), and its days of grace as an event of their own."""
    if not (step.opens_at or step.closes_at):
        return []
    starts = step.opens_at or step.closes_at - timedelta(days=1)
    title, text = f"{step.name} ({phase.name})", exact_window_words(step)
    events = [Event(f"{uid}@cong-thi-dua", title, starts, step.closes_at, text)]
    if step.grace_days and step.closes_at:
        grace = Event(f"{uid}-gia-han@cong-thi-dua", f"Gia hạn: {title}", step.closes_at, step.ends_at, text)
        events.append(grace)
    return events


# Exports


def export_words(in_use: list[str], user, reason: str = "") -> list[str]:
    """What an exported list says of itself: which rows, when, by whom, and how to treat it."""
    lines = [
        f"Danh sách hộ và nhân khẩu, xuất lúc {clock.local(clock.now()):%H:%M ngày %d/%m/%Y}, người xuất: {user}.",
        f"Đang lọc theo: {', '.join(in_use)}." if in_use else "Gồm tất cả các hộ người xuất được xem.",
        "Tải lại tệp này bằng trang Nhập từ Excel thì cổng cập nhật theo mã hộ; không sửa gì thì không có gì thay đổi.",
    ]
    if reason:
        lines.append(f"Có số CCCD, số điện thoại; lý do xuất: {reason}. Không chuyển cho ai, xoá khi xong việc.")
    else:
        lines.append("Không có số CCCD, số điện thoại.")
    return lines
