"""Kualitas."""
