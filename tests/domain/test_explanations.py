"""Every figure has its rule, and every rule names what exists."""

import re

import pytest

from domain.explanations import EXPLANATIONS, Explanation, Figure, FigureUnknown, explanation
from domain.parameters import REGISTER

each = pytest.mark.parametrize(("figure", "one"), EXPLANATIONS.items(), ids=list(EXPLANATIONS))


def test_every_figure_is_explained() -> None:
    assert set(EXPLANATIONS) == set(Figure)


@each
def test_an_explanation_names_parameters_of_the_register(figure, one: Explanation) -> None:
    assert set(one.parameters) <= set(REGISTER)


@each
def test_a_formula_is_codes_and_signs(figure, one: Explanation) -> None:
    assert re.fullmatch(r"[a-z0-9_ +\-*/(),.;>=<]+", one.formula)
    assert figure not in one.see_also


def test_what_is_not_computed_is_not_explained() -> None:
    assert explanation("rent")[0] is Figure.RENT
    with pytest.raises(FigureUnknown):
        explanation("happiness")
