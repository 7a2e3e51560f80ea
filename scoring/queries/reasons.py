"""Why households do not pass, in words, from what their sheets say: of an open phase or of a frozen one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from .. import rules
from ..choices import ExemptionEffect
from ..models import ResultRules


class PersonLine(NamedTuple):
    """Somebody who counts in the household's share; `effect` of an exemption and `answers` may be ""."""

    name: str
    effect: str
    answers: str


@dataclass
class HomeLines:
    """What the sheet of one household says; `own` are the answers for the household itself."""

    tags: frozenset[str] = frozenset()
    people: list[PersonLine] = field(default_factory=list)
    own: str = ""


def reasons(found: ResultRules, homes: Mapping[int, HomeLines]) -> dict[int, str]:
    """What each household lacks, "Lô Thị Nga thiếu tiêu chí 5; cả hộ chưa nhập xong"; none that lacks nothing."""
    resident, household = (one.as_rules() if one else None for one in (found.resident_set, found.household_set))
    told = {pk: "; ".join(home_phrases(lines, resident, household)) for pk, lines in homes.items()}
    return {pk: words for pk, words in told.items() if words}


def home_phrases(
    lines: HomeLines, resident: rules.CriteriaRules | None, household: rules.CriteriaRules | None
) -> list[str]:
    phrases = [person_phrase(person, resident, lines.tags) for person in lines.people] if resident else []
    if household:
        phrases.append(subject_phrase("cả hộ", lines.own, household, lines.tags))
    return [phrase for phrase in phrases if phrase]


def person_phrase(person: PersonLine, criteria: rules.CriteriaRules, tags: frozenset[str]) -> str:
    """What a person lacks; whom a decision counts as not passing lacks nothing else."""
    if person.effect:
        return f"{person.name} được miễn chấm, {ExemptionEffect(person.effect).label}"
    return subject_phrase(person.name, person.answers, criteria, tags)


def subject_phrase(name: str, answers: str, criteria: rules.CriteriaRules, tags: frozenset[str]) -> str:
    """ "" for a subject that passes."""
    verdict = rules.judge(answers or rules.UNSET * len(criteria.criteria), criteria, tags)
    return "" if verdict.passed else f"{name} {rules.verdict_words(verdict)}"
