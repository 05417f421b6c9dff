from dataclasses import replace

from tests.support.examples import load_few_examples
from training.reader.stages import (
    SHIPPED,
    make_base_recipe,
    make_brief_recipe,
    make_structured_recipe,
    make_tables_recipe,
    make_thorough_recipe,
)


def test_the_recipes_ship_what_has_annealed() -> None:
    examples = load_few_examples() * 10
    for recipe in (
        make_thorough_recipe(examples, examples, examples),
        make_brief_recipe(examples, examples, examples, examples),
        make_tables_recipe(examples, examples, [(examples, 3)]),
        make_structured_recipe(examples, examples, examples, examples),
        make_base_recipe(examples, examples, examples, examples, list),
    ):
        ends = {SHIPPED}
        for stage in recipe.stages:
            assert ends.issuperset(stage.init_from)
            assert ends.issuperset(stage.teachers)
            if stage.annealed:
                ends.add(stage.name)
        assert ends.issuperset(recipe.shipped)


def test_the_base_reader_sees_no_example_of_ours_twice_and_can_end_after_any_stage() -> None:
    (one, *_) = load_few_examples()
    own, prose, tables = (
        [replace(one, question=f"{name} {n}") for n in range(16_000)] for name in ("o", "p", "t")
    )
    recipe = make_base_recipe(own, prose, prose[:5_600], tables, list)
    seen = [e.question for s in recipe.stages for batch in s.batches(0) for e in batch]
    ours = [question for question in seen if question.startswith("o")]
    assert len(ours) == len(set(ours)) > 15_000
    assert all(stage.annealed for stage in recipe.stages)
