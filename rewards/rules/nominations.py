"""How a nomination moves: the one table; what comes after the proposal belongs to dossier, council and decision."""

# from a state, by a verb, to a state
MOVES = {
    ("proposed", "withdraw"): "withdrawn",
    ("withdrawn", "restore"): "proposed",
}


def after(status: str, verb: str) -> str | None:
    """The state a verb leads to, None where it cannot be done in this state."""
    return MOVES.get((status, verb))
