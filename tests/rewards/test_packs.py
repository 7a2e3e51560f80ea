"""The pack of an award: its papers, what they name, what no longer fits, and what it is made of."""

import pytest

from rewards.actions.meetings import close_meeting
from rewards.actions.votes import fill_votes
from rewards.facts.packs import changes_since, cross_check, sources_of
from rewards.jobs import made_pack
from tests.councils import conclude, held
from tests.printed import pages_of
from tests.rewards.dossiers import dossier_for, walked
from tests.rewards.packed import award_numbered, files_of


@pytest.fixture
def met(closed, propose, council, ward, clerk, standing):
    """The families of the phase, passed by the council."""
    propose(5)
    dossier = walked(dossier_for(closed, 5, ward, by=clerk), "eligible", unit=clerk, office=standing)
    council.seats.filter(full_name="Lô Thị Nga").update(full_name="Bàn Thị Lan")  # a family of that name is proposed
    meeting = held(council, closed, by=standing)
    fill_votes(meeting, None, 8, 1, by=standing)
    close_meeting(conclude(meeting), by=standing)
    dossier.refresh_from_db()
    return dossier


def test_scratch(closed, met, standing):
    pack = made_pack(closed, award_numbered(closed, 5), by=standing)
    for name, content in files_of(pack).items():
        print(name, len(content))
        if name.endswith("pdf"):
            open("/tmp/shots/" + name.replace("/", "_"), "wb").write(content)
            print(pages_of(content))
    print(pack.content["lacks"])
    for row in cross_check(pack.content):
        print(row)
    print(changes_since(pack, sources_of(closed)))
    assert 0
