"""Indicators from government letters: the dashboard. Start it with `./scripts/serve` or `streamlit run app.py`.

The file has two readers. The web server imports it and finds the app, whose documents carry our head from the first
byte; Streamlit runs it as a script and finds the pages.
"""

import sys
from pathlib import Path

import streamlit as st

SOURCES = str(Path(__file__).parent / "src")
if SOURCES not in sys.path:  # a checkout need not be installed (docs/decisions/0003-pins-and-constraints.md)
    sys.path.insert(0, SOURCES)

if __name__ == "__main__":
    from indicators.pages import shell

    st.set_page_config(page_title="重庆数字经济指标", layout="wide", initial_sidebar_state="collapsed")
    st.navigation(shell.pages(), position="hidden").run()
else:
    from starlette.middleware import Middleware

    from indicators.pages.document import Document

    app = st.App(__file__, middleware=[Middleware(Document)])
