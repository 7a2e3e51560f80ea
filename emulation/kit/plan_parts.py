"""Parts of a plan file that floors above the loader set up: they register here, none of them is imported."""

from collections.abc import Callable

TAKERS: list[Callable] = []


def takes_plan(function: Callable) -> Callable:
    """Registers a function(campaign, plan) that sets up its part of a plan, inside the loader's transaction."""
    TAKERS.append(function)
    return function


def hand_over(campaign, plan: dict) -> None:
    """Lets every floor above set up its part; each raises PlanError for what cannot be, and then nothing is kept."""
    for function in TAKERS:
        function(campaign, plan)
