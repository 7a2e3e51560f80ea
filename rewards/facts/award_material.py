"""What papers about one award are drawn from: its sources, and what they name of the frozen results and minutes."""

from dataclasses import dataclass
from functools import cached_property

from emulation.models import Phase
from scoring.models import Snapshot
from scoring.queries.results import PhaseResult
from scoring.queries.snapshots import thawed
from scoring.queries.target_data import frozen_lines
from scoring.queries.targets import TargetLine

from ..choices import SubjectKind
from ..documents.award_list import AwardList, Given
from ..documents.letter import Issuer, Letter
from ..documents.letter import in_sentence as agency_in_sentence
from ..models import Meeting
from ..rules.names import in_sentence
from ..rules.packs import Data
from .award_lists import award_list
from .decisions import Line

COUNCIL = "Hội đồng Thi đua - Khen thưởng"
OFFICE = "THƯỜNG TRỰC THI ĐUA - KHEN THƯỞNG"


@dataclass(frozen=True)
class Material:
    """The sources of one award of a phase; what they only name is fetched once it is needed."""

    phase: Phase
    data: Data

    @property
    def lines(self) -> list[Data]:
        return self.data["lines"]

    @property
    def given(self) -> Given:
        return Given(**self.data["decision"]["given"])

    @property
    def upward_to(self) -> str:
        return self.data["award"]["upward_to"]

    @property
    def has_council(self) -> bool:
        return self.data["award"]["has_council"]

    @cached_property
    def awarded(self) -> AwardList:
        """The list, in the words of every paper."""
        said = [
            Line(
                one["kind"], one["salutation"], one["name"], one["place"], one["achievement"], one["amount"] or 0
            )
            for one in self.lines
        ]  # fmt: skip
        return award_list(said, lambda line: line.amount, self.data["award"]["wording"])

    def of_kind(self, kind: SubjectKind) -> list[Data]:
        return [one for one in self.lines if one["kind"] == kind]

    # The frozen results

    @cached_property
    def snapshot(self) -> Snapshot | None:
        named = self.data["plan"]["snapshot"]
        found = Snapshot.objects.select_related("rules__phase__campaign", "rules__resident_set", "phase__campaign")
        return found.get(pk=named["pk"]) if named else None

    @cached_property
    def frozen(self) -> Data:
        return self.snapshot.data if self.snapshot else {}

    @cached_property
    def result(self) -> PhaseResult | None:
        """The results of scoring; None where nobody is scored, or nothing is closed."""
        if self.snapshot is None or self.snapshot.rules is None:
            return None
        return thawed(self.frozen, self.phase, self.snapshot.rules, self.snapshot).result

    @cached_property
    def targets(self) -> list[TargetLine]:
        return frozen_lines(self.snapshot) if self.snapshot else []

    @cached_property
    def homes(self) -> dict[int, Data]:
        """The frozen households by their numbers."""
        return {home["id"]: home for home in self.frozen.get("households", [])}

    # The council

    @cached_property
    def meetings(self) -> list[Meeting]:
        """The closed meetings that decided, in their order."""
        found = Meeting.objects.for_page().in_bulk([one["pk"] for one in self.data["meetings"]])
        return [found[one["pk"]] for one in self.data["meetings"]]

    @property
    def council(self) -> str:
        return self.meetings[-1].minutes["council"] if self.meetings else f"{COUNCIL} {self.ward}"

    # Frames

    @property
    def ward(self) -> str:
        """The organiser in a sentence."""
        return in_sentence(self.data["plan"]["ward"])

    @property
    def agency(self) -> str:
        """The office whose head decides, as it heads a paper."""
        return self.data["decision"]["issuers"][0]["agency"]

    @property
    def agency_words(self) -> str:
        """The same in a sentence."""
        return agency_in_sentence(self.agency)

    @property
    def signer(self) -> Issuer:
        return Issuer(**self.data["decision"]["issuers"][0])

    def letter(self, issuer: Issuer, code: str, recipients: tuple[str, ...], superior: str = "") -> Letter:
        """The frame of a paper that nobody has signed yet."""
        decision = self.data["decision"]
        return Letter(
            issuers=(issuer,), place=decision["place"], year=decision["year"], code=code, recipients=recipients,
            draft=True, practice=decision["practice"], superior=superior,
        )  # fmt: skip

    def proposer(self) -> Issuer:
        """Who puts the list before the signer: the council by its chair, or the standing office."""
        if not self.has_council:
            return Issuer(f"{OFFICE} {self.ward.upper()}", "", "THƯỜNG TRỰC", "")
        seats = self.meetings[-1].minutes["seats"] if self.meetings else []
        chair = next((one["name"] for one in seats if one["role"] == "Chủ tịch Hội đồng"), "")
        return Issuer(self.council.upper(), "TM. HỘI ĐỒNG", "CHỦ TỊCH HỘI ĐỒNG", chair)

    def proposing_letter(self, kind: str) -> Letter:
        """The frame of what the proposer writes: "TTr", "DS", "BC"."""
        issuer = self.proposer()
        if not self.has_council:
            return self.letter(issuer, f"{kind}-TTTĐKT", ("Như trên",), self.agency)
        return self.letter(issuer, f"{kind}-HĐTĐKT", ("Như trên", "Các thành viên Hội đồng"), self.agency)
