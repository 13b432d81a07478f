"""From files as offices send them to typed rows that know their cell."""
