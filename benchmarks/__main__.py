"""``python -m benchmarks``: measure again what takes minutes and needs nothing but this project.

Left out are ``scale``, which takes an hour; ``paragraphs``, ``held_out`` and
``computed``, which need public data; ``quantisation``, which needs a training's folder;
``comparison`` and ``llm_comparison``, which install the others.
"""

import runpy

SCRIPTS = (
    "retrieval",
    "engines",
    "baseline",
    "reader",
    "reading_speed",
    "pruning",
    "startup",
    "load",
    "grounding",
    "followups",
    "writing",
    "report",
)

for script in SCRIPTS:
    print(f"\n== python -m benchmarks.{script}", flush=True)
    runpy.run_module(f"benchmarks.{script}", run_name="__main__")
