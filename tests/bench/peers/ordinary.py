"""The view of Indikator as one would write it in an afternoon: Streamlit, px figures, shapes in every message."""

import json
import os
import sys
from pathlib import Path

import plotly.express as px
import streamlit as st

sys.path.insert(0, os.environ["KUMKM_ROOT"])
from kumkm import settings
from kumkm.domain import regions
from kumkm.warehouse import reads
from kumkm.warehouse.connection import connect, published

ROOT = Path(os.environ["KUMKM_ROOT"])
found = published(settings.load().warehouse)
names = {region.code: region.short_name for region in regions.load(settings.load().reference).local}
with connect(found) as connection:
    panel = reads.ask(connection, "indicator_panel", indicator_id="grdp_growth")
shapes = json.loads((ROOT / "geo" / "regions.geojson").read_text(encoding="utf-8"))
chosen = st.selectbox("Kabupaten/Kota", list(names.values()), key="kab")
year = panel[panel["region_code"].isin(list(names)) & (panel["year"] == 2023)]
year = year.assign(name=year["region_code"].map(names))
mine = year[year["name"] == chosen]
columns = st.columns(4)
for place, column in enumerate(columns):
    column.metric(f"Angka {place + 1}", f"{float(mine['value'].iloc[0]):.2f}")
key = next(key for key in shapes["features"][0]["properties"] if "code" in key or "kode" in key)
st.plotly_chart(
    px.choropleth(
        year, geojson=shapes, locations="region_code", featureidkey=f"properties.{key}", color="value"
    ).update_geos(fitbounds="locations", visible=False)
)
st.plotly_chart(
    px.bar(year.sort_values("value"), x="value", y="name", color=year.sort_values("value")["name"] == chosen)
)
line = panel[panel["region_code"].isin(list(names))].assign(name=lambda rows: rows["region_code"].map(names))
st.plotly_chart(px.line(line, x="year", y="value", color="name"))
st.dataframe(year[["name", "value"]])
