"""Klassen typology as a picture, by year."""

from kumkm.figures.quadrant.board import Plane
from kumkm.figures.quadrant.picture import quadrant

__all__ = ["Plane", "quadrant"]
