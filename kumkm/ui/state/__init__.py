"""What a session asks for, and what is kept for all sessions."""
