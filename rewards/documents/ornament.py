"""The engraved lines of a certificate, computed instead of drawn: a guilloche is a few waves laid over each other.

Lengths are millimetres, on a landscape A4 sheet where nothing else is said; the results are SVG path data.
"""

from collections.abc import Callable
from functools import cache
from math import cos, pi, sin

WIDTH, HEIGHT = 297, 210
MIDLINE = 13.5  # from the edge of the sheet to the middle of the border
CORNER = 7.5  # half the side of the square in each corner
WAVE = 9.6  # about; the border takes whole waves from corner to corner

Point = tuple[float, float]


def corners(width: float, height: float) -> list[tuple[str, str]]:
    """The middles of the four corners of the border."""
    return [(f"{x:g}", f"{y:g}") for x in (MIDLINE, width - MIDLINE) for y in (MIDLINE, height - MIDLINE)]


CORNERS = corners(WIDTH, HEIGHT)


def curve(point: Callable[[float], Point], start: float, stop: float, pieces: int) -> str:
    """A smooth path through `point(t)`: cubic pieces that leave and arrive in the curve's own direction."""
    step = (stop - start) / pieces

    def pull(t: float) -> Point:
        (x0, y0), (x1, y1) = point(t - step / 100), point(t + step / 100)
        return (x1 - x0) * 50 / 3, (y1 - y0) * 50 / 3

    path = "M{:.2f} {:.2f}".format(*point(start))
    for number in range(pieces):
        before, after = start + number * step, start + (number + 1) * step
        (x0, y0), (x3, y3), (dx0, dy0), (dx3, dy3) = point(before), point(after), pull(before), pull(after)
        path += f"C{x0 + dx0:.2f} {y0 + dy0:.2f} {x3 - dx3:.2f} {y3 - dy3:.2f} {x3:.2f} {y3:.2f}"
    return path


def ribbon(start: float, stop: float, middle: float, height: float, shift: float, upright: bool) -> str:
    """One wave along a side of the border, `shift` being the part of a wave it starts late."""
    waves = round((stop - start) / WAVE)

    def point(t: float) -> Point:
        along, across = start + (stop - start) * t / waves, middle + height * sin(2 * pi * (t - shift))
        return (across, along) if upright else (along, across)

    return curve(point, 0, waves, 4 * waves)


@cache
def border(wave: float, shifts: tuple[float, ...], width: float = WIDTH, height: float = HEIGHT) -> str:
    """The waves of all four sides, between the corners, `wave` high to each side."""
    begin = MIDLINE + CORNER
    sides = (
        (begin, width - begin, MIDLINE, False),
        (begin, width - begin, height - MIDLINE, False),
        (begin, height - begin, MIDLINE, True),
        (begin, height - begin, width - MIDLINE, True),
    )
    return "".join(
        ribbon(start, stop, middle, wave, shift, upright) for start, stop, middle, upright in sides for shift in shifts
    )


@cache
def rosette(radius: float, depth: float, petals: int, threads: int) -> str:
    """Closed waves around the origin, `radius` ± `depth`, each thread turned a little against the one before."""

    def thread(number: int) -> str:
        def point(angle: float) -> Point:
            reach = radius + depth * cos(petals * angle + 2 * pi * number / threads)
            return reach * cos(angle), reach * sin(angle)

        return curve(point, 0, 2 * pi, 5 * petals) + "Z"

    return "".join(map(thread, range(threads)))
