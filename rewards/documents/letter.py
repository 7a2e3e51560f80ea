"""What surrounds the text of any administrative paper: who issues it, number, date, receivers, signatures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import wrap

from emulation.kit.paper_words import OPEN, dated_at

# How an office or place that heads a paper in capitals is written in a sentence.
OFFICES = {
    "ỦY BAN NHÂN DÂN": "Ủy ban nhân dân",
    "ỦY BAN MẶT TRẬN TỔ QUỐC": "Ủy ban Mặt trận Tổ quốc",
    "ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM": "Ủy ban Mặt trận Tổ quốc Việt Nam",
    "HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG": "Hội đồng Thi đua - Khen thưởng",
    "THƯỜNG TRỰC THI ĐUA - KHEN THƯỞNG": "Thường trực Thi đua - Khen thưởng",
}
COUNCIL = "HỘI ĐỒNG"
PLACES = {"PHƯỜNG": "phường", "XÃ": "xã", "ĐẶC KHU": "đặc khu"}


@dataclass(frozen=True)
class Issuer:
    """One of the offices that issue a paper, with its signature block."""

    agency: str  # "ỦY BAN NHÂN DÂN PHƯỜNG ĐỒNG TÂM"
    on_behalf: str  # "TM. UBND PHƯỜNG", may be empty
    signer_title: str
    signer_name: str


@dataclass(frozen=True)
class Letter:
    """The frame of a paper; without number or date both stay open for a pen."""

    issuers: tuple[Issuer, ...]  # the first one gives the number and signs on the right
    place: str
    year: int  # printed while the date is open
    code: str  # "BC-UBND"
    recipients: tuple[str, ...]  # without "Lưu: VT", which every paper has
    draft: bool
    practice: bool
    number: str | None = None  # "112/BC-UBND", as văn thư gave it
    dated_on: date | None = None
    superior: str = ""  # the office above the one that issues, as a sentence writes it

    @property
    def agency_lines(self) -> list[str]:
        """The offices that issue; a place that already stands with the office above them comes once."""
        lines = agency_lines([issuer.agency for issuer in self.issuers])
        is_said = len(lines) > 1 and lines[-1:] == self.superior_lines[-1:]
        return [part for line in (lines[:-1] if is_said else lines) for part in stacked(line)]

    @property
    def superior_lines(self) -> list[str]:
        return agency_lines([self.superior]) if self.superior else []

    @property
    def agencies(self) -> str:
        """The offices as a sentence names them."""
        return joined([in_sentence(issuer.agency) for issuer in self.issuers])

    @property
    def number_words(self) -> str:
        return f"Số: {self.number}" if self.number else f"Số: {OPEN}/{self.code}"

    @property
    def dated(self) -> str:
        return dated_at(self.place, self.dated_on, self.year)

    @property
    def signatures(self) -> tuple[Issuer, ...]:
        """From left to right."""
        return self.issuers[::-1]


def split_agency(agency: str) -> tuple[str, str]:
    """An office and the place it is of: ("ỦY BAN NHÂN DÂN", "PHƯỜNG ĐỒNG TÂM"); no place is ""."""
    for kind in PLACES:
        office, found, name = agency.partition(f" {kind} ")
        if found:
            return office, f"{kind} {name}"
    return agency, ""


def agency_lines(agencies: Sequence[str]) -> list[str]:
    """The offices as they stand above the number; a place they share comes once, below them all."""
    pairs = [split_agency(agency.upper()) for agency in agencies]
    if len({place for _, place in pairs}) > 1:
        return [line for pair in pairs for line in pair if line]
    *others, (office, place) = pairs
    return [f"{other} -" for other, _ in others] + [line for line in (office, place) if line]


def stacked(line: str) -> list[str]:
    """A council's name over two lines, so that it is not broken where the column ends."""
    council, found, of = line.partition(f"{COUNCIL} ")
    return [COUNCIL, of] if found and not council else [line]


def in_sentence(agency: str) -> str:
    """ "ỦY BAN NHÂN DÂN PHƯỜNG ĐỒNG TÂM" as "Ủy ban nhân dân phường Đồng Tâm"; small letters stay as they are."""
    if agency != agency.upper():
        return agency
    office, place = split_agency(agency)
    words = OFFICES.get(office, office.capitalize())
    kind = next((kind for kind in PLACES if place.startswith(kind)), None)
    return f"{words} {PLACES[kind]} {place.removeprefix(kind).strip().title()}" if kind else words


def joined(words: Sequence[str]) -> str:
    """ "một, hai và ba"."""
    *others, last = words
    return f"{', '.join(others)} và {last}" if others else last


def closed_lines(lines: Sequence[str]) -> list[str]:
    """Lines of a list: each ends with a semicolon, the last one with a full stop."""
    bare = [line.rstrip(" ;.") for line in lines]
    return [f"{line};" for line in bare[:-1]] + [f"{line}." for line in bare[-1:]]


def balanced(text: str, longest: int) -> list[str]:
    """The text in as few lines as needed, of lengths as equal as its words allow."""
    lines = wrap(text, longest, break_long_words=False)
    narrower = longest - 1
    while len(tried := wrap(text, narrower, break_long_words=False)) == len(lines) and narrower > 1:
        lines, narrower = tried, narrower - 1
    return lines


def short_date(day: date) -> str:
    """ "06/9/2022": days under 10 and months 1, 2 take a zero, as in `long_date`."""
    month = f"{day.month:02}" if day.month < 3 else f"{day.month}"
    return f"{day.day:02}/{month}/{day.year}"


def lower_first(words: str) -> str:
    return words[:1].lower() + words[1:]
