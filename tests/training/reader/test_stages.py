from tests.support.examples import load_few_examples
from training.reader.stages import (
    BEFORE_TABLES,
    make_brief_recipe,
    make_tables_recipe,
    make_thorough_recipe,
)


def test_the_recipes_ship_what_has_annealed() -> None:
    examples = load_few_examples() * 10
    for recipe in (
        make_thorough_recipe(examples, examples, examples),
        make_brief_recipe(examples, examples, examples, examples),
        make_tables_recipe(examples, examples, [(examples, 3)]),
    ):
        ends = {BEFORE_TABLES}
        for stage in recipe.stages:
            assert ends.issuperset(stage.init_from)
            assert ends.issuperset(stage.teachers)
            if stage.annealed:
                ends.add(stage.name)
        assert ends.issuperset(recipe.shipped)
