"""The only user of streamlit beside app.py and pages/."""
