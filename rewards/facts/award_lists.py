"""Who is rewarded, from the lines of a decision, or from nominations before there is one, to the list on a paper."""

from collections.abc import Callable, Iterable, Mapping
from typing import Protocol

from ..choices import SubjectKind
from ..documents.award_list import Awarded, AwardList


class Named(Protocol):
    """What lines of decisions and nominations share."""

    subject_kind: str
    salutation: str
    printed_name: str
    printed_place: str
    achievement: str


def award_list(
    lines: Iterable[Named], amounts: Mapping[str, int] | Callable[[Named], int], wording: str = ""
) -> AwardList:
    """The list in the order given; `amounts` says the đồng of a line, or of a kind of subject; 0 is no money.

    `wording` stands for an achievement nobody has written.
    """
    money = amounts if callable(amounts) else lambda line: amounts.get(line.subject_kind, 0)
    parts: dict[str, list[Awarded]] = {kind: [] for kind in SubjectKind}
    for one in lines:
        said = one.achievement or wording
        named = Awarded(one.printed_name, said, one.salutation, one.printed_place, money(one) or None)
        parts[one.subject_kind].append(named)
    return AwardList(*(tuple(parts[kind]) for kind in SubjectKind))
