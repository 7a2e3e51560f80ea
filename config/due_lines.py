"""One line of what a person must do now."""

from dataclasses import dataclass

from emulation.models import Unit


@dataclass(frozen=True)
class Due:
    """One matter: how many, of what, where to do it; with its neighbourhood where there is one for each."""

    count: int
    title: str
    note: str
    url: str
    unit: Unit | None = None
    column: str = ""  # its name where the neighbourhoods stand below each other
    deadline: str = ""
