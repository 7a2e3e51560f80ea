"""What a citizen id says beside sex and year of birth: the province or country of its first three digits."""

# TT 07/2016/TT-BCA, Phụ lục I; old codes stay valid after provinces are merged. Codes of countries begin after 100.
CODES = (
    "001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 031 033 034 035 036 037 038 040 042 "
    "044 045 046 048 049 051 052 054 056 058 060 062 064 066 067 068 070 072 074 075 077 079 080 082 083 084 086 087 "
    "089 091 092 093 094 095 096"
)
PROVINCES = frozenset(CODES.split())


def province_doubt(number: str) -> str:
    """A sentence where the first three digits are of no province and no country; never an error."""
    place = number[:3]
    if not number or place in PROVINCES or place > "100":
        return ""
    return f"Ba số đầu của số CCCD ({place}) không phải mã của tỉnh, thành phố nào. Hãy xem lại giấy tờ."
