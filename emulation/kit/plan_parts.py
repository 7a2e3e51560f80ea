"""Parts of a plan file that floors above the loader set up: they register here, none of them is imported."""

from collections.abc import Callable

TAKERS: list[Callable] = []
COPIERS: list[Callable] = []


def takes_plan(function: Callable) -> Callable:
    """Registers a function(campaign, plan) that sets up its part of a plan, inside the loader's transaction."""
    TAKERS.append(function)
    return function


def hand_over(campaign, plan: dict) -> None:
    """Lets every floor above set up its part; each raises PlanError for what cannot be, and then nothing is kept."""
    for function in TAKERS:
        function(campaign, plan)


def copies_plan(function: Callable) -> Callable:
    """Registers a function(campaign, made) that copies its part of a plan, inside the copying's transaction."""
    COPIERS.append(function)
    return function


def hand_over_copy(campaign, made) -> None:
    """Lets every floor above copy its part of a campaign into the one just made."""
    for function in COPIERS:
        function(campaign, made)
