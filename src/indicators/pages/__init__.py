"""The Streamlit face: pages that show what the layers below say, and compute nothing themselves."""
