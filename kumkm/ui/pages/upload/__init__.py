"""Unggah."""
