"""Reads a QR code from a picture, by the standard (ISO/IEC 18004) alone: nothing here knows how ours are made.

Versions 2 to 6, byte mode, blocks of one size, undamaged: what the portal prints.
"""

from PIL import Image

FORMAT_MASK = 0b101010000010010
M, Q = 0b00, 0b11  # error levels as the format bits name them
VERSIONS = range(2, 7)
BLOCKS = {  # how many, and data codewords in each
    (2, M): (1, 28), (2, Q): (1, 22), (3, M): (1, 44), (3, Q): (2, 17), (4, M): (2, 32), (4, Q): (2, 24),
    (5, M): (2, 43), (6, M): (4, 27),
}  # fmt: skip
MASKS = [
    lambda y, x: (y + x) % 2 == 0,
    lambda y, x: y % 2 == 0,
    lambda y, x: x % 3 == 0,
    lambda y, x: (y + x) % 3 == 0,
    lambda y, x: (y // 2 + x // 3) % 2 == 0,
    lambda y, x: y * x % 2 + y * x % 3 == 0,
    lambda y, x: (y * x % 2 + y * x % 3) % 2 == 0,
    lambda y, x: ((y + x) % 2 + y * x % 3) % 2 == 0,
]


def read(picture: Image.Image) -> str:
    """The text of the code that fills a picture, white around it; KeyError or AssertionError for what is none."""
    modules = sampled(picture)
    side = len(modules)
    version = (side - 17) // 4
    format_bits = format_of(modules) ^ FORMAT_MASK
    mask = MASKS[format_bits >> 10 & 0b111]
    bits = [modules[y][x] ^ mask(y, x) for y, x in data_places(side)]
    return text_of(deinterleaved(bits, *BLOCKS[version, format_bits >> 13]))


def sampled(picture: Image.Image) -> list[list[bool]]:
    """The modules of a code; the finder pattern at its corner, seven modules wide, tells their size."""
    grey = picture.convert("L")
    box = grey.point(lambda dot: 255 if dot < 128 else 0).getbbox()
    code = grey.crop(box)
    run = next(x for x in range(code.width) if code.getpixel((x, 1)) >= 128)
    side = min((17 + 4 * version for version in VERSIONS), key=lambda side: abs(side - code.width * 7 / run))
    module = code.width / side
    middles = [int((place + 0.5) * module) for place in range(side)]
    return [[code.getpixel((x, y)) < 128 for x in middles] for y in middles]


def format_of(modules) -> int:
    """The 15 bits beside the first finder pattern, the most significant one first."""
    places = [(8, x) for x in (0, 1, 2, 3, 4, 5, 7, 8)] + [(y, 8) for y in (7, 5, 4, 3, 2, 1, 0)]
    return int("".join(str(int(modules[y][x])) for y, x in places), 2)


def data_places(side: int):
    """The modules that hold data, in the order of their bits: pairs of columns from the right, up and down in turns."""
    upward = True
    right = side - 1
    while right > 0:
        right -= right == 6  # the timing column belongs to no pair
        for y in range(side - 1, -1, -1) if upward else range(side):
            yield from ((y, x) for x in (right, right - 1) if not is_function(y, x, side))
        upward = not upward
        right -= 2


def is_function(y: int, x: int, side: int) -> bool:
    """Finder patterns with their margins and format bits, timing, and the one alignment pattern of versions 2 to 6."""
    corner = (y < 9 and x < 9) or (y < 9 and x >= side - 8) or (y >= side - 8 and x < 9)
    aligned = abs(y - (side - 7)) <= 2 and abs(x - (side - 7)) <= 2
    return corner or aligned or y == 6 or x == 6


def deinterleaved(bits: list[bool], blocks: int, size: int) -> bytes:
    words = [int("".join(str(int(bit)) for bit in bits[at : at + 8]), 2) for at in range(0, 8 * blocks * size, 8)]
    return bytes(words[place * blocks + block] for block in range(blocks) for place in range(size))


def text_of(words: bytes) -> str:
    """The text of one segment in byte mode: four bits of mode, eight of length, then the bytes."""
    stream = "".join(f"{word:08b}" for word in words)
    assert stream[:4] == "0100"
    length = int(stream[4:12], 2)
    return bytes(int(stream[12 + 8 * at : 20 + 8 * at], 2) for at in range(length)).decode()
