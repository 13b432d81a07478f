"""The only user of SciPy: sets chosen exactly, and how far a number can lie under linear relations."""
