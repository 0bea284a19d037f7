"""Indicators from government letters: the dashboard. Start it with `./scripts/serve` or `streamlit run app.py`.

The file has two readers. The web server imports it and finds the app: Streamlit's, with our documents and routes beside
it. Streamlit runs it as a script and finds the pages.
"""

from indicators.pages import site

if __name__ == "__main__":
    site.run()
else:
    import streamlit as st
    from starlette.middleware import Middleware

    from indicators.pages.document import Document

    app = st.App(__file__, routes=site.routes(), middleware=[Middleware(Document)])
