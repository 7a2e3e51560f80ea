"""Sentences and table rows of a report; `facts` is a ReportFacts. They draft what the counts show and no more."""

from collections.abc import Sequence
from fractions import Fraction

from emulation.kit.vietnamese import fine_percent, percent, thousands
from rewards.documents.chart import share_words
from rewards.documents.letter import joined, lower_first, short_date
from rewards.documents.report_facts import CriterionLine, PlanFacts, ReportFacts, RuleFacts, SecondFacts
from scoring.rules import UnitResult, missing_to_reach

WORK = {"interim": "sơ kết", "final": "tổng kết"}
WEAKEST = 3  # so many criteria are named as the weakest, more only where they are equal
NAMED = 20  # so many neighbourhoods are named in a list, more are left to the table


def figure(number: int) -> str:
    """A count in a sentence: "05", "16", "1.920"."""
    return f"{number:02}" if number < 10 else thousands(number)


def named(units: Sequence[UnitResult]) -> str:
    """Names in a row, their common beginning only once: "Tổ dân phố số 1, 2 và 14"."""
    names = [u.count.name for u in units]
    splits = [name.rpartition(" ") for name in names]
    if len({start for start, _, _ in splits}) > 1 or not splits[0][0]:
        return joined(names)
    return f"{splits[0][0]} {joined([label for _, _, label in splits])}"


def work_words(plan: PlanFacts) -> str:
    """ "sơ kết phong trào thi đua “Chuyển đổi số” … (Đợt 1)": what is reported on, in a sentence."""
    name = plan.campaign_name
    movement = lower_first(name) if name.lower().startswith(("phong trào", "cuộc")) else f"phong trào “{name}”"
    phase = plan.phase_name.partition(" – ")[0].replace(" ", "\u00a0")
    return f"{WORK[plan.kind]} {movement} ({phase})"


# I. What was there, how it was counted, what was done


def situation_words(facts: ReportFacts) -> str:
    noun, ward = facts.plan.unit_noun, facts.plan.ward
    if not facts.units:
        return f"{ward} chưa có {noun} nào trong danh sách theo dõi."
    units = f"{ward} có {figure(len(facts.units))} {noun}"
    if not facts.households:
        return f"{units}; chưa có hộ nào trong danh sách theo dõi."
    return (
        f"{units} với {figure(facts.households)} hộ, {figure(facts.residents)} nhân khẩu; trong đó "
        f"{figure(facts.expected)} hộ có người thuộc diện chấm điểm, với {figure(facts.members)} người."
    )


def counting_words(facts: ReportFacts) -> list[str]:
    """The settings, each as a line."""
    rules, noun = facts.rules, facts.plan.unit_noun
    people = [
        f"Người thuộc diện chấm điểm: từ đủ {rules.adult_age} tuổi trở lên, tính tại ngày "
        f"{short_date(rules.reference_date)}, đang có mặt tại địa phương",
        f"“{rules.member_title}”: người {rules.member_rule}; trả lời “không áp dụng”: {rules.na_words}",
    ]
    return [
        *(people if rules.member_rule else []),
        f"“{rules.household_title}”: {household_rule(rules)}",
        f"Tỷ lệ của {noun}: số hộ đạt trên {rules.denominator_words}; việc đạt hay không đạt mức quy định được xét "
        "theo số hộ, tỷ lệ chỉ làm tròn khi in",
        f"“{rules.unit_title}”: {noun} có tỷ lệ hộ đạt {at_least(rules.title_percent)}",
        f"Xét khen thưởng: {noun} có tỷ lệ hộ đạt {award_rule(rules)}",
        *second_words(facts.second),
    ]


def second_words(second: SecondFacts) -> list[str]:
    """How the entries were checked by keying sheets twice, and where one person did both; nothing where nobody did."""
    rate, lines = second.rate, []
    if rate.sheets:
        share = f"{thousands(rate.differing)}/{thousands(rate.cells)} ô ({fine_percent(rate.differing, rate.cells)} %)"
        lines.append(f"Nhập lần hai để đối chiếu: {figure(rate.sheets)} phiếu; hai lần nhập lệch nhau {share}")
    if second.same_person_hours:
        lines.append(
            "Do chỉ có một người nhập liệu, chính người nhập lần một được nhập lại và đối chiếu sau "
            f"{second.same_person_hours} giờ; đã nhập như vậy {figure(rate.same_person)} phiếu"
        )
    elif rate.same_person:
        lines.append(f"Trong số đó, {figure(rate.same_person)} phiếu do chính người nhập lần một nhập lại")
    return lines


def household_rule(rules: RuleFacts) -> str:
    own = f"cả hộ đạt bộ tiêu chí “{rules.household_set}”" if rules.household_set else ""
    if not rules.member_rule:
        return own
    share = f"{at_least(rules.household_percent)} số người" if rules.household_percent else "ít nhất một người"
    people = f"hộ có {share} thuộc diện chấm điểm đạt “{rules.member_title}”"
    nobody = "hộ không có người thuộc diện chấm điểm không được tính là đạt"
    return f"{' và '.join([people, *([own] if own else [])])}; {nobody}"


def award_rule(rules: RuleFacts) -> str:
    highest = "cao nhất, " if rules.award_only_highest else ""
    return highest + at_least(rules.award_percent)


def at_least(share: int) -> str:
    return "100\u00a0%" if share == 100 else f"từ {share}\u00a0% trở lên"


def course_words(plan: PlanFacts) -> str:
    """When the phase ran and how many steps it had; the steps follow as a list."""
    dates = (
        f"{plan.phase_name} được tiến hành từ ngày {short_date(plan.starts_on)} đến hết ngày {short_date(plan.ends_on)}"
    )
    return f"{dates}, gồm {figure(len(plan.steps))} bước:" if plan.steps else f"{dates}."


# II. Results


def sum_rows(facts: ReportFacts) -> list[tuple[str, ...]]:
    """What, how many, of how many, share; one line for each mark that neighbourhoods can reach."""
    rules, noun = facts.rules, facts.plan.unit_noun.capitalize()
    rows = [
        ("Hộ nộp phiếu trên số hộ có người thuộc diện chấm điểm", facts.submitted, facts.expected),
        (f"Người đạt “{rules.member_title}” trên số người thuộc diện chấm điểm", facts.passing_members, facts.members),
        (f"Hộ đạt “{rules.household_title}” trên số hộ tính tỷ lệ", facts.passing, facts.counted),
    ] + [
        (
            f"{noun} có tỷ lệ {at_least(mark.percent)} ({mark.words})",
            len(facts.reaching(mark.percent)),
            len(facts.units),
        )
        for mark in rules.marks
    ]
    return [(what, thousands(part), thousands(whole), cell_share(part, whole)) for what, part, whole in rows]


def cell_share(part: int, whole: int) -> str:
    """A share in a column headed "%"."""
    return percent(part, whole) if whole else "–"


def unit_row(unit: UnitResult, rules: RuleFacts) -> tuple[str, ...]:
    """One neighbourhood: rank, name, households, counted, sheets, passing, share, missing per mark, verdict."""
    counts = (unit.count.households, unit.counted, unit.count.submitted, unit.passing)
    missing = (missing_to_reach(unit.passing, unit.counted, mark.percent) for mark in rules.marks)
    return (
        f"{unit.rank}" if unit.counted else "–",
        unit.count.name,
        *map(thousands, counts),
        cell_share(unit.passing, unit.counted),
        *(thousands(number) if unit.counted else "–" for number in missing),
        verdict(unit),
    )


def verdict(unit: UnitResult) -> str:
    said = ["đạt danh hiệu"] * unit.has_title + ["đề nghị khen"] * unit.is_award_candidate
    return "; ".join(said).capitalize()


def unit_total(facts: ReportFacts) -> tuple[str, ...]:
    counts = (facts.households, facts.counted, facts.submitted, facts.passing)
    return (*map(thousands, counts), cell_share(facts.passing, facts.counted))


def criterion_row(line: CriterionLine) -> tuple[str, ...]:
    return (
        f"{line.number}",
        line.label,
        thousands(line.met),
        thousands(line.scored),
        cell_share(line.met, line.scored),
    )


def weakest_words(criteria: Sequence[CriterionLine]) -> str:
    scored = [line for line in criteria if line.scored]
    if not scored:
        return "Chưa có người nào được chấm điểm nên chưa tính được tỷ lệ đạt của từng tiêu chí."
    weak = weakest([line for line in scored if line.met < line.scored])
    if not weak:
        return "Mọi tiêu chí đều được tất cả những người đã chấm điểm đạt."
    said = [f"tiêu chí {line.number} ({line.label}, {share_words(line.met, line.scored)})" for line in weak]
    return f"Tỷ lệ đạt thấp nhất là ở {joined(said)}."


def weakest(criteria: Sequence[CriterionLine]) -> list[CriterionLine]:
    """The criteria with the lowest shares, lowest first, none left out that prints the same share as the last one."""
    ordered = sorted(criteria, key=lambda line: Fraction(line.met, line.scored))
    shares = [cell_share(line.met, line.scored) for line in ordered]
    return [line for line, share in zip(ordered, shares, strict=True) if share in shares[:WEAKEST]]


# III. Awards: the counts name who qualifies, the council and the chairman decide


def award_words(facts: ReportFacts) -> str:
    found, noun, rules = facts.candidates, facts.plan.unit_noun, facts.rules
    if not found:
        return no_award_words(facts)
    share, mark = share_words(found[0].passing, found[0].counted), at_least(rules.award_percent)
    if len(found) == 1:
        highest = f"cao nhất ({share}) và đạt {mark}" if rules.award_only_highest else f"{mark} ({share})"
        who = f"{named(found)} có tỷ lệ hộ đạt “{rules.household_title}” {highest}"
    elif rules.award_only_highest:
        who = f"Có {figure(len(found))} {noun} cùng có tỷ lệ hộ đạt cao nhất ({share}) và đạt {mark}: {named(found)}"
    else:
        who = f"Có {figure(len(found))} {noun} có tỷ lệ hộ đạt {mark}: {named(found)}"
    return f"{who}; đủ điều kiện xét khen thưởng, hội đồng xem xét, quyết định việc đề nghị."


def no_award_words(facts: ReportFacts) -> str:
    noun, rules, first = facts.plan.unit_noun, facts.rules, facts.leaders
    none = f"Chưa có {noun} nào đạt mức xét khen thưởng ({at_least(rules.award_percent)})."
    if not first:
        return none
    lack = f", còn thiếu {figure(first[0].missing_for_award)} hộ" if len(first) == 1 else ""
    return f"{none} Tỷ lệ cao nhất là {share_words(first[0].passing, first[0].counted)} ({named(first)}){lack}."


def title_words(facts: ReportFacts) -> str:
    rules, noun = facts.rules, facts.plan.unit_noun
    found, title = facts.reaching(rules.title_percent), f"“{rules.unit_title}” ({at_least(rules.title_percent)})"
    if not found:
        return f"Chưa có {noun} nào đạt mức công nhận {title}."
    return f"Có {figure(len(found))} {noun} đủ điều kiện công nhận {title}: {named(found)}."


def certificate_words(facts: ReportFacts) -> str:
    title = f"Giấy chứng nhận “{facts.rules.household_title}”"
    if not facts.passing:
        return f"Chưa có hộ nào đủ điều kiện cấp {title}."
    return f"Có {figure(facts.passing)} hộ đủ điều kiện cấp {title}."


# IV. Assessment, as far as counts can give one


def strength_words(facts: ReportFacts) -> list[str]:
    """What went well; empty when the counts show nothing."""
    mark = at_least(facts.rules.award_percent)
    full = [u for u in facts.units if u.count.with_eligible and u.not_submitted <= 0]
    return [
        *said_of(facts.reaching(facts.rules.award_percent), facts, f"có tỷ lệ hộ đạt {mark}"),
        *said_of(full, facts, "đã thu đủ phiếu của các hộ"),
    ]


def shortcoming_words(facts: ReportFacts) -> list[str]:
    """Who misses the mark, who cannot be judged, whose sheets are missing; empty when all is well."""
    mark = facts.rules.award_percent
    return [
        *said_of(facts.below(mark), facts, f"có tỷ lệ hộ đạt dưới {mark}\u00a0%"),
        *said_of([u for u in facts.units if not u.counted], facts, "chưa có hộ nào để tính tỷ lệ"),
        *missing_sheet_words(facts),
    ]


def said_of(found: Sequence[UnitResult], facts: ReportFacts, what: str) -> list[str]:
    """ "07/16 tổ dân phố <what>: Tổ dân phố số 1 và 2."; nothing of none, no names of all or of very many."""
    whole, noun = len(facts.units), facts.plan.unit_noun
    if not found:
        return []
    if whole == 1:
        return [f"{named(found)} {what}."]
    if len(found) == whole:
        return [f"Tất cả {figure(whole)} {noun} {what}."]
    names = f": {named(found)}" if len(found) <= NAMED else " (nêu tại Bảng 2)"
    return [f"{figure(len(found))}/{figure(whole)} {noun} {what}{names}."]


def missing_sheet_words(facts: ReportFacts) -> list[str]:
    late = [u for u in facts.units if u.not_submitted > 0]
    if not late:
        return []
    most = max(u.not_submitted for u in late)
    missing = f"Còn {figure(sum(u.not_submitted for u in late))} hộ chưa nộp phiếu chấm điểm"
    if len(late) == 1:
        return [f"{missing}, {'đều ' if most > 1 else ''}thuộc {named(late)}."]
    latest = [u for u in late if u.not_submitted == most]
    households = f"{'mỗi nơi ' if len(latest) > 1 else ''}{figure(most)} hộ"
    return [f"{missing} ở {figure(len(late))} {facts.plan.unit_noun}, nhiều nhất là {named(latest)} ({households})."]
