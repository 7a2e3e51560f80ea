"""Setting up the awards a plan file names, and the usual rates of bonus money where the portal has none yet."""

import tomllib
from pathlib import Path

from emulation.actions.copying import twin
from emulation.actions.plans import save
from emulation.kit.plan_parts import copies_plan, takes_plan
from emulation.models import Campaign, Phase
from emulation.plans import PlanError

from ..choices import SubjectKind
from ..models import Award, AwardPaper, AwardStandard, BaseSalary, BonusRate

RATES = Path(__file__).resolve().parent.parent / "plans" / "bonus-rates.toml"
ROWS = {"standards": (AwardStandard, "tiêu chuẩn"), "papers": (AwardPaper, "giấy tờ")}
SUBJECTS = {
    SubjectKind.COLLECTIVE: "for_collectives",
    SubjectKind.INDIVIDUAL: "for_individuals",
    SubjectKind.HOUSEHOLD: "for_households",
}


@takes_plan
def set_up_awards(campaign: Campaign, plan: dict) -> None:
    """Awards numbered in the order of the file, with standards and papers; raises PlanError for what cannot be."""
    rows = plan.get("awards", [])
    for number, row in enumerate(rows, start=1):
        set_up_award(campaign, number, row)
    if any(row.get("pays_bonus") for row in rows):
        keep_usual_rates()


def set_up_award(campaign: Campaign, number: int, row: dict) -> Award:
    place = f"[awards] thứ {number}"
    own = {key: value for key, value in row.items() if key not in ("subjects", "phase", *ROWS)}
    award = Award(campaign=campaign, number=number, phase=phase_of(campaign, row, place), **own)
    for subject in row["subjects"]:
        if subject not in SUBJECTS:
            raise PlanError(f"Mục {place}: “subjects” có “{subject}”; chỉ dùng {', '.join(SUBJECTS)}.")
        setattr(award, SUBJECTS[subject], True)
    save(award, place)
    for table, (model, what) in ROWS.items():
        for position, one in enumerate(row.get(table, []), start=1):
            save(model(award=award, position=position, **one), f"{place}, {what} {position}")
    return award


def phase_of(campaign: Campaign, row: dict, place: str) -> Phase | None:
    if "phase" not in row:
        return None
    found = Phase.objects.filter(campaign=campaign, number=row["phase"]).first()
    if found is None:
        raise PlanError(f"Mục {place}: “phase” là {row['phase']} nhưng kế hoạch không có đợt mang số ấy.")
    return found


def keep_usual_rates() -> None:
    """Base salaries and coefficients known to us, where nobody has recorded any; from then on they are the office's."""
    known = tomllib.loads(RATES.read_text(encoding="utf-8"))
    for model, table in ((BaseSalary, "base_salaries"), (BonusRate, "bonus_rates")):
        if not model.objects.exists():
            for position, row in enumerate(known[table], start=1):
                save(model(**row), f"[{table}] thứ {position}")


@copies_plan
def copy_awards(campaign: Campaign, made: Campaign) -> None:
    """The awards of last year's campaign with standards and papers, the year in their wording moved; no nominations."""
    phases = {phase.number: phase for phase in made.phases.all()}
    for award in Award.objects.filter(campaign=campaign).for_page():
        phase = phases[award.phase.number] if award.phase else None
        wording = award.wording.replace(str(campaign.year), str(made.year))
        copy = twin(award, campaign=made, phase=phase, wording=wording)
        copy.save(force_insert=True)
        for rows in (award.standards.all(), award.papers.all()):
            rows.model.objects.bulk_create([twin(row, award=copy) for row in rows])
