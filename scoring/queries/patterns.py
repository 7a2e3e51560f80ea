"""Where the sheets of a phase deserve a second look: a list to go through, never a verdict."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import groupby

from django.db.models import Count, F, Min, QuerySet

from emulation.models import Phase, User

from ..choices import PatternKind
from ..models import MemberScore, OfflineUpload, PatternNote, ScoreSheet
from ..rules.patterns import WHOLE_UNIT, runs, rushes
from .results import rules_of
from .sheets import household_tags
from .snapshots import standing_result

UPLOAD_TIME = timedelta(minutes=1)  # what a workbook writes is finished within that time after its saving has begun


@dataclass(frozen=True)
class Pattern:
    """One shape: of what kind, where, which sheets; `key` stays the same while the shape does."""

    kind: str
    key: str
    place: str  # a neighbourhood, or the one who keyed
    homes: tuple[int, ...] = ()
    labels: tuple[str, ...] = ()  # how each of the homes is called
    author: int | None = None  # who keyed, where the shape is about that
    note: PatternNote | None = None


def patterns(phase: Phase) -> list[Pattern]:
    """Every shape in the sheets of a phase, those that nobody has looked at first; a fixed number of statements."""
    noted = {note.key: note for note in PatternNote.objects.filter(phase=phase).select_related("noted_by")}
    found = [*whole_units(phase), *full_runs(phase), *rushed(phase), *scored_twice(phase)]
    told = [replace(one, note=noted.get(one.key)) for one in found]
    return sorted(told, key=lambda one: one.note is not None)


def open_patterns(phase: Phase) -> int:
    """How many nobody has looked at."""
    return sum(one.note is None for one in patterns(phase))


def whole_units(phase: Phase) -> Iterator[Pattern]:
    """Neighbourhoods of which every household passes."""
    result = standing_result(phase)[0]
    for unit in result.units:
        if unit.counted >= WHOLE_UNIT and unit.passing == unit.counted:
            key = f"{PatternKind.WHOLE_UNIT}:{unit.count.code}:{unit.counted}"
            yield Pattern(PatternKind.WHOLE_UNIT, key, unit.count.name)


def full_runs(phase: Phase) -> Iterator[Pattern]:
    """Neighbouring households whose sheets all have full marks; households without a sheet do not break the row."""
    found, tags = rules_of(phase), household_tags(phase.campaign.ward)
    criteria = found.resident_set or found.household_set
    if criteria is None:
        return
    marks, score = criteria.as_rules(), "scores__score" if found.resident_set_id else "own_score__score"
    sheets = ScoreSheet.objects.filter(phase=phase).annotate(least=Min(score)).exclude(least=None)
    place = ["household__unit__position", "household__unit", "household__position", "household"]
    columns = ["household__unit", "household__unit__name", "household", "household__code", "household__head_name"]
    rows = sheets.order_by(*place).values_list(*columns, "least")
    for (_, unit), group in groupby(rows, key=lambda row: row[:2]):
        homes = [(pk, f"{head} ({code})", least) for *_, pk, code, head, least in group]
        flags = [least >= marks.full_marks(tags.get(pk, frozenset())) for pk, _, least in homes]
        for run in runs(flags):
            yield of_homes(PatternKind.FULL_RUN, unit, [homes[place][:2] for place in run])


def of_homes(kind: str, place: str, homes: list[tuple[int, str]], author: int | None = None) -> Pattern:
    """A row of sheets; named by its ends and length, so that it is looked at anew when it has grown."""
    pks, labels = zip(*homes, strict=True)
    return Pattern(kind, f"{kind}:{author or ''}:{pks[0]}-{pks[-1]}:{len(pks)}", place, pks, labels, author)


def rushed(phase: Phase) -> Iterator[Pattern]:
    """Sheets one person has finished faster than anybody reads paper; what came with a workbook is not meant."""
    sheets = ScoreSheet.objects.handed_in().filter(phase=phase).order_by("completed_by", "completed_at", "pk")
    rows = sheets.values_list(
        "completed_by", "completed_at", "household", "household__code", "household__head_name", "household__unit"
    )
    uploads = list(
        OfflineUpload.objects.filter(phase=phase).exclude(saved_at=None).values_list("saved_by", "saved_at", "unit")
    )
    by_hand = [row for row in rows if not any(came_with(row, upload) for upload in uploads)]
    people = User.objects.in_bulk({row[0] for row in by_hand})
    for author, group in groupby(by_hand, key=lambda row: row[0]):
        mine = list(group)
        for rush in rushes([row[1] for row in mine]):
            homes = [(mine[place][2], f"{mine[place][4]} ({mine[place][3]})") for place in rush]
            yield of_homes(PatternKind.RUSH, str(people[author]), homes, author)


def came_with(row: tuple, upload: tuple) -> bool:
    author, at, *_, unit = row
    saved_by, saved_at, of_unit = upload
    return (author, unit) == (saved_by, of_unit) and saved_at <= at <= saved_at + UPLOAD_TIME


def scored_twice(phase: Phase) -> Iterator[Pattern]:
    """People who seem to stand on the sheets of two households: one citizen id, or one name and whole day of birth."""
    scored = MemberScore.objects.filter(sheet__phase=phase, member__household=F("sheet__household"))
    numbered = scored.exclude(member__citizen_id_hash="")
    dated = scored.filter(member__is_birth_year_only=False)
    told: set[tuple[int, ...]] = set()
    for rows, same in (numbered, ["citizen_id_hash"]), (dated, ["full_name", "born_on", "gender"]):
        for people in alike(rows, [f"member__{name}" for name in same]):
            members = tuple(sorted(pk for pk, *_ in people))
            if members not in told:
                told.add(members)
                homes = [(home, f"{name}, sinh {day:%d/%m/%Y} ({code})") for _, name, day, home, code in people]
                yield of_homes(PatternKind.TWICE, people[0][1], homes)


def alike(rows: QuerySet[MemberScore], same: list[str]) -> Iterator[list[tuple]]:
    """Scored people of several households who agree in some columns; two statements."""
    twice = rows.order_by().values(*same).annotate(homes=Count("sheet__household", distinct=True)).filter(homes__gt=1)
    keys = set(twice.values_list(*same))
    suspected = rows.filter(**{f"{same[0]}__in": {key[0] for key in keys}})
    told = ["member", "member__full_name", "member__born_on", "sheet__household", "sheet__household__code"]
    found: dict[tuple, list[tuple]] = defaultdict(list)
    for row in suspected.order_by("sheet__household", "member").values_list(*same, *told):
        found[row[: len(same)]].append(row[len(same) :])
    return (people for key, people in found.items() if key in keys)
