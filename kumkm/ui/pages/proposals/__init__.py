"""Usulan."""
