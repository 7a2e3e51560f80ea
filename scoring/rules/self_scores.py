"""Where what a household says of itself and what the neighbourhood says part, and whether a reason still covers it."""

from .judging import UNSET


def differing(own: str, proposed: str) -> tuple[int, ...]:
    """The places (from 0) where both have answered and not alike."""
    pairs = enumerate(zip(own, proposed, strict=True))
    return tuple(place for place, (mine, theirs) in pairs if UNSET not in (mine, theirs) and mine != theirs)


def covers(explained: str, own: str, proposed: str) -> bool:
    """Whether a reason given for the answers `explained` covers every difference there is now."""
    places = differing(own, proposed)
    return len(explained) == len(own) and all(explained[place] == own[place] for place in places)
