"""The ledger of deliveries: everything ever taken in, cell by cell, and a journal of what became of it."""
