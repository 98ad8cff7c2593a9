"""Where the corpus stands."""
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
GOOD, BAD, NETWORKS = (HERE / name for name in ("good", "bad", "networks"))
