"""Pertumbuhan."""
