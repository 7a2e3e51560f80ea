"""Names as they are compared: with their accents, without the words that address somebody."""

import re

from emulation.kit.vietnamese import tidy, tone_places

ADDRESS = re.compile(
    r"^(gia đình|hộ gia đình|hộ|ông|bà|cô|chú|thầy|đồng chí|đ/c|tập thể|anh|chị)\b\.?\s+", re.IGNORECASE
)


def bare_name(text: str) -> str:
    """The name without what addresses its bearer: "Gia đình ông Sùng A Chử" is "Sùng A Chử"."""
    name = tidy(text)
    while found := ADDRESS.match(name):
        name = name[found.end() :]
    return name


def name_key(text: str) -> str:
    """Equal for two spellings of one name (capitals, spaces, hoà and hòa), never for two names: Hà is not Hạ."""
    return tone_places(bare_name(text).casefold())[0]


SALUTATIONS = {"male": "Gia đình ông", "female": "Gia đình bà"}


def household_salutation(gender: str) -> str:
    """How papers address a household by the gender of its head: "Gia đình ông"; "Gia đình" where nobody is head."""
    return SALUTATIONS.get(gender, "Gia đình")


def in_sentence(name: str) -> str:
    """A unit's name inside a sentence: "phường Đồng Tâm"."""
    return name[:1].lower() + name[1:]
