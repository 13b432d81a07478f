"""Commands of whoever looks after an installation: each says in words what it found and did."""
