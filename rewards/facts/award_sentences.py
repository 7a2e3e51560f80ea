"""What letters say of results and of the council's review: whole sentences with exact numbers, from what is frozen."""

from collections.abc import Sequence
from datetime import date

from emulation.kit.number_words import counted_in_words
from emulation.kit.vietnamese import percent, thousands
from scoring.choices import GoalState
from scoring.rules import UnitResult

from ..choices import SubjectKind
from ..documents.chart import share_words
from ..documents.letter import joined, short_date
from ..documents.report_words import figure, named
from ..models import Meeting
from ..rules.packs import Data
from ..rules.voting import State
from .award_material import Material

REACHED = {GoalState.REACHED, GoalState.REACHED_LATE, GoalState.REACHED_OLD}


def result_words(found: Material, code: str = "") -> tuple[str, ...]:
    """What the phase brought: of the whole ward, or of the one neighbourhood with this code."""
    if found.result is None:
        return target_words(found)
    units = [one for one in found.result.units if not code or one.count.code == code]
    if not units:
        return ()
    said = [household_words(found, units)]
    if not code:
        said += [member_words(found), *unit_words(found, units)]
    return (*said, f"Số liệu theo {str(found.snapshot).lower()}, chốt ngày {short_date(found.snapshot.taken_at)}.")


def household_words(found: Material, units: Sequence[UnitResult]) -> str:
    """Sheets that came back, and households that have reached the title."""
    submitted, expected = sum(one.count.submitted for one in units), sum(one.count.with_eligible for one in units)
    passing, counted = sum(one.passing for one in units), sum(one.counted for one in units)
    title = found.result.rules.household_title
    return (
        f"{found.phase.name}: {thousands(submitted)}/{thousands(expected)} hộ có người thuộc diện chấm điểm đã nộp "
        f"phiếu; {thousands(passing)}/{thousands(counted)} hộ đạt “{title}” ({share_words(passing, counted)})."
    )


def member_words(found: Material) -> str:
    part, whole = found.result.passing_members, found.result.members
    title = found.result.rules.member_title
    return (
        f"{thousands(part)}/{thousands(whole)} người thuộc diện chấm điểm đạt “{title}” ({share_words(part, whole)})."
    )


def unit_words(found: Material, units: Sequence[UnitResult]) -> list[str]:
    """How many neighbourhoods have the title, and who leads."""
    titled, rules = [one for one in units if one.has_title], found.result.rules
    said = [f"{figure(len(titled))}/{figure(len(units))} tổ dân phố đủ điều kiện công nhận “{rules.unit_title}”."]
    first = [one for one in units if one.rank == 1 and one.passing]
    if first:
        said.append(f"Tỷ lệ hộ đạt cao nhất là {share_words(first[0].passing, first[0].counted)} ({named(first)}).")
    return said


def target_words(found: Material) -> tuple[str, ...]:
    """How many targets of a plan that scores nobody were reached when its phase was closed."""
    lines = found.targets
    if not lines:
        return ()
    reached = sum(one.state in REACHED for one in lines)
    day = short_date(date.fromisoformat(found.frozen["on"]))
    return (
        f"{found.phase.name}: đến ngày {day} đạt {figure(reached)}/{figure(len(lines))} mục tiêu của kế hoạch "
        f"({share_words(reached, len(lines))}).",
    )


# The council


def review_words(found: Material) -> tuple[str, ...]:
    """When the council met about these nominations and how it voted; nothing while it has not."""
    if not found.has_council:
        count = joined([counted_in_words(len(found.lines), "đề nghị")])
        return (f"Thường trực Thi đua - Khen thưởng đã thẩm định hồ sơ theo thủ tục đơn giản; {count} đủ điều kiện.",)
    return tuple(words for meeting in found.meetings for words in meeting_words(found, meeting))


def meeting_words(found: Material, meeting: Meeting) -> list[str]:
    record = meeting.minutes
    room, name = record["room"], found.data["award"]["name"]
    lines = [line for line in record["lines"] if line["award"] == name and line["counted"]]
    passed = [line for line in lines if line["state"] == State.PASSED]
    said = [
        f"Ngày {short_date(meeting.day)} {record['council']} họp phiên số {meeting.number}, có mặt "
        f"{room['present']:02}/{room['members']:02} thành viên có quyền biểu quyết.",
        f"Hội đồng đã xét {counted_in_words(len(lines), 'đề nghị')}, thông qua "
        f"{counted_in_words(len(passed), 'đề nghị')}.",
    ]
    if passed:
        low = min(passed, key=lambda line: line["in_favour"] / line["base"])
        every = "Mỗi đề nghị được thông qua có ít nhất" if len(passed) > 1 else "Đề nghị được thông qua có"
        share = percent(low["in_favour"], low["base"])
        said.append(f"{every} {low['in_favour']:02}/{low['base']:02} phiếu đồng ý ({share}\u00a0%).")
    return said


# What a report says of one who is proposed


def merit_words(found: Material, line: Data) -> str:
    """What the results say of somebody, and what people have written, a paragraph each; "" where nobody knows."""
    return "\n".join(words for words in (earned_words(found, line), line["achievement"]) if words)


def earned_words(found: Material, line: Data) -> str:
    """What the frozen results say of a household or a neighbourhood."""
    if found.result is None:
        return ""
    rules = found.result.rules
    if line["kind"] == SubjectKind.HOUSEHOLD and line["whole"]:
        share = f"{line['part']:02}/{line['whole']:02}"
        return f"{share} người thuộc diện chấm điểm trong gia đình đạt “{rules.member_title}”."
    units = [one for one in found.result.units if one.count.code == line["unit_code"]]
    if line["kind"] == SubjectKind.COLLECTIVE and line["whole"] and units:
        one = units[0]
        return (
            f"{thousands(one.passing)}/{thousands(one.counted)} hộ đạt “{rules.household_title}” "
            f"({share_words(one.passing, one.counted)}), đứng thứ {one.rank}/{len(found.result.units)} tổ dân phố."
        )
    return ""
