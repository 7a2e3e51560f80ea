"""The practice school: the real plan of Trường Mầm non Tuổi Hồng with invented readings, clearly marked."""

from pathlib import Path

PLAN = Path(__file__).resolve().parent.parent / "plans" / "tuoi-hong-2022.toml"
