"""The meeting: its steps as pictures, the window of whoever leads it, decisions, and how it begins and ends."""
