"""The plainest Streamlit app with our figures: a box to choose from and the chart, everything as Streamlit has it."""

import streamlit as st

from indicators import charts, store
from indicators.model import Catalogue


@st.cache_resource
def read() -> Catalogue:
    return store.read()


catalogue = read()
names = list(catalogue.indicators)
indicator = st.selectbox("Indicator", names, index=names.index("fiveg_per_10k"))
st.plotly_chart(charts.figure(catalogue, charts.View((indicator,), ("CN-CQ", "CN"))))
