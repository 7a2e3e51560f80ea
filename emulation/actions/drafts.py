"""Writing a campaign's plan page by page, while it is a draft; every page is saved whole, with its trail."""

from collections.abc import Iterable

from django.db import models, transaction

from ..choices import PlanChapter
from ..kit import audit
from ..kit.rows import refuse_stale, replace_rows
from ..models import Campaign, Phase, PlanSection, Unit


class NotADraft(ValueError):
    """The campaign has been launched, so its plan is no longer written; the message is a Vietnamese sentence."""

    def __init__(self):
        super().__init__(
            "Phong trào đã phát động nên kế hoạch không sửa ở đây được nữa; muốn đổi cách tính thì đổi quy tắc."
        )


class PhaseInUse(ValueError):
    """A phase that cannot go because something is recorded for it; the message is a Vietnamese sentence."""


@transaction.atomic
def start_campaign(ward: Unit, values: dict, *, by) -> Campaign:
    """A new campaign with its first data and nothing else; its pages fill the rest."""
    campaign = Campaign.objects.create(ward=ward, **values)
    audit.record("tạo phong trào", campaign, by=by, after={"code": campaign.code})
    return campaign


def locked_draft(campaign: Campaign) -> Campaign:
    """The campaign as it stands now, held until the transaction ends; raises NotADraft once it is launched."""
    found = Campaign.objects.select_for_update().get(pk=campaign.pk)
    if not found.is_draft:
        raise NotADraft
    return found


@transaction.atomic
def save_basics(campaign: Campaign, values: dict, *, seen: str, by) -> Campaign:
    """Number, dates, titles: the campaign's own row, but never its code or ward."""
    standing = locked_draft(campaign)
    refuse_stale(seen, standing)
    changed = [name for name, value in values.items() if getattr(standing, name) != value]
    Campaign.objects.filter(pk=standing.pk).update(**values)
    audit.record("sửa thông tin phong trào", standing, by=by, after={"fields": changed})
    return standing


@transaction.atomic
def save_offices(campaign: Campaign, issuers: Iterable[dict], bases: Iterable[dict], *, seen: str, by) -> None:
    """Who issues the plan, and the texts it rests on."""
    locked_draft(campaign)
    refuse_stale(seen, campaign.issuers.all(), campaign.legal_bases.all())
    counts = {
        "issuers": replace_rows(campaign.issuers.all(), issuers, campaign, under="campaign"),
        "bases": replace_rows(campaign.legal_bases.all(), bases, campaign, under="campaign"),
    }
    audit.record("sửa căn cứ và cơ quan ban hành", campaign, by=by, after=counts)


def sections_of(campaign: Campaign, chapter: str) -> models.QuerySet:
    return campaign.sections.filter(chapter=chapter)


@transaction.atomic
def save_chapter(campaign: Campaign, chapter: str, rows: Iterable[dict], *, seen: str, by) -> None:
    """The text of one chapter of the plan."""
    locked_draft(campaign)
    standing = sections_of(campaign, chapter)
    refuse_stale(seen, standing)
    before = standing.count()
    rows = [{**row, "chapter": chapter} for row in rows]
    count = replace_rows(standing, rows, campaign, under="campaign")
    number_sections(campaign)
    label = PlanChapter(chapter).label
    audit.record("sửa một phần kế hoạch", campaign, by=by, before={label: before}, after={label: count})


def number_sections(campaign: Campaign) -> None:
    """Numbers all sections through the whole plan, chapter after chapter."""
    chapters = PlanChapter.values
    rows = sorted(campaign.sections.all(), key=lambda row: (chapters.index(row.chapter), row.position))
    for position, row in enumerate(rows, start=1):
        row.position = position
    PlanSection.objects.bulk_update(rows, ["position"])


@transaction.atomic
def save_pledge_list(campaign: Campaign, rows: Iterable[dict], *, seen: str, by) -> None:
    """Who is to sign, in the order of the list; what is recorded as signed stays with its row."""
    locked_draft(campaign)
    standing = campaign.commitments.all()
    refuse_stale(seen, standing)
    before = standing.count()
    count = replace_rows(standing, rows, campaign, under="campaign")
    audit.record("sửa danh sách ký cam kết", campaign, by=by, before={"rows": before}, after={"rows": count})


@transaction.atomic
def save_phase(campaign: Campaign, phase: Phase | None, values: dict, steps: Iterable[dict], *, seen: str, by) -> Phase:
    """A phase, new where `phase` is None, with its steps. ValidationError for a number that is taken."""
    locked_draft(campaign)
    standing = Phase.objects.get(pk=phase.pk) if phase else Phase(campaign=campaign)
    if phase:
        refuse_stale(seen, standing, standing.steps.all())
    for name, value in values.items():
        setattr(standing, name, value)
    standing.full_clean()
    standing.save()
    count = replace_rows(standing.steps.all(), steps, standing, under="phase")
    audit.record("sửa đợt" if phase else "thêm đợt", standing, by=by, after={"number": standing.number, "steps": count})
    return standing


@transaction.atomic
def remove_phase(phase: Phase, *, by) -> None:
    """Takes a phase out of a draft, with its steps and rules; raises PhaseInUse where somebody has leave for it."""
    locked_draft(phase.campaign)
    if phase.late_entry_grants.exists():
        raise PhaseInUse(f"{phase.name} đã có phép nhập muộn nên không bỏ được: phép đã cho được giữ trong sổ.")
    audit.record("xóa đợt", phase, by=by, before={"number": phase.number, "name": phase.name})
    phase.delete()
