"""QR codes by the thousand.

segno needs half a millisecond for a code even when told version and mask. But with version, mask and error level fixed,
every module of a code is an exclusive-or of bits of its payload (Reed-Solomon checks are linear), so one bit of the
payload always turns over the same modules. They are learnt from segno once per bit; a code is then a handful of
exclusive-ors, and the codes are segno's own, module for module.
"""

from functools import cache, lru_cache

import segno

MASK = 0


def segno_code(payload: bytes) -> segno.QRCode:
    """The code as segno makes it; its version and error level depend on nothing but the length."""
    return segno.make_qr(payload, error="m", mode="byte", mask=MASK)


class QuickCodes:
    """Codes for all payloads of one length in bytes, error level M, no quiet zone."""

    def __init__(self, sample: bytes):
        self.sample = sample
        self.side = len(segno_code(sample).matrix)  # modules
        self.stride = (self.side + 7) // 8  # bytes a row
        self.base = self._learn(sample)
        self.turned = cache(self._turned)

    def rows(self, payload: bytes) -> bytes:
        """The code as a bitmap, dark = 1, rows from the top and padded to whole bytes."""
        code = self.base
        for place, (byte, known) in enumerate(zip(payload, self.sample, strict=True)):
            if byte != known:
                code ^= self.turned(place, byte ^ known)
        return code.to_bytes(self.stride * self.side, "big")

    def _turned(self, place: int, bits: int) -> int:
        lowest = bits & -bits
        if bits != lowest:
            return self.turned(place, lowest) ^ self.turned(place, bits ^ lowest)
        changed = bytearray(self.sample)
        changed[place] ^= bits
        return self.base ^ self._learn(bytes(changed))

    def _learn(self, payload: bytes) -> int:
        rows = ("".join("01"[dark] for dark in row).ljust(8 * self.stride, "0") for row in segno_code(payload).matrix)
        return int("".join(rows), 2)


_by_length: dict[int, QuickCodes] = {}


def quick_code(payload: str) -> tuple[int, bytes]:
    """Side in modules and bitmap (see `QuickCodes.rows`) of the QR code of a text, usually an address."""
    content = payload.encode()
    if len(content) not in _by_length:
        _by_length[len(content)] = QuickCodes(content)
    codes = _by_length[len(content)]
    return codes.side, codes.rows(content)


@lru_cache(maxsize=16)
def svg_code(payload: str) -> str:
    """The same code as SVG for a page laid out by itself; it takes the size its style gives it."""
    return segno_code(payload.encode()).svg_inline(border=0, omitsize=True)
