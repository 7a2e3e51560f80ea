"""Kinship inside a household: what people are to a new head, as far as it follows; and the code after the last."""

from collections.abc import Iterable
from typing import Protocol

from ..choices import Gender, Relation


class Kin(Protocol):
    """A person of a household, as far as kinship goes."""

    pk: int
    relation: str
    gender: str


BY_GENDER: dict[str, tuple[Relation, Relation]] = {
    "spouse": (Relation.HUSBAND, Relation.WIFE),
    "parent": (Relation.FATHER, Relation.MOTHER),
    "grandparent": (Relation.GRANDFATHER, Relation.GRANDMOTHER),
    "elder": (Relation.ELDER_BROTHER, Relation.ELDER_SISTER),
    "child_in_law": (Relation.SON_IN_LAW, Relation.DAUGHTER_IN_LAW),
}
KIND_OF: dict[str, str] = {relation: kind for kind, pair in BY_GENDER.items() for relation in pair}
INVERSE: dict[str, str] = {
    "spouse": "spouse", "parent": Relation.CHILD, "grandparent": Relation.GRANDCHILD, "elder": Relation.YOUNGER_SIBLING,
    Relation.CHILD: "parent", Relation.GRANDCHILD: "grandparent", Relation.YOUNGER_SIBLING: "elder",
}  # fmt: skip
THROUGH: dict[str, dict[str, str]] = {  # what the new head was to the old one → what others were → what they are now
    "spouse": {
        Relation.CHILD: Relation.CHILD, Relation.GRANDCHILD: Relation.GRANDCHILD, "child_in_law": "child_in_law",
    },
    "parent": {
        "parent": "spouse", "spouse": "child_in_law", Relation.CHILD: Relation.GRANDCHILD, "elder": Relation.CHILD,
        Relation.YOUNGER_SIBLING: Relation.CHILD,
    },
    Relation.CHILD: {"spouse": "parent", "parent": "grandparent"},
}  # fmt: skip


def relation_of_old_head(was: str, gender: str) -> Relation:
    """What the old head is to somebody who was `was` to him or her; `gender` is the old head's."""
    return told(INVERSE.get(KIND_OF.get(was, was), Relation.OTHER), gender)


def relation_through(was: str, other: str, gender: str) -> Relation:
    """What somebody who was `other` to the old head is to the new head, who was `was`; `gender` is the somebody's.

    Only what is certain is told: a grandchild may be the new head's child or nephew, so that is "other".
    """
    known = THROUGH.get(KIND_OF.get(was, was), {})
    return told(known.get(KIND_OF.get(other, other), Relation.OTHER), gender)


def relations_to(new: Kin, people: Iterable[Kin]) -> dict[int, str]:
    """What the people of a household are to a new head, by id; the new head is not in it."""
    others = [one for one in people if one.pk != new.pk]
    if new.relation == Relation.HEAD:
        return {one.pk: one.relation for one in others}
    return {
        one.pk: relation_of_old_head(new.relation, one.gender)
        if one.relation == Relation.HEAD
        else relation_through(new.relation, one.relation, one.gender)
        for one in others
    }


def told(kind: str, gender: str) -> Relation:
    """A relation, or the one of a kind that fits the gender."""
    pair = BY_GENDER.get(kind)
    return pair[gender == Gender.FEMALE] if pair else Relation(kind)


def next_code(codes: list[str]) -> str:
    """The code that follows the highest numbered one: T08-105 after T08-104; "" where none ends in a number."""
    numbered = [(code.rstrip("0123456789"), code) for code in codes if code[-1:].isdecimal() and code.isascii()]
    if not numbered:
        return ""
    stems = [stem for stem, _ in numbered]
    stem = max(set(stems), key=lambda one: (stems.count(one), one))
    last = max((code[len(stem) :] for one, code in numbered if one == stem), key=int)
    return f"{stem}{int(last) + 1:0{len(last)}}"
