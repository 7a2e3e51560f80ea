"""Import of a household list, from the gate to the registry, against openpyxl reading the same file and nothing else.

    python -m bench.import_households [households] [--repeats 5]

It works in a portal of its own in a temporary folder. "Over the pages" is the same walk as a clerk does it: upload,
preview, save. The workbook is read once, at the upload; preview and saving take the judgement that is kept with it.
"""

import argparse
import base64
import gc
import os
import secrets
import statistics
import tempfile
import time
from io import BytesIO
from pathlib import Path

import django

FOLDER = tempfile.TemporaryDirectory(prefix="bench-import-")
os.environ |= {
    "DATA_DIR": FOLDER.name,
    "DATABASE_URL": f"sqlite:///{Path(FOLDER.name) / 'portal.sqlite3'}",
    "SECRET_KEY": secrets.token_urlsafe(50),
    "FIELD_KEY": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
    "DJANGO_SETTINGS_MODULE": "config.settings",
}
django.setup()

import openpyxl  # noqa: E402
from django.core.management import call_command  # noqa: E402

from emulation.actions import grant_role, import_households, keep_household_list, save_household_import, set_up_campaign  # noqa: E402
from emulation.choices import Gender, Relation, RoleKind  # noqa: E402
from emulation.kit import clock, spreadsheets  # noqa: E402
from emulation.models import Campaign, Household, Member, User  # noqa: E402
from emulation.plans import read_plan  # noqa: E402
from emulation.practice import practice_households  # noqa: E402
from emulation.queries.import_previews import preview_of  # noqa: E402
from emulation.queries.imports import plan_import  # noqa: E402
from emulation.queries.kept_lists import judge_workbook, neighbourhoods_of  # noqa: E402
from emulation.rules import Column, judge_list  # noqa: E402

PLAN = Path(__file__).parent.parent / "scoring" / "plans" / "dong-tam-2022.toml"


def workbook(campaign: Campaign, households: int) -> bytes:
    """The list of a practice ward, every second date as a real date and every second as text."""
    labels = [one.label for one in neighbourhoods_of(campaign)]
    homes = practice_households(labels, households, seed=86, on=campaign.reference_date)
    people = ((home, member) for home in homes for member in home.members)
    rows = [
        [
            number, home.neighbourhood, home.code, home.address, one.full_name, Relation(one.relation).label,
            one.born_on if number % 2 else f"{one.born_on:%d/%m/%Y}", Gender(one.gender).label,
            one.citizen_id, one.phone,
        ]
        for number, (home, one) in enumerate(people, start=1)
    ]  # fmt: skip
    return spreadsheets.table("Danh sách hộ", list(Column), rows)


class Bench:
    """One campaign, one clerk, one workbook; every measured walk starts from an empty registry unless it says so."""

    def __init__(self, households: int):
        call_command("migrate", verbosity=0)
        self.campaign = set_up_campaign(read_plan(PLAN), by=None)
        self.clerk = User.objects.create(username="clerk")
        grant_role(self.clerk, self.campaign.ward, RoleKind.CLERK, by=None)
        self.content = workbook(self.campaign, households)
        self.sheets = spreadsheets.read(self.content)
        self.judged = judge_workbook(self.content, self.campaign)
        self.members = sum(len(home.members) for home in self.judged.households)

    def bare(self):
        openpyxl.load_workbook(BytesIO(self.content))

    def whole(self):
        judged = judge_workbook(self.content, self.campaign)
        plan_import(judged, self.campaign)
        import_households(judged, self.campaign, by=self.clerk)

    def gate(self):
        spreadsheets.check(self.content)

    def read(self):
        spreadsheets.read(self.content)

    def judge(self):
        judge_list(self.sheets, neighbourhoods_of(self.campaign), today=clock.today())

    def preview(self):
        plan_import(self.judged, self.campaign)

    def save(self):
        import_households(self.judged, self.campaign, by=self.clerk)

    def pages(self):
        spreadsheets.check(self.content)
        kept = keep_household_list(self.content, "danh-sach.xlsx", self.campaign, by=self.clerk)
        preview = preview_of(kept)
        preview.tab("").lines[:50]
        save_household_import(kept, by=self.clerk, stamp=preview.plan.stamp)

    def again(self):
        """The same list a second time: compares everything, writes nothing."""
        assert import_households(self.judged, self.campaign, by=self.clerk).is_empty

    def empty(self):
        Household.objects.all().delete()

    def full(self):
        self.empty()
        self.save()

    def stale(self):
        """Everybody is in the registry, but nobody as the list has them."""
        self.full()
        Member.objects.update(position=99)


def seconds(walk) -> tuple[float, float]:
    """On the clock, and of the processor alone, which a busy machine does not stretch."""
    gc.collect()
    began, worked = time.perf_counter(), time.process_time()
    walk()
    return time.perf_counter() - began, time.process_time() - worked


def compare(households: int, repeats: int):
    """The walks take turns with the yardstick, so that a busy machine is busy for all."""
    bench = Bench(households)
    walks = {
        "openpyxl alone": (None, bench.bare),
        "import, whole": (bench.empty, bench.whole),
        "  gate": (None, bench.gate),
        "  gate and read": (None, bench.read),
        "  judge": (None, bench.judge),
        "  preview": (bench.empty, bench.preview),
        "  save": (bench.empty, bench.save),
        "the same list again": (bench.full, bench.again),
        "everyone changed": (bench.stale, bench.save),
        "over the pages": (bench.empty, bench.pages),
    }
    times = {name: [] for name in walks}
    for _ in range(repeats):
        for name, (prepare, walk) in walks.items():
            if prepare:
                prepare()
            times[name].append(seconds(walk))
    report(bench, times)


def report(bench: Bench, times: dict[str, list[tuple[float, float]]]):
    medians = {name: [statistics.median(column) for column in zip(*runs, strict=True)] for name, runs in times.items()}
    clock_yard, processor_yard = medians["openpyxl alone"]
    print(
        f"{bench.members} members, {len(bench.content) // 1024} KiB; goal: the whole import at most 2 x openpyxl alone"
    )
    print(f"{'median':22}{'clock':>9}{'ratio':>7}{'processor':>12}{'ratio':>7}")
    for name, (on_clock, of_processor) in medians.items():
        print(
            f"{name:22}{on_clock:8.2f}s{on_clock / clock_yard:7.2f}"
            f"{of_processor:11.2f}s{of_processor / processor_yard:7.2f}"
        )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("households", type=int, nargs="?", default=3000)
    parser.add_argument("--repeats", type=int, default=5)
    arguments = parser.parse_args()
    compare(arguments.households, arguments.repeats)
