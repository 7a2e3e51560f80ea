"""Rules of decisions: the sign of a paper, what may be recorded of one that was signed."""


def suggested_code(unit: str, is_school: bool, kind: str = "QĐ") -> str:
    """The usual sign of a paper: "QĐ-MNTH" for Trường Mầm non Tuổi Hồng, "QĐ-UBND" for a ward."""
    words = unit.split()
    if words and words[0].casefold() == "trường":
        words = words[1:]
    letters = "".join(word[0] for word in words).upper()
    return f"{kind}-{letters}" if is_school and letters else f"{kind}-UBND"
