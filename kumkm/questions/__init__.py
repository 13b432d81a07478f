"""What a leader asks, in a few words: resolved to a page and its parameters. No model, no network."""
