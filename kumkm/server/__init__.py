"""What stands before every answer of the server, and several processes behind one address."""
