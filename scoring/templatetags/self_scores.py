"""The household's own answer beside a cell of the score sheet."""

from django import template

register = template.Library()


@register.inclusion_tag("scoring/self_sign.html", takes_context=True)
def self_sign(context, cell: str) -> dict:
    """What the household has sent for the cell of this name; nothing where it has sent nothing."""
    return {"sign": context.get("self_signs", {}).get(cell)}
