"""Household lists that were uploaded: read and judged once, and the judgement kept sealed beside the file."""

import json
import zlib
from collections.abc import Collection

from cryptography.exceptions import InvalidTag

from ..kit import clock, spreadsheets
from ..kit.sealed_files import read_sealed, write_sealed
from ..models import Campaign, HouseholdImport, Unit
from ..rules import JudgedList, Neighbourhood, judge_list, unreadable

GONE = "Không mở lại được tệp đã tải lên. Hãy tải tệp lên lần nữa."


def neighbourhoods_of(campaign: Campaign) -> list[Neighbourhood]:
    """The neighbourhoods the campaign's ward has today, in their order: no household enters a unit that has ended."""
    units = Unit.objects.below(campaign.ward).neighbourhoods().current()
    return [Neighbourhood(unit.pk, unit.label, unit.name) for unit in units]


@spreadsheets.garbage_left_alone()
def judge_workbook(content: bytes, campaign: Campaign, allowed: Collection[int] | None = None) -> JudgedList:
    """Reads and judges a workbook; a file that cannot be read becomes one complaint."""
    try:
        sheets = spreadsheets.read(content)
    except spreadsheets.WorkbookRefused as refusal:
        return unreadable(str(refusal))
    neighbourhoods = neighbourhoods_of(campaign)
    if not neighbourhoods:
        return unreadable("Đơn vị này chưa có tổ dân phố nào. Hãy nhờ người quản trị thêm tổ dân phố trong Thiết lập.")
    return judge_list(sheets, neighbourhoods, today=clock.today(), allowed=allowed)


def judge_kept(kept: HouseholdImport, allowed: Collection[int] | None = None) -> JudgedList:
    """The judgement of a workbook that was uploaded before; judged anew where the ward's units are not the same."""
    neighbourhoods = neighbourhoods_of(kept.campaign)
    try:
        plain = json.loads(zlib.decompress(read_sealed(kept.judged_path)))
        if plain["against"] == against(neighbourhoods, allowed):
            return JudgedList.from_plain(plain, neighbourhoods)
        return judge_workbook(read_sealed(kept.path), kept.campaign, allowed)
    except (OSError, InvalidTag):
        return unreadable(GONE)


def keep_judgement(judged: JudgedList, kept: HouseholdImport, allowed: Collection[int] | None) -> None:
    """Seals the judgement beside the file, so that neither preview nor saving has to read the workbook again."""
    plain = judged.as_plain() | {"against": against(neighbourhoods_of(kept.campaign), allowed)}
    write_sealed(kept.judged_path, zlib.compress(json.dumps(plain, default=str).encode(), level=1))


def against(neighbourhoods: list[Neighbourhood], allowed: Collection[int] | None) -> list:
    """What a judgement depends on besides the file: the ward's neighbourhoods, and which of them are allowed."""
    return [[list(one) for one in neighbourhoods], allowed if allowed is None else sorted(allowed)]
