"""Daerah: one region on one screen and one sheet of paper; everything else folded below."""
