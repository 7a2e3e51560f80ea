"""What renaming and merging would do: from facts and an order to a plan, or every reason against it.

A unit keeps its code as long as it lives; what begins gets a code nobody ever had. Nothing is deleted: what ends, ends
the day before. Changes are recorded once they are in force, never ahead of their day.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from ..choices import ChangeKind, UnitKind
from ..kit.vietnamese import fold
from .cells import neighbourhood_key
from .unit_orders import After, ChangeRefused, Ground, Link, Merge, Papers, Plan, Rename, UnitFacts, stamped

NAME_LIMIT = 120  # what hangs below a unit is named after it and needs some room
EARLIEST = date(1945, 9, 2)

# Checks


def check(complaints: Iterable[str]) -> None:
    if found := tuple(dict.fromkeys(complaints)):
        raise ChangeRefused(*found)


def on_papers(papers: Papers, units: Sequence[UnitFacts], today: date) -> list[str]:
    """A change is recorded from its day on, and after whatever was recorded of its units before."""
    day = papers.effective_on
    if day > today:
        return [f"Ngày hiệu lực {day:%d/%m/%Y} chưa đến. Cổng ghi thay đổi khi đã có hiệu lực: hãy trở lại từ ngày đó."]
    if day < EARLIEST:
        return [f"Ngày hiệu lực {day:%d/%m}/{day.year:04} không thể đúng. Hãy xem lại năm."]
    return [
        f"{unit.name} có thay đổi gần nhất từ ngày {unit.since:%d/%m/%Y}: ngày hiệu lực phải sau ngày đó."
        for unit in units
        if unit.since and day <= unit.since
    ]


def on_names(names: Sequence[tuple[str, str]], others: Iterable[UnitFacts]) -> list[str]:
    """Names and labels are told apart among all units that stand side by side; `names` are those after the change."""
    found = [f"Tên đơn vị dài quá {NAME_LIMIT} ký tự. Hãy rút gọn." for name, _ in names if len(name) > NAME_LIMIT]
    taken = {fold(one.name): one.name for one in others}
    labels = {fold(one.label): one.name for one in others if one.label}
    for name, label in names:
        if not fold(name):
            found.append("Hãy ghi tên cho mỗi đơn vị.")
        elif fold(name) in taken:
            found.append(f"Đã có đơn vị tên “{taken[fold(name)]}”. Hãy đặt tên khác.")
        elif fold(label) and fold(label) in labels:
            found.append(f"Số hiệu “{label}” đang là của {labels[fold(label)]}. Hãy ghi số hiệu khác hoặc để trống.")
        taken[fold(name)], labels[fold(label)] = name, name
    return found


def found_units(pks: Sequence[int], ground: Ground) -> list[UnitFacts]:
    """The units of an order; raises ChangeRefused for one that is not of this ward or has ended."""
    if any(pk not in ground.units for pk in pks):
        raise ChangeRefused("Có đơn vị không thuộc phường này hoặc đã kết thúc. Hãy chọn lại trong danh sách.")
    return [ground.units[pk] for pk in pks]


# Names and codes of what begins


def new_code(parent: str, name: str, label: str, codes: frozenset[str]) -> str:
    """An address nobody ever had: to-19, and to-19-2 where an ended unit holds that."""
    slug = re.sub("[^a-z0-9]+", "-", fold(label or neighbourhood_key(name) or name)).strip("-")[:24].strip("-") or "moi"
    return unused(f"{parent}/to-{slug}", codes)


def unused(stem: str, codes: frozenset[str]) -> str:
    """The stem itself, or with the first number after it that nobody ever had."""
    tries = [stem, *(f"{stem}-{number}" for number in range(2, len(codes) + 3))]
    return next(code for code in tries if code not in codes)


def low(name: str) -> str:
    """A name inside a longer one: "tổ dân phố số 8"."""
    return name[:1].lower() + name[1:]


def follow_name(own: str, unit: UnitFacts, name: str, label: str) -> str:
    """What hangs below a unit is named after it: "Ban công tác mặt trận 8" becomes "… 19". Other names stay."""
    at = own.casefold().find(unit.name.casefold())
    if at >= 0:
        return own[:at] + (low(name) if at else name) + own[at + len(unit.name) :]
    if unit.label and own.endswith(f" {unit.label}"):
        return f"{own.removesuffix(unit.label)}{label or low(name)}"
    return own


def named_after(child: UnitFacts, unit: UnitFacts, name: str, label: str) -> str:
    """The name of a board or team that begins with its unit; it never keeps the name of the one before."""
    followed = follow_name(child.name, unit, name, label)
    return followed if followed != child.name else f"{UnitKind(child.kind).label} {low(name)}"


# Renaming


def plan_rename(order: Rename, ground: Ground) -> Plan:
    """The unit keeps its code; what is named after it follows. Raises ChangeRefused."""
    (unit,) = found_units([order.unit], ground)
    if (order.name, order.label) == (unit.name, unit.label):
        raise ChangeRefused(f"Tên và số hiệu vẫn như cũ: {unit.name}. Hãy ghi tên mới.")
    beside = [one for one in ground.units.values() if one.parent == unit.parent and one.pk != unit.pk]
    check([*on_papers(order.papers, [unit], ground.today), *on_names([(order.name, order.label)], beside)])
    link = Link(unit, standing(unit, ground, order.name, order.label), ground.homes_of(unit))
    below = renamed_below(ground.below(unit), link, ground)
    return stamped(Plan(ChangeKind.RENAME, order.papers, (link, *below)), ground)


def standing(unit: UnitFacts, ground: Ground, name: str, label: str) -> After:
    """A unit that goes on, under the name it will have."""
    return After(unit.code, name, label, unit.kind, ground.parent_code(unit), unit.position, unit.pk)


# Merging


def plan_merge(order: Merge, ground: Ground) -> Plan:
    """All households go into one unit, walked one neighbourhood after the other. Raises ChangeRefused."""
    units = found_units(order.units, ground)
    check(on_merged(units))
    beside = [one for one in ground.units.values() if one.parent == units[0].parent and one not in units]
    check([*on_papers(order.papers, units, ground.today), *on_names([(order.name, order.label)], beside)])
    into = merged(order, units, ground)
    links = [Link(unit, into, ground.homes_of(unit)) for unit in units]
    ends = [unit for unit in units if unit.pk != into.pk]
    return completed(Plan(ChangeKind.MERGE, order.papers, tuple(links)), ends, {into.code: order.roles}, ground)


def on_merged(units: Sequence[UnitFacts]) -> list[str]:
    found = []
    if len({unit.pk for unit in units}) < len(units):
        found.append("Một tổ không sáp nhập với chính nó. Hãy chọn các tổ khác nhau.")
    if len(units) < 2:
        found.append("Hãy chọn ít nhất một tổ nữa để sáp nhập.")
    if any(unit.kind != UnitKind.NEIGHBOURHOOD for unit in units):
        found.append("Chỉ sáp nhập được tổ dân phố với tổ dân phố.")
    if len({unit.parent for unit in units}) > 1:
        found.append("Chỉ sáp nhập được các tổ của cùng một phường.")
    return found


def merged(order: Merge, units: Sequence[UnitFacts], ground: Ground) -> After:
    if order.goes_on is None:
        return beginning(units[0], ground, order.name, order.label, ground.codes)
    kept = next((unit for unit in units if unit.pk == order.goes_on), None)
    if kept is None:
        raise ChangeRefused("Tổ được giữ lại phải là một trong các tổ sáp nhập. Hãy chọn lại.")
    return standing(kept, ground, order.name, order.label)


def beginning(source: UnitFacts, ground: Ground, name: str, label: str, codes: frozenset[str]) -> After:
    """A new unit in the place of an old one."""
    parent = ground.parent_code(source)
    return After(new_code(parent, name, label, codes), name, label, source.kind, parent, source.position)


# What follows from a merge or a split: boards and teams below, and roles


def completed(plan: Plan, ends: Sequence[UnitFacts], wanted: Mapping[str, Sequence[int]], ground: Ground) -> Plan:
    """Adds to the links of the neighbourhoods what follows from them; `wanted` are roles to go on, by unit code."""
    ending = (*ends, *(child for unit in ends for child in ground.below(unit)))
    plan = replace(plan, links=(*plan.links, *links_below(plan, ground)), ends=ending)
    left_behind = {link.before.pk for link in plan.links if link.moves}
    offered = tuple(role for role in ground.roles if role.unit in left_behind)
    asked = [(role, code) for code, pks in wanted.items() for role in offered if role.pk in pks]
    going = tuple((role, to) for role, code in asked if (to := plan.heir_of(role.unit, code)))
    closed, gone_on = {unit.pk for unit in ending}, {role.pk for role, _ in going}
    left = tuple(role for role in ground.roles if role.unit in closed and role.pk not in gone_on)
    return stamped(replace(plan, going=going, ending=left, offered=offered), ground)


def links_below(plan: Plan, ground: Ground) -> list[Link]:
    """Boards and teams are followed by one of their kind at every unit that begins; at one that goes on they stay."""
    links: list[Link] = []
    heirs: dict[tuple[str, str], After] = {}
    for link in plan.links:
        children = ground.below(link.before)
        if not link.moves:
            links += renamed_below(children, link, ground)
            continue
        for child in children:
            place = (link.after.code, child.kind)
            heirs[place] = heirs.get(place) or heir(child, link, plan, ground)
            links.append(Link(child, heirs[place]))
    return links


def renamed_below(children: Sequence[UnitFacts], link: Link, ground: Ground) -> list[Link]:
    """What hangs below a unit that goes on under another name and is named after it."""
    names = [(child, follow_name(child.name, link.before, link.after.name, link.after.label)) for child in children]
    return [Link(child, standing(child, ground, name, child.label)) for child, name in names if name != child.name]


def heir(child: UnitFacts, link: Link, plan: Plan, ground: Ground) -> After:
    """The board or team after this one: that of the unit that goes on, where it has one, else one that begins."""
    for survivor in (one.before for one in plan.links if not one.moves and one.after.code == link.after.code):
        for kept in ground.below(survivor):
            if kept.kind == child.kind:
                name = follow_name(kept.name, survivor, link.after.name, link.after.label)
                return standing(kept, ground, name, kept.label)
    code = unused(f"{link.after.code}/{child.code.rpartition('/')[2]}", ground.codes)
    name = named_after(child, link.before, link.after.name, link.after.label)
    return After(code, name, "", child.kind, link.after.code, link.after.position + 1)
