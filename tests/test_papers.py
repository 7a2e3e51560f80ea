"""Every paper of the house is either made as Word too, and compared with its PDF, or named here with the reason."""

import pkgutil
from importlib import import_module

from emulation.kit.documents import Document
from rewards.documents.later_decisions import LaterDecision
from tests.emulation.test_word import PAPERS as GENERAL
from tests.rewards.test_award_papers import PAPERS as AWARDS

FILLED = {  # the filling engine writes into fixed places
    "CertificatePaper", "LaidOutPage", "CalibrationPage", "SheetPaper", "PhoneSlips", "MissingList",
    "RegisterList",
}  # fmt: skip
REGISTERS = {"DecisionRegister"}  # lists that are saved as a workbook instead
SLIPS = {"BallotPapers"}  # alike to the millimetre, to be cut and given out: nobody edits their wording


def papers() -> set[type[Document]]:
    """The classes of all papers."""
    for app in ("emulation", "scoring", "rewards"):
        room = import_module(f"{app}.documents")
        for module in pkgutil.iter_modules(room.__path__):
            import_module(f"{app}.documents.{module.name}")
    return {one for one in below(Document) if not one.__module__.startswith("tests")} - {LaterDecision}


def below(kind: type) -> set[type]:
    """Every class made of this one."""
    return {found for one in kind.__subclasses__() for found in {one, *below(one)}}


def test_every_administrative_paper_is_compared_with_its_word_file():
    compared = {type(paper).__name__ for paper in [*GENERAL.values(), *AWARDS.values()]}

    assert {paper.__name__ for paper in papers()} == compared | FILLED | REGISTERS | SLIPS
