"""A phase whose awards have gone through the council, and what a pack holds."""

from emulation.kit.sealed_files import read_sealed
from rewards.facts.packs import files_in
from rewards.models import Award, Pack


def award_numbered(phase, number: int) -> Award:
    return Award.objects.for_page().get(campaign=phase.campaign, number=number)


def files_of(pack: Pack) -> dict[str, bytes]:
    """The files of a pack by their paths."""
    return dict(files_in(read_sealed(pack.file.path)))
