"""Splitting a neighbourhood: which household goes where, by street, by place on the walk, or by code.

Every household lands in exactly one part. A code given to a part by name wins over the rule; "còn lại" takes the rest.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ..choices import ChangeKind, DealBy, UnitKind
from ..kit.vietnamese import fold
from .unit_changes import beginning, check, completed, found_units, on_names, on_papers, standing
from .unit_orders import After, ChangeRefused, Ground, Home, Link, Plan, Split, SplitPart, UnitFacts

REST = "con lai"
SHOWN = 12  # so many households are named in a complaint, the others are counted
HOUSE_NUMBER = re.compile(r"^\s*(?:số(?: nhà)?\s*)?\d+\w{0,2}(?:/\d+\w?)*\s*,?\s*", re.IGNORECASE)
RANGE = re.compile(r"(\d{1,5})(?:\s*[-–]\s*(\d{1,5}))?")


def plan_split(order: Split, ground: Ground) -> Plan:
    """Deals the households of one unit to its parts. Raises ChangeRefused with every reason against it."""
    (unit,) = found_units([order.unit], ground)
    beside = [one for one in ground.units.values() if one.parent == unit.parent and one.pk != unit.pk]
    names = [(part.name, part.label) for part in order.parts]
    complaints = [*on_split(unit, order.parts), *on_papers(order.papers, [unit], ground.today)]
    check([*complaints, *on_names(names, beside)])
    dealt = deal(ground.homes_of(unit), order.parts, order.rule)
    afters = parts_after(unit, order.parts, ground)
    links = tuple(Link(unit, after, tuple(homes)) for after, homes in zip(afters, dealt, strict=True))
    ends = [] if any(part.goes_on for part in order.parts) else [unit]
    wanted = {after.code: part.roles for after, part in zip(afters, order.parts, strict=True)}
    return completed(Plan(ChangeKind.SPLIT, order.papers, links), ends, wanted, ground)


def on_split(unit: UnitFacts, parts: Sequence[SplitPart]) -> list[str]:
    found = []
    if unit.kind != UnitKind.NEIGHBOURHOOD:
        found.append("Chỉ chia tách được tổ dân phố.")
    if len(parts) < 2:
        found.append("Chia tách cần ít nhất hai tổ: hãy ghi tên tổ thứ hai.")
    if sum(part.goes_on for part in parts) > 1:
        found.append("Chỉ một tổ được giữ mã của tổ cũ. Hãy bỏ chọn ở các tổ khác.")
    return found


def parts_after(unit: UnitFacts, parts: Sequence[SplitPart], ground: Ground) -> list[After]:
    """The parts in their order on the walk; each that begins gets a code of its own."""
    afters: list[After] = []
    codes = ground.codes
    for number, part in enumerate(parts):
        if part.goes_on:
            afters.append(standing(unit, ground, part.name, part.label))
            continue
        after = beginning(unit, ground, part.name, part.label, codes)
        afters.append(replace(after, position=unit.position + 2 * number))
        codes |= {after.code}
    return afters


# Dealing


def deal(homes: Sequence[Home], parts: Sequence[SplitPart], rule: str) -> list[list[Home]]:
    """The households of each part, in walking order. Raises ChangeRefused naming those with no part, or with two."""
    named = by_code(homes, parts)
    rest = [number for number, part in enumerate(parts) if fold(part.share) == REST]
    claims = {home.pk: [named[home.pk]] if home.pk in named else claimed(home, parts, rule) or rest for home in homes}
    check([*on_claims(homes, claims, parts), *on_rest(rest)])
    return [[home for home in homes if claims[home.pk] == [number]] for number in range(len(parts))]


def by_code(homes: Sequence[Home], parts: Sequence[SplitPart]) -> dict[int, int]:
    """Which part households were given to by code. Raises ChangeRefused for a code that is unknown or stands twice."""
    known = {home.code.casefold(): home for home in homes}
    given: dict[str, list[int]] = {}
    for number, part in enumerate(parts):
        for code in pasted(part.codes):
            given.setdefault(code, []).append(number)
    strange = [code.upper() for code in given if code not in known]
    twice = [known[code].code for code, numbers in given.items() if code in known and len(set(numbers)) > 1]
    check(
        [f"Tổ này không có hộ mang mã {listed(strange)}. Hãy xem lại mã đã dán."] * bool(strange)
        + [f"Hộ {listed(twice)} được dán vào hai tổ. Mỗi hộ chỉ về một tổ."] * bool(twice)
    )
    return {known[code].pk: numbers[0] for code, numbers in given.items()}


def pasted(text: str) -> list[str]:
    """Codes as they come out of a worksheet column or a letter: by line, comma, semicolon or tab."""
    return [code for part in re.split(r"[\n,;\t]", text) if (code := " ".join(part.split()).casefold())]


def claimed(home: Home, parts: Sequence[SplitPart], rule: str) -> list[int]:
    """The parts whose rule takes this household."""
    if rule == DealBy.CODES:
        return []
    takes = lives_on if rule == DealBy.STREET else stands_in
    return [number for number, part in enumerate(parts) if fold(part.share) != REST and takes(home, part.share)]


def lives_on(home: Home, share: str) -> bool:
    """True if the address holds one of the lines, word for word whatever the accents: "ngõ 7" is not "ngõ 70"."""
    address = f" {fold(home.address)} "
    return any(f" {street} " in address for line in re.split(r"[\n;]", share) if (street := fold(line)))


def stands_in(home: Home, share: str) -> bool:
    return any(first <= home.place <= last for first, last in ranges_in(share))


def ranges_in(share: str) -> list[tuple[int, int]]:
    """ "1-40, 61" as pairs of places. Raises ChangeRefused for anything else."""
    found = []
    for piece in re.split(r"[\n,;]", share):
        match = RANGE.fullmatch(piece.strip())
        if piece.strip() and not match:
            raise ChangeRefused(f"“{piece.strip()}” không phải là khoảng thứ tự. Hãy ghi như 1-40 hoặc 1-40, 61-80.")
        if match:
            found.append((int(match[1]), int(match[2] or match[1])))
    return found


def on_claims(homes: Sequence[Home], claims: Mapping[int, list[int]], parts: Sequence[SplitPart]) -> list[str]:
    nowhere = [home.code for home in homes if not claims[home.pk]]
    twice = [home.code for home in homes if len(claims[home.pk]) > 1]
    empty = [p.name for number, p in enumerate(parts) if not any(claim == [number] for claim in claims.values())]
    found = []
    if nowhere:
        found.append(f"Còn {len(nowhere)} hộ chưa về tổ nào: {listed(nowhere)}. Ghi “còn lại” ở một tổ để nhận hết.")
    if twice:
        found.append(f"Có {len(twice)} hộ khớp với hai tổ: {listed(twice)}. Hãy sửa cách chia, hoặc dán mã hộ.")
    if homes and not found:
        found += [f"{name} chưa có hộ nào. Hãy xem lại cách chia." for name in empty]
    return found


def on_rest(rest: Sequence[int]) -> list[str]:
    return ["Chỉ một tổ được ghi “còn lại”."] if len(rest) > 1 else []


def listed(codes: Iterable[str]) -> str:
    """Codes for a sentence, a long list cut: "T08-001, T08-002 và 5 hộ nữa"."""
    codes = list(codes)
    more = len(codes) - SHOWN
    return ", ".join(codes[:SHOWN]) + (f" và {more} hộ nữa" if more > 0 else "")


def street_of(address: str) -> str:
    """The street without the house number: "Số 12B, đường Điện Biên" gives "đường Điện Biên"."""
    return HOUSE_NUMBER.sub("", address).strip()
