"""A figure on its way to the browser: colours are roles, what only Plotly would ask for stays behind."""

import plotly.graph_objects as go

from kumkm.figures.theme import DARK, LIGHT
from kumkm.ui.parts.charts import drawn


def test_a_colour_of_either_palette_is_sent_as_its_role_also_inside_words():
    figure = go.Figure(
        data=[{"type": "bar", "x": [1], "y": [2], "marker": {"color": [LIGHT.accent]}}],
        layout={"annotations": [{"text": f'<span style="color:{DARK.bar}">■</span> #12', "x": 0, "y": 0}]},
    )
    sent = drawn(figure)
    assert sent["data"][0]["marker"]["color"] == ["var(--k-accent)"]
    assert sent["layout"]["annotations"][0]["text"] == '<span style="color:var(--k-bar)">■</span> #12'


def test_values_and_places_are_sent_as_they_are():
    note = {"text": "a", "x": 1, "y": 2, "xshift": 3, "showarrow": False, "borderpad": 0}
    figure = go.Figure(
        data=[{"type": "scatter", "x": [1, None], "y": [2.5, 3], "connectgaps": False}], layout={"annotations": [note]}
    )
    sent = drawn(figure)
    assert sent["data"] == [{"type": "scatter", "x": [1, None], "y": [2.5, 3]}]
    assert sent["layout"]["annotations"] == [{"text": "a", "x": 1, "y": 2, "xshift": 3}]
