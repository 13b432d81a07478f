"""The same view in Dash; started with a port as its argument."""

import json
import os
import sys
from pathlib import Path

import plotly.express as px
from dash import Dash, Input, Output, dcc, html

sys.path.insert(0, os.environ["KUMKM_ROOT"])
from kumkm import settings
from kumkm.domain import regions
from kumkm.warehouse import reads
from kumkm.warehouse.connection import connect, published

ROOT = Path(os.environ["KUMKM_ROOT"])
names = {region.code: region.short_name for region in regions.load(settings.load().reference).local}
with connect(published(settings.load().warehouse)) as connection:
    panel = reads.ask(connection, "indicator_panel", indicator_id="grdp_growth")
shapes = json.loads((ROOT / "geo" / "regions.geojson").read_text(encoding="utf-8"))
year = panel[panel["region_code"].isin(list(names)) & (panel["year"] == 2023)]
year = year.assign(name=year["region_code"].map(names)).sort_values("value")
key = next(key for key in shapes["features"][0]["properties"] if "code" in key or "kode" in key)

app = Dash(__name__, serve_locally=True)
app.layout = html.Div([
    dcc.Input(id="kab", value="Kolaka", debounce=True),
    html.B(id="value"),
    dcc.Graph(id="map"),
    dcc.Graph(id="bar"),
    dcc.Graph(id="line"),
])  # fmt: skip


@app.callback(
    Output("value", "children"),
    Output("map", "figure"),
    Output("bar", "figure"),
    Output("line", "figure"),
    Input("kab", "value"),
)
def shown(chosen):
    mine = year[year["name"] == chosen]
    value = "" if mine.empty else f"{float(mine['value'].iloc[0]):.2f}"
    world = px.choropleth(
        year, geojson=shapes, locations="region_code", featureidkey=f"properties.{key}", color="value"
    ).update_geos(fitbounds="locations", visible=False)
    bars = px.bar(year, x="value", y="name", color=year["name"] == chosen)
    line = panel[panel["region_code"].isin(list(names))].assign(name=lambda rows: rows["region_code"].map(names))
    return value, world, bars, px.line(line, x="year", y="value", color="name")


if __name__ == "__main__":
    app.run(host="127.0.0.1", port=int(sys.argv[1]), debug=False)
