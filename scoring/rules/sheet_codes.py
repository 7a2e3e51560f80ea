"""The code printed on a score sheet: eight random characters and one that catches typing errors.

The alphabet has no vowels, no W and no D, so that Unikey (Telex or VNI) leaves a typed code alone, and no letter that
is taken for a digit. It has 23 characters, a prime: the weighted sum catches every single wrong character and every
exchange of two.
"""

import re
import unicodedata

ALPHABET = "0123456789CFGHJKMNPRTVX"
BODY = 8
# What people write, or Unikey makes, where the printed character is another one.
TAKEN_FOR = str.maketrans("OQDILBSZ", "00011852")


class WrongCode(ValueError):
    """Not the code of a sheet; the message is a Vietnamese sentence that says how to go on."""


def with_check(body: str) -> str:
    """A body of eight characters with its check character."""
    total = sum(weight * ALPHABET.index(character) for weight, character in enumerate(body, start=1))
    return body + ALPHABET[total % len(ALPHABET)]


def spaced(code: str) -> str:
    """The code as it is printed and read aloud: K7M-2RF-9T3."""
    return "-".join(code[start : start + 3] for start in range(0, len(code), 3))


SAMPLE = spaced(with_check("K7M2RF9T"))


def read_code(text: str) -> str:
    """The code in what was typed, or in the address that a QR reader sends; raises WrongCode."""
    last = unicodedata.normalize("NFC", text).strip().rstrip("/").rpartition("/")[2]
    code = re.sub(r"[\s.\-–_]", "", last).upper().translate(TAKEN_FOR)
    if len(code) != BODY + 1:
        raise WrongCode(
            f"Mã phiếu có {BODY + 1} ký tự, ví dụ {spaced(with_check('K7M2RF9T'))}. Hãy nhập lại mã in dưới ô QR."
        )
    strange = sorted(set(code) - set(ALPHABET))
    if strange or with_check(code[:BODY]) != code:
        raise WrongCode(f"Mã “{spaced(code)}” không đúng, có lẽ gõ nhầm một ký tự. Hãy so lại với mã in dưới ô QR.")
    return code
