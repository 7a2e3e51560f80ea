"""Personal numbers as pages show them."""

from django import template

register = template.Library()

SHOWN = 3  # last digits


@register.filter
def masked(number: str) -> str:
    """A citizen id or telephone number with only its last digits: 0987654321 as •••••••321; "" stays ""."""
    return "•" * len(number[:-SHOWN]) + number[-SHOWN:] if len(number) > SHOWN else "•" * len(number)
