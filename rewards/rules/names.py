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
    return words_key(bare_name(text))


def words_key(text: str) -> str:
    """Equal for two spellings of the same words, such as the name of an award."""
    return tone_places(tidy(text).casefold())[0]


TYPED = "name:"


def typed_key(name: str, place: str) -> str:
    """What tells subjects apart that are in no registry: their name and their place."""
    return f"{TYPED}{name_key(name)}|{name_key(place)}"[:300]


SALUTATIONS = {"male": "Gia đình ông", "female": "Gia đình bà"}


def household_salutation(gender: str) -> str:
    """How papers address a household by the gender of its head: "Gia đình ông"; "Gia đình" where nobody is head."""
    return SALUTATIONS.get(gender, "Gia đình")


def in_sentence(name: str) -> str:
    """A unit's name inside a sentence: "phường Đồng Tâm"."""
    return name[:1].lower() + name[1:]


def initials(unit: str) -> str:
    """A unit in the sign of its papers: "TDP" for Tổ dân phố số 8, "MNTH" for Trường Mầm non Tuổi Hồng, "UBND"."""
    kind, *rest = unit.split(" số ")[0].split() or [""]
    if kind.casefold() in ("phường", "xã"):
        return "UBND"
    words = rest if kind.casefold() == "trường" else [kind, *rest]
    return "".join(word[0] for word in words if word[0].isalpha()).upper()[:6]
