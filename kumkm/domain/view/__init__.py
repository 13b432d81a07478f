"""What is on screen, as frozen values, and every parameter of an address, each declared once."""
