"""Results of a phase: the portal's counting and ranking against one hand-written SQL statement that computes the same.

    python -m bench.results [ward | merged | HOUSEHOLDS:NEIGHBOURHOODS ...] [--repeats 15]

It works in a portal of its own in a temporary folder, or in the empty database that BENCH_DATABASE_URL names. Before
anything is timed, both must give the same numbers. "One neighbourhood" is what every keyed row asks for, "its
households" the page that lists them with their verdict; their yardstick is the same statement over its people alone.
"""

import argparse
import base64
import os
import secrets
import statistics
import tempfile
import time
from pathlib import Path

import django

FOLDER = tempfile.TemporaryDirectory(prefix="bench-results-")
os.environ |= {
    "DATA_DIR": FOLDER.name,
    "DATABASE_URL": os.environ.get("BENCH_DATABASE_URL") or f"sqlite:///{Path(FOLDER.name) / 'portal.sqlite3'}",
    "SECRET_KEY": secrets.token_urlsafe(50),
    "FIELD_KEY": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
    "DJANGO_SETTINGS_MODULE": "config.settings",
}
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from emulation.kit.vietnamese import thousands  # noqa: E402
from emulation.models import Household, Member, Phase, Unit, User  # noqa: E402
from emulation.plans import read_plan  # noqa: E402
from emulation.practice import practice_households  # noqa: E402
from scoring.actions.phases import open_phase  # noqa: E402
from scoring.actions.plans import load_plan  # noqa: E402
from scoring.actions.practice import PLAN, save_households, save_sheets  # noqa: E402
from scoring.practice import practice_sheets  # noqa: E402
from scoring.queries.results import phase_result, rules_of, unit_standing, with_result  # noqa: E402

SIZES = {"ward": (3_000, 16), "merged": (30_000, 100)}
SEED = 86

BY_HAND = """
WITH rule AS (
    SELECT household_percent, title_percent, award_percent FROM scoring_resultrules WHERE phase_id = %(phase)s
), exempt AS (
    SELECT member_id, effect FROM scoring_exemption WHERE phase_id = %(phase)s AND lifted_at IS NULL
), eligible AS (
    SELECT household_id, count(*) AS people FROM emulation_member AS member
    WHERE born_on <= %(born_by)s AND presence = 'present' AND {only}
        AND id NOT IN (SELECT member_id FROM exempt WHERE effect = 'out')
    GROUP BY household_id
), passing AS (
    SELECT sheet.household_id, count(*) AS people
    FROM scoring_memberscore AS score
    JOIN scoring_scoresheet AS sheet ON sheet.id = score.sheet_id
    JOIN emulation_member AS member ON member.id = score.member_id AND member.household_id = sheet.household_id
    WHERE sheet.phase_id = %(phase)s AND score.passed AND born_on <= %(born_by)s AND presence = 'present' AND {only}
        AND member.id NOT IN (SELECT member_id FROM exempt)
    GROUP BY sheet.household_id
), counted AS (
    SELECT unit.code, count(home.id) AS households, count(eligible.people) AS with_eligible,
        count(CASE WHEN eligible.people > 0 THEN sheet.id END) AS submitted,
        count(CASE WHEN 100 * passing.people >= household_percent * eligible.people THEN 1 END) AS passing,
        coalesce(sum(eligible.people), 0) AS people, coalesce(sum(passing.people), 0) AS passing_people
    FROM emulation_unit AS unit
    CROSS JOIN rule
    LEFT JOIN emulation_household AS home ON home.unit_id = unit.id
    LEFT JOIN eligible ON eligible.household_id = home.id
    LEFT JOIN passing ON passing.household_id = home.id
    LEFT JOIN scoring_scoresheet AS sheet ON sheet.household_id = home.id AND sheet.phase_id = %(phase)s
    WHERE unit.kind = 'neighbourhood' AND unit.code LIKE %(code)s
    GROUP BY unit.code
), ranked AS (
    SELECT *, rank() OVER (ORDER BY CASE WHEN households > 0 THEN 1.0 * passing / households ELSE 0 END DESC) AS place
    FROM counted
)
SELECT code, households, with_eligible, submitted, passing, place,
    households > 0 AND 100 * passing >= title_percent * households AS has_title,
    place = 1 AND households > 0 AND 100 * passing >= award_percent * households AS is_candidate,
    CASE WHEN 100 * passing >= title_percent * households THEN 0
        ELSE (title_percent * households + 99) / 100 - passing END AS missing_for_title,
    CASE WHEN 100 * passing >= award_percent * households THEN 0
        ELSE (award_percent * households + 99) / 100 - passing END AS missing_for_award,
    people, passing_people
FROM ranked CROSS JOIN rule ORDER BY place, code
"""
ONE = "member.household_id IN (SELECT id FROM emulation_household WHERE unit_id = %(unit)s)"


def make_ward(households: int, neighbourhoods: int) -> Phase:
    """Phase 1 of the practice plan with so many neighbourhoods, open and mostly scored."""
    labels = [str(number) for number in range(1, neighbourhoods + 1)]
    plan = read_plan(PLAN)
    plan |= {"neighbourhoods": plan["neighbourhoods"] | {"labels": labels}, "commitments": {}}
    campaign = load_plan(plan, by=None, is_practice=True)
    units = {unit.label: unit for unit in Unit.objects.neighbourhoods()}
    invented = practice_households(labels, households, seed=SEED, on=campaign.reference_date)
    members = save_households(invented, campaign.ward, units)
    clerk = User.objects.create(username="clerk")
    phase = open_phase(campaign.phases.get(number=1), by=clerk)
    save_sheets(practice_sheets(invented, labels, seed=SEED, on=campaign.reference_date), members, phase, by=clerk)
    return Phase.objects.for_page().get(pk=phase.pk)


class Bench:
    """One scored ward and the ways to count it."""

    def __init__(self, households: int, neighbourhoods: int):
        call_command("flush", interactive=False, verbosity=0)
        with transaction.atomic():
            self.phase = make_ward(households, neighbourhoods)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # as any database has that has lived for a day
        self.unit = Unit.objects.neighbourhoods().first()
        self.found = rules_of(self.phase)

    def by_hand(self, code="dong-tam/%", only="1 = 1"):
        values = {"phase": self.phase.pk, "born_by": self.phase.campaign.born_by, "unit": self.unit.pk, "code": code}
        with connection.cursor() as cursor:
            cursor.execute(BY_HAND.replace("{only}", only), values)
            return cursor.fetchall()

    def result(self):
        return phase_result(self.phase)

    def one_by_hand(self):
        return self.by_hand(self.unit.code, ONE)

    def one(self):
        return unit_standing(self.phase, self.unit, self.found)

    def households(self):
        return list(with_result(Household.objects.filter(unit=self.unit), self.found).in_walking_order().values())

    def check(self):
        """Both ways must count alike, or the comparison means nothing."""
        result, theirs = self.result(), self.by_hand()
        ours = [
            (
                u.count.code, u.count.households, u.count.with_eligible, u.count.submitted, u.passing, u.rank,
                u.has_title, u.is_award_candidate, u.missing_for_title, u.missing_for_award,
            )
            for u in result.units
        ]  # fmt: skip
        sums = (sum(row[-2] for row in theirs), sum(row[-1] for row in theirs))
        if sorted(ours) != sorted(row[:-2] for row in theirs) or (result.members, result.passing_members) != sums:
            raise SystemExit("The portal and the hand-written SQL do not agree.")
        alone = self.one()
        if [(alone.count.households, alone.passing)] != [(row[1], row[4]) for row in self.one_by_hand()]:
            raise SystemExit("The portal and the hand-written SQL do not agree on one neighbourhood.")


def seconds(walk) -> float:
    began = time.perf_counter()
    walk()
    return time.perf_counter() - began


def compare(name: str, households: int, neighbourhoods: int, repeats: int):
    """The walks take turns with their yardsticks, so that a busy machine is busy for all."""
    bench = Bench(households, neighbourhoods)
    bench.check()
    walks = {
        "SQL by hand": bench.by_hand,
        "results of the phase": bench.result,
        "SQL, one neighbourhood": bench.one_by_hand,
        "one neighbourhood": bench.one,
        "its households": bench.households,
    }
    times = {walk: [] for walk in walks}
    for _ in range(repeats):
        for walk, call in walks.items():
            times[walk].append(seconds(call))
    yardstick, one = (statistics.median(times[walk]) for walk in ("SQL by hand", "SQL, one neighbourhood"))
    people = thousands(Member.objects.count())
    print(f"{name}: {thousands(households)} households, {people} members, {connection.vendor}, {repeats} runs")
    print(f"{'':24}{'median':>10}{'ratio':>8}   goal 2,0")
    for walk, results in times.items():
        median = statistics.median(results)
        ratio = median / (one if "neighbourhood" in walk or "its" in walk else yardstick)
        print(f"{walk:24}{1000 * median:7.1f} ms{ratio:8.2f}")


def prepare():
    """Tables in an empty database; anybody's data is safe from the flush between two sizes."""
    if connection.introspection.table_names():
        raise SystemExit("BENCH_DATABASE_URL must name an empty database.")
    call_command("migrate", verbosity=0)


def size(text: str) -> tuple[str, int, int]:
    if text in SIZES:
        return (text, *SIZES[text])
    households, neighbourhoods = text.split(":")
    return (text, int(households), int(neighbourhoods))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sizes", type=size, nargs="*", default=[size("ward"), size("merged")])
    parser.add_argument("--repeats", type=int, default=15)
    arguments = parser.parse_args()
    prepare()
    for one in arguments.sizes:
        compare(*one, arguments.repeats)
