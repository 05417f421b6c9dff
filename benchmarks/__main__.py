"""``python -m benchmarks``: the README's figures measured again; ``scale``, an hour, is apart."""

import runpy

SCRIPTS = (
    "retrieval",
    "baseline",
    "reader",
    "skimming",
    "startup",
    "load",
    "grounding",
    "followups",
    "writing",
)

for script in SCRIPTS:
    print(f"\n== python -m benchmarks.{script}", flush=True)
    runpy.run_module(f"benchmarks.{script}", run_name="__main__")
