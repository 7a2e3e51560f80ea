"""Personal numbers that leave the portal: never without a reason and a line in the trail."""

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from ..kit import audit
from ..kit.vietnamese import thousands, tidy
from ..models import Household, Unit
from ..queries.exports import export_counts


class ExportRefused(ValueError):
    """An export that cannot be; the message is a Vietnamese sentence that says what to do next."""


def check_exportable(households: QuerySet[Household]) -> None:
    """Raises ExportRefused for nobody, and for more people than one workbook may bring back."""
    people, limit = export_counts(households)[1], settings.WORKBOOK_MAX_ROWS
    if not people:
        raise ExportRefused("Không có hộ nào để xuất. Hãy bỏ lọc rồi thử lại.")
    if people > limit:
        raise ExportRefused(
            f"Danh sách có {thousands(people)} người, quá mức {thousands(limit)} người của một tệp. "
            "Hãy lọc theo tổ dân phố rồi xuất từng phần."
        )


@transaction.atomic
def record_number_export(households: QuerySet[Household], *, reason: str, by) -> None:
    """Leaves a line for each ward whose people's numbers are handed out: how many, why; never a number or a name.

    Every file is a line of its own, also the same one again. Raises ExportRefused where there is nobody or no reason.
    """
    if not tidy(reason):
        raise ExportRefused("Hãy ghi rõ lý do cần lấy số cá nhân.")
    check_exportable(households)
    wards = Unit.objects.filter(pk__in=households.order_by().values("ward"))
    for ward in wards:
        homes, people = export_counts(households.filter(ward=ward))
        facts = {"households": homes, "members": people, "reason": tidy(reason)}
        audit.record("xuất danh sách hộ có số cá nhân", ward, by=by, after=facts)
