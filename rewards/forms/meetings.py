"""Tables of a meeting as forms: who was there, who does not vote where, the totals of every line."""

import re
from dataclasses import dataclass, field

from django import forms

from emulation.forms.units import day_field
from emulation.kit.vietnamese import tidy

from ..actions.votes import Typed
from ..choices import Presence
from ..queries.meetings import SeatRow, Standing
from ..rules.voting import Ballots
from ..words.meetings import VoteLine, vote_line

MAX_PAGE = 100  # lines typed at once: a request holds at most 1.000 fields
WRONG_NUMBER = "Hãy ghi một số từ 0 đến 9999."


class AttendanceForm(forms.Form):
    """Of every member where he or she was; why away, and when a written opinion came."""

    def __init__(self, seats: list[SeatRow], data=None):
        super().__init__(data)
        self.seats = seats
        for row in seats:
            said = row.attendance
            self.fields[f"presence-{row.seat.pk}"] = forms.ChoiceField(
                choices=Presence.choices, initial=row.presence or Presence.PRESENT,
                error_messages={"required": "Hãy chọn có mặt hay vắng.", "invalid_choice": "Hãy chọn lại."},
            )  # fmt: skip
            self.fields[f"reason-{row.seat.pk}"] = forms.CharField(
                max_length=200, required=False, initial=said.reason if said else "",
                error_messages={
                    "max_length": "Dài quá 200 ký tự.",
                    "null_characters_not_allowed": "Có ký tự không đọc được. Hãy gõ lại.",
                },
            )  # fmt: skip
            written = f"{said.written_on:%d/%m/%Y}" if said and said.written_on else ""
            self.fields[f"written-{row.seat.pk}"] = day_field("Ngày gửi ý kiến", required=False, initial=written)
        for name, one in self.fields.items():
            one.widget.attrs |= {"class": "form-select" if name.startswith("presence") else "form-control"}
            one.widget.attrs.pop("placeholder", None)

    def clean(self):
        given = super().clean()
        for row in self.seats:
            pk = row.seat.pk
            presence, reason = given.get(f"presence-{pk}"), tidy(given.get(f"reason-{pk}") or "")
            if presence in (Presence.ABSENT, Presence.WRITTEN) and not reason:
                self.add_error(f"reason-{pk}", "Hãy ghi lý do vắng.")
            written = given.get(f"written-{pk}")
            if presence == Presence.WRITTEN and not written and f"written-{pk}" not in self.errors:
                self.add_error(f"written-{pk}", "Hãy ghi ngày gửi ý kiến.")
        return given

    def said(self) -> dict[int, dict]:
        """By seat what is recorded; what does not go with the presence is dropped."""
        return {row.seat.pk: self.said_of(row.seat.pk) for row in self.seats}

    def said_of(self, pk: int) -> dict:
        given = self.cleaned_data
        presence = given[f"presence-{pk}"]
        return {
            "presence": presence,
            "reason": "" if presence == Presence.PRESENT else tidy(given[f"reason-{pk}"]),
            "written_on": given[f"written-{pk}"] if presence == Presence.WRITTEN else None,
        }

    def rows(self) -> list[tuple]:
        """A member with the three boxes, for the table."""
        return [
            (row.seat, *(self[f"{name}-{row.seat.pk}"] for name in ("presence", "reason", "written")))
            for row in self.seats
        ]


@dataclass
class VoteCells:
    """One line of the table of votes: what is in its boxes, and what is wrong with it."""

    shown: VoteLine
    values: dict[str, str]
    version: int
    complaint: str = ""
    now: str = ""  # what somebody else has typed meanwhile

    @property
    def line(self):
        return self.shown.line


@dataclass
class VoteTable:
    """The totals of many lines at once, in plain boxes; it remembers what was typed where something is wrong."""

    found: Standing
    data: dict | None = None
    rows: list[VoteCells] = field(default_factory=list)
    typed: dict[int, Typed] = field(default_factory=dict)

    NAMES = ("in_favour", "against", "written_for", "written_against")

    def __post_init__(self):
        self.rows = [self.row(vote_line(one)) for one in self.found.lines]

    def row(self, shown: VoteLine) -> VoteCells:
        line = shown.line
        if self.data is None:
            standing = {name: "" if getattr(line, name) is None else str(getattr(line, name)) for name in self.NAMES}
            return VoteCells(shown, standing, line.version)
        values = {name: tidy(self.data.get(f"{name}-{line.pk}", "")) for name in self.NAMES}
        version = self.data.get(f"version-{line.pk}", "")
        cells = VoteCells(shown, values, int(version) if re.fullmatch("[0-9]{1,9}", version) else -1)
        self.read(cells)
        return cells

    def read(self, cells: VoteCells) -> None:
        """What was typed as numbers, or what is wrong with it; a line that was not sent is left alone."""
        if f"in_favour-{cells.line.pk}" not in self.data:
            return
        bad = [value for value in cells.values.values() if not re.fullmatch("[0-9]{0,4}", value)]
        sides = [cells.values["in_favour"], cells.values["against"]]
        if bad:
            cells.complaint = WRONG_NUMBER
        elif any(sides) and not all(sides):
            cells.complaint = "Hãy ghi cả số đồng ý và số không đồng ý."
        elif not any(sides) and any(value not in ("", "0") for value in cells.values.values()):
            cells.complaint = "Hãy ghi số đồng ý và không đồng ý trước khi ghi ý kiến bằng văn bản."
        else:
            self.typed[cells.line.pk] = self.numbers(cells)

    @staticmethod
    def numbers(cells: VoteCells) -> Typed:
        given = cells.values
        if given["in_favour"] == "":
            return Typed(None, None, version=cells.version)
        written = [int(given[name] or 0) for name in ("written_for", "written_against")]
        return Typed(int(given["in_favour"]), int(given["against"]), *written, version=cells.version)

    @property
    def is_whole(self) -> bool:
        return not any(row.complaint for row in self.rows)

    def show_what_stands(self, lines) -> None:
        """Beside what was typed what somebody else has written; the next press is meant."""
        standing = {line.pk: line for line in lines}
        for row in self.rows:
            if line := standing.get(row.line.pk):
                row.now = f"Đang ghi: đồng ý {in_box(line.in_favour)}, không đồng ý {in_box(line.against)}."
                row.version = line.version


def in_box(number: int | None) -> str:
    return "trống" if number is None else str(number)


def number_field(label: str) -> forms.IntegerField:
    errors = dict.fromkeys(("required", "invalid", "min_value", "max_value"), WRONG_NUMBER)
    widget = forms.NumberInput(attrs={"class": "form-control", "inputmode": "numeric"})
    return forms.IntegerField(label=label, min_value=0, max_value=9999, error_messages=errors, widget=widget)


class FillForm(forms.Form):
    """The same totals for every line that has none."""

    in_favour = number_field("Đồng ý")
    against = number_field("Không đồng ý")
    award = forms.IntegerField(required=False, widget=forms.HiddenInput)


class BallotForm(forms.Form):
    """The papers of a secret ballot."""

    given_out = number_field("Phiếu phát ra")
    returned = number_field("Phiếu thu vào")
    valid = number_field("Phiếu hợp lệ")
    invalid = number_field("Phiếu không hợp lệ")
    version = forms.IntegerField(widget=forms.HiddenInput)

    def totals(self) -> Ballots:
        return Ballots(*(self.cleaned_data[name] for name in ("given_out", "returned", "valid", "invalid")))


class TieForm(forms.Form):
    """What the chair decided on a tie, and why."""

    agrees = forms.TypedChoiceField(
        choices=[("yes", "Đồng ý"), ("no", "Không đồng ý")], coerce=lambda value: value == "yes",
        error_messages={"required": "Hãy chọn đồng ý hay không đồng ý.", "invalid_choice": "Hãy chọn lại."},
    )  # fmt: skip
    reason = forms.CharField(
        max_length=300,
        error_messages={
            "required": "Hãy ghi lý do của chủ trì.", "max_length": "Lý do dài quá 300 ký tự.",
            "null_characters_not_allowed": "Có ký tự không đọc được. Hãy gõ lại.",
        },
    )  # fmt: skip


class SeenForm(forms.Form):
    """The version of the meeting that somebody has looked at."""

    seen = forms.IntegerField()
