"""Vocabulary of the field; standard library only."""
