"""Prints the results of a phase, for people or as JSON for programs."""

import json

from django.core.management.base import BaseCommand

from emulation.kit.vietnamese import percent
from emulation.management.arguments import phase_of
from scoring.queries.results import PhaseResult, phase_result


class Command(BaseCommand):
    help = "Kết quả của một đợt: từng tổ dân phố, tỷ lệ, hạng, danh hiệu, còn thiếu bao nhiêu hộ."

    def add_arguments(self, parser):
        parser.add_argument("--phase", required=True, help="mã đợt, ví dụ dong-tam-2022/1")
        parser.add_argument("--json", action="store_true", help="in dạng JSON (mô tả trong scoring/README.md)")

    def handle(self, *, phase, **options):
        result = phase_result(phase_of(phase))
        if options["json"]:
            self.stdout.write(json.dumps(as_data(result), ensure_ascii=False, indent=2))
            return
        for unit in result.units:
            share = percent(unit.passing, unit.counted)
            self.stdout.write(f"{unit.rank:>3}  {unit.count.name:<24} {unit.passing:>4}/{unit.counted:<4} {share:>5} %")


def as_data(result: PhaseResult) -> dict:
    """The documented, stable shape; neighbourhoods in the order of their rank."""
    return {
        "phase": result.phase.code,
        "members": {"eligible": result.members, "passing": result.passing_members},
        "neighbourhoods": [
            {
                "code": unit.count.code,
                "name": unit.count.name,
                "households": unit.count.households,
                "counted": unit.counted,
                "passing": unit.passing,
                "share": percent(unit.passing, unit.counted),
                "rank": unit.rank,
                "title": unit.has_title,
                "award_candidate": unit.is_award_candidate,
                "missing_for_title": unit.missing_for_title,
                "missing_for_award": unit.missing_for_award,
            }
            for unit in result.units
        ],
    }
