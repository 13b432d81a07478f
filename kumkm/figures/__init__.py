"""Frame and indicator in, figure out; the only user of plotly."""
