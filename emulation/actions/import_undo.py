"""Taking one import back while nothing was changed after it, and forgetting what was kept for that long enough."""

import base64
import json
import zlib
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from django.db import models, transaction
from django.db.models import ProtectedError

from ..choices import Relation
from ..kit import audit, clock
from ..kit.fields import FollowingField
from ..models import Household, HouseholdImport, HouseholdMove, ImportUndo, Member, Unit
from ..queries.imports import BATCH, Change, ImportPlan, batches
from ..queries.people import GUARDED, closed_phase

SHOWN = 10
GONE = "Lần nhập này không còn hoàn tác được: dữ liệu để hoàn tác chỉ được giữ một thời gian. Hãy sửa từng hộ."
CLOSED = (
    "Không hoàn tác được vì {} đã chốt, mà lần nhập này đã sửa họ tên, ngày sinh, giới tính, quan hệ hoặc số CCCD của "
    "{} người. Hãy lập đề nghị đính chính cho từng người."
)
CHANGED = "Không hoàn tác được vì sau lần nhập này đã có thay đổi: "


class UndoRefused(ValueError):
    """An import that cannot be taken back; the message says what has changed after it."""


# Remembering


def remember(plan: ImportPlan, moves: list[HouseholdMove], kept: HouseholdImport) -> ImportUndo:
    """Keeps, sealed, what an import has just written and what was there before; within its transaction."""
    told = {
        "households": told_of(Household, plan.households),
        "members": told_of(Member, plan.members),
        "moves": [move.pk for move in moves],
    }
    packed = zlib.compress(json.dumps(told, default=plain).encode(), level=1)
    return ImportUndo.objects.create(household_import=kept, data=base64.b64encode(packed).decode())


def told_of(model: type[models.Model], change: Change) -> dict:
    fields = fields_of(model)
    touched = [found.record for found in (*change.new, *change.changed)]
    return {
        "fields": fields,
        "after": {record.pk: state(record, fields) for record in touched},
        "new": [found.record.pk for found in change.new],
        "before": {found.record.pk: found.before for found in change.changed},
    }


def fields_of(model: type[models.Model]) -> list[str]:
    """Every column that people can change; what follows from another one is left out."""
    fields = model._meta.concrete_fields
    return [field.attname for field in fields if not field.primary_key and not isinstance(field, FollowingField)]


def state(record: models.Model, fields: Iterable[str]) -> list:
    return [plain(getattr(record, name)) for name in fields]


def plain(value: object) -> object:
    """A value as JSON has it, the same before and after the database."""
    if isinstance(value, datetime):
        return clock.local(value).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return value if value is None or isinstance(value, (int, float)) else str(value)


# Taking back


@transaction.atomic
def undo_household_import(kept: HouseholdImport, *, by) -> bool:
    """Makes the registry as it was before this import; False if that was done before.

    Raises UndoRefused where anything it has written was changed since, or something else hangs on it by now.
    """
    undone = HouseholdImport.objects.filter(pk=kept.pk, undone_at=None).exclude(saved_at=None)
    if not undone.update(undone_at=clock.now(), undone_by=by):
        return False
    Unit.objects.select_for_update().get(pk=kept.campaign.ward_id)  # as saving does: first the import, then the ward
    undo = ImportUndo.objects.filter(household_import=kept, kept_until__gt=clock.now()).first()
    if undo is None:
        raise UndoRefused(GONE)
    told = json.loads(zlib.decompress(base64.b64decode(undo.data)))
    check_unguarded(kept, told)
    check_untouched(told)
    HouseholdMove.objects.filter(pk__in=told["moves"]).delete()
    take_away(told)
    put_back(told)
    undo.delete()
    nouns = ("households", "members")
    numbers = {f"{noun}_{kind}": len(told[noun][kind]) for noun in nouns for kind in ("new", "before")}
    audit.record("hoàn tác nhập danh sách hộ", kept.campaign, by=by, before=numbers | {"sha256": kept.sha256})
    return True


def check_unguarded(kept: HouseholdImport, told: dict) -> None:
    """Raises UndoRefused where known people would get back what only a request for correction changes by now."""
    guarded = [before for before in told["members"]["before"].values() if GUARDED & before.keys()]
    if guarded and (phase := closed_phase(kept.campaign.ward_id)):
        raise UndoRefused(CLOSED.format(phase.name, len(guarded)))


def check_untouched(told: dict) -> None:
    """Raises UndoRefused with the first households and people that were changed after the import."""
    troubles = [*changed_since(Household, told["households"]), *changed_since(Member, told["members"])]
    troubles += joined_since(told)
    if troubles:
        more = f"; và {len(troubles) - SHOWN} thay đổi nữa" if len(troubles) > SHOWN else ""
        raise UndoRefused(f"{CHANGED}{'; '.join(troubles[:SHOWN])}{more}.")


def changed_since(model: type[models.Model], told: dict) -> Iterator[str]:
    """What is not any more as the import left it, in words."""
    for pks in batches(told["after"]):
        found = model.objects.select_for_update().in_bulk([int(pk) for pk in pks])
        for pk in pks:
            record = found.get(int(pk))
            if record is None:
                yield f"một {model._meta.verbose_name} đã bị xoá"
            elif names := differing(record, told["fields"], told["after"][pk]):
                yield f"{called(record)} đã được sửa {', '.join(names)}"


def differing(record: models.Model, fields: list[str], after: list) -> list[str]:
    known = {field.attname: field.verbose_name for field in record._meta.concrete_fields}
    now = state(record, [name for name in fields if name in known])
    then = [value for name, value in zip(fields, after, strict=True) if name in known]
    names = [name for name in fields if name in known]
    changed = [name for name, a, b in zip(names, now, then, strict=True) if a != b]
    return list(dict.fromkeys(known[name.removesuffix("_hash")] for name in changed))


def called(record: models.Model) -> str:
    """What people on the page call it; never written to the trail."""
    return f"hộ {record.code}" if isinstance(record, Household) else f"{record.full_name}"


def joined_since(told: dict) -> list[str]:
    """New households that somebody else has joined by now."""
    ours = {int(pk) for pk in told["members"]["new"]}
    joined = []
    for pks in batches(told["households"]["new"]):
        members = Member.objects.filter(household__in=pks).values_list("pk", "household__code")
        joined += sorted({code for pk, code in members if pk not in ours})
    return [f"hộ {code} đã có thêm người" for code in joined]


def take_away(told: dict) -> None:
    """Deletes who came with the import; raises UndoRefused where scores or other papers hang on them."""
    try:
        for model, noun in ((Member, "members"), (Household, "households")):
            for pks in batches(told[noun]["new"]):
                model.objects.filter(pk__in=pks).delete()
    except ProtectedError as error:
        kinds = sorted({held._meta.verbose_name for held in error.protected_objects})
        codes = sorted({code for held in error.protected_objects if (code := household_code(held))})
        places = f" của hộ {', '.join(codes[:SHOWN])}" if codes else ""
        raise UndoRefused(f"{CHANGED}đã có {', '.join(kinds)}{places}.") from error


def household_code(held: models.Model) -> str:
    """The household that something above the registry hangs on, found by its own fields."""
    member = getattr(held, "member", None)
    household = member.household if member else getattr(held, "household", None)
    return household.code if household else ""


def put_back(told: dict) -> None:
    """Gives changed records their former values; heads step down first, for a household has one at every moment."""
    heads = [pk for pk, before in told["members"]["before"].items() if before.get("relation", "") != ""]
    for pks in batches(heads):
        Member.objects.filter(pk__in=pks, relation=Relation.HEAD).update(relation=Relation.OTHER)
    for model, noun in ((Household, "households"), (Member, "members")):
        before = told[noun]["before"]
        names = sorted({name for values in before.values() for name in values})
        for pks in batches(before):
            put_back_records(model, list(model.objects.filter(pk__in=pks)), before, names)


def put_back_records(model: type[models.Model], records: list, before: dict, names: list[str]) -> None:
    """All records with all columns that any of them changes: a row's own value is written back as it is."""
    for record in records:
        for name, value in before[str(record.pk)].items():
            setattr(record, name, model._meta.get_field(name).to_python(value))
    following = [field.name for field in model._meta.concrete_fields if isinstance(field, FollowingField)]
    fields = [model._meta.get_field(name).name for name in names]
    model.objects.bulk_create(
        records, BATCH, update_conflicts=True, unique_fields=["pk"], update_fields=[*fields, *following]
    )


# Forgetting


def forget_old_undo() -> None:
    """Erases undo data that were kept long enough; what the log tells stays."""
    ImportUndo.objects.filter(kept_until__lte=clock.now()).delete()
