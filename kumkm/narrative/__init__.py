"""Sentences in Indonesian, computed from frames; every number in them stands in the frame."""
