"""Looking a row's words up in a page's dictionary."""

from django import template

register = template.Library()


@register.filter
def at(words: dict, key) -> str:
    """The words for a key; "" where there are none."""
    return words.get(key, "")
