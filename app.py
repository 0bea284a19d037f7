"""Indicators from government letters: the dashboard. Start it with `./scripts/serve` or `streamlit run app.py`.

The file has two readers. The web server imports it and finds the app, whose documents carry our head from the first
byte; Streamlit runs it as a script and finds the pages.
"""

import streamlit as st

if __name__ == "__main__":
    from indicators.pages import shell

    st.set_page_config(layout="wide", initial_sidebar_state="collapsed")
    st.navigation(shell.pages(), position="hidden").run()
else:
    from starlette.middleware import Middleware

    from indicators.pages.document import Document

    app = st.App(__file__, middleware=[Middleware(Document)])
