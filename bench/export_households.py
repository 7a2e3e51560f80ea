"""Export of the registry, from the database to the packed file, against openpyxl writing the same cells.

    python -m bench.export_households [households] [--repeats 5]

It works in a portal of its own in a temporary folder. "With numbers" opens two sealed columns for every person.
"""

import argparse
import base64
import gc
import os
import resource
import secrets
import statistics
import tempfile
import time
from io import BytesIO
from pathlib import Path

import django

FOLDER = tempfile.TemporaryDirectory(prefix="bench-export-")
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

from emulation.actions import import_households, set_up_campaign  # noqa: E402
from emulation.choices import Gender, Relation  # noqa: E402
from emulation.documents.household_list import household_list, rows_of  # noqa: E402
from emulation.kit import spreadsheets  # noqa: E402
from emulation.models import Household, Member  # noqa: E402
from emulation.plans import read_plan  # noqa: E402
from emulation.practice import practice_households  # noqa: E402
from emulation.queries.exports import people_to_export  # noqa: E402
from emulation.queries.imports import judge_workbook, neighbourhoods_of  # noqa: E402
from emulation.rules import Column  # noqa: E402

PLAN = Path(__file__).parent.parent / "scoring" / "plans" / "dong-tam-2022.toml"


class Bench:
    """A registry filled with a practice ward, and the cells that its export holds."""

    def __init__(self, households: int):
        call_command("migrate", verbosity=0)
        campaign = set_up_campaign(read_plan(PLAN), by=None)
        labels = [one.label for one in neighbourhoods_of(campaign)]
        homes = practice_households(labels, households, seed=86, on=campaign.reference_date)
        rows = [
            [
                None, home.neighbourhood, home.code, home.address, one.full_name, Relation(one.relation).label,
                one.born_on, Gender(one.gender).label, one.citizen_id, one.phone,
            ]
            for home in homes
            for one in home.members
        ]  # fmt: skip
        import_households(
            judge_workbook(spreadsheets.table("Danh sách hộ", list(Column), rows), campaign), campaign, by=None
        )
        self.members = Member.objects.count()
        self.cells = [list(rows_of(people_to_export(Household.objects.all(), with_numbers=full))) for full in (0, 1)]

    def bare(self, with_numbers: bool = False):
        book = openpyxl.Workbook(write_only=True)
        sheet = book.create_sheet()
        for row in self.cells[with_numbers]:
            sheet.append(row)
        book.save(BytesIO())

    def bare_with_numbers(self):
        self.bare(with_numbers=True)

    def export(self, with_numbers: bool = False):
        people = people_to_export(Household.objects.all(), with_numbers=with_numbers)
        household_list(people, about=["Danh sách hộ"], with_numbers=with_numbers)

    def export_with_numbers(self):
        self.export(with_numbers=True)


def seconds(walk) -> tuple[float, float]:
    """On the clock, and of the processor alone, which a busy machine does not stretch."""
    gc.collect()
    began, worked = time.perf_counter(), time.process_time()
    walk()
    return time.perf_counter() - began, time.process_time() - worked


def compare(households: int, repeats: int):
    """Each walk takes turns with its yardstick, so that a busy machine is busy for both."""
    bench = Bench(households)
    pairs = {
        "export": (bench.bare, bench.export),
        "with numbers": (bench.bare_with_numbers, bench.export_with_numbers),
    }
    times = {name: ([], []) for name in pairs}
    for _ in range(repeats):
        for name, pair in pairs.items():
            for walk, runs in zip(pair, times[name], strict=True):
                runs.append(seconds(walk))
    print(f"{bench.members} members; goal: at most 1,3 x openpyxl writing the same cells")
    print(f"{'median':14}{'openpyxl':>10}{'portal':>9}{'ratio':>7}{'processor alone':>17}")
    for name, found in times.items():
        (yard, yard_alone), (ours, ours_alone) = (
            [statistics.median(column) for column in zip(*runs, strict=True)] for runs in found
        )
        print(f"{name:14}{yard:9.2f}s{ours:8.2f}s{ours / yard:7.2f}{ours_alone / yard_alone:17.2f}")
    print(f"memory at the most: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MiB, yardstick included")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("households", type=int, nargs="?", default=3000)
    parser.add_argument("--repeats", type=int, default=5)
    arguments = parser.parse_args()
    compare(arguments.households, arguments.repeats)
