"""Soát trước khi in: what is wrong or odd in what certificates will say, as sentences."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from emulation.kit.old_letters import NEVER
from emulation.kit.vietnamese import tidy

from ..choices import SubjectKind
from .names import bare_name, name_key

SHOWN = 8
DIGIT = re.compile(r"\d")
ABROAD = re.compile("[ÄÅÆÇËÏÑÖØÜßäåæçëïñöøüÿ]")  # also in names of people from abroad
PERSONAL = (SubjectKind.INDIVIDUAL, SubjectKind.HOUSEHOLD)


class Weight(StrEnum):
    """Whether a finding keeps the certificate from being issued, or is only to be looked at."""

    STOPS = "stops"
    LOOK = "look"


@dataclass(frozen=True)
class Said:
    """What one certificate will say, and what the portal's lists say of its subject today ("" where in none)."""

    position: int
    kind: str
    salutation: str
    name: str
    place: str
    unit: str
    registered: str = ""

    @property
    def full_name(self) -> str:
        return f"{self.salutation} {self.name}".strip()


@dataclass(frozen=True)
class Finding:
    """One thing about one line, as a Vietnamese sentence."""

    position: int
    name: str
    unit: str
    weight: Weight
    text: str


def findings(lines: Sequence[Said]) -> list[Finding]:
    """Everything the rules find, what stops first, then in the order of the list."""
    twice = same_names(lines)
    found = [
        Finding(line.position, line.full_name, line.unit, weight, text)
        for line in lines
        for weight, text in [*(stops(line) or doubts(line)), *twice.get(line.position, [])]
    ]
    return sorted(found, key=lambda one: (one.weight != Weight.STOPS, one.position))


def stops(line: Said) -> list[tuple[Weight, str]]:
    """What no paper may show."""
    said = []
    if not tidy(line.name):
        said.append("Chưa có tên in trên giấy.")
    for what, text in (("Tên", line.name), ("Chức vụ, địa chỉ", line.place)):
        if found := NEVER.search(ABROAD.sub("x", text)):
            said.append(f"{what} còn chữ của phông cũ (TCVN3, VNI) ở “{found.group()}”: “{text}”.")
        if any(is_unseen(letter) for letter in text):
            said.append(f"{what} có ký tự lạ, không nhìn thấy hoặc bị hỏng: “{shown(text)}”.")
    return [(Weight.STOPS, text) for text in said]


def doubts(line: Said) -> list[tuple[Weight, str]]:
    """What is seldom right."""
    said = []
    for what, text in (("Tên", line.name), ("Xưng hô", line.salutation), ("Chức vụ, địa chỉ", line.place)):
        if text != tidy(text):
            said.append(f"{what} có dấu cách thừa hoặc dấu ghép rời; giấy sẽ in là “{tidy(text)}”.")
        if found := ABROAD.search(text):
            said.append(
                f"{what} có chữ “{found.group()}” không có trong tiếng Việt: “{text}”. Có thể còn phông chữ cũ."
            )
    if line.kind in PERSONAL:
        said += doubts_of_person(line)
    if line.registered and name_key(line.registered) != name_key(line.name):
        said.append(f"Tên in khác danh bạ hôm nay: giấy in “{line.name}”, danh bạ ghi “{line.registered}”.")
    elif line.registered and bare_name(line.registered) != bare_name(line.name):
        said.append(
            f"Tên in viết khác danh bạ (chữ hoa, chỗ đặt dấu): giấy “{line.name}”, danh bạ “{line.registered}”."
        )
    return [(Weight.LOOK, text) for text in said]


def doubts_of_person(line: Said) -> list[str]:
    """What is odd in the name of a person or of the head of a household."""
    said = []
    if not line.salutation:
        said.append("Chưa có xưng hô (ông, bà, gia đình ông …) trước tên.")
    if DIGIT.search(line.name):
        said.append(f"Tên người có chữ số: “{line.name}”.")
    if odd := [word for word in bare_name(line.name).split() if not is_capitalised(word)]:
        said.append(f"Chữ hoa, chữ thường khác lệ ở “{' '.join(odd)}” trong “{line.name}”.")
    return said


def is_capitalised(word: str) -> bool:
    """One capital and small letters after it; also behind a hyphen, as in "Ê-ban", and names of one letter."""
    parts = [part for part in re.split(r"[-’']", word) if part.isalpha()]
    return not parts or (parts[0][:1].isupper() and all(part[1:] == part[1:].lower() for part in parts))


def is_unseen(letter: str) -> bool:
    return letter == "\ufffd" or (unicodedata.category(letter).startswith("C") and letter not in "\t\n")


def shown(text: str) -> str:
    """The text with what nobody sees as a box."""
    return "".join("▯" if is_unseen(letter) else letter for letter in text)


def same_names(lines: Iterable[Said]) -> dict[int, list[tuple[Weight, str]]]:
    """Lines of one neighbourhood or unit that bear the same name: two people, or one of them too many."""
    by_name: dict[tuple[str, str], list[Said]] = defaultdict(list)
    for line in lines:
        if name_key(line.name):
            by_name[line.unit, name_key(line.name)].append(line)
    return {
        line.position: [(Weight.LOOK, f"Tên này có {len(same)} lần trong {line.unit}: dòng {places(same)}.")]
        for same in by_name.values()
        if len(same) > 1
        for line in same
    }


def places(lines: Sequence[Said]) -> str:
    """ "1, 4", of many the first ones."""
    shown = ", ".join(str(line.position) for line in lines[:SHOWN])
    return shown + (" …" if len(lines) > SHOWN else "")
