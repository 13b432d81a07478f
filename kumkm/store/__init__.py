"""The office's store: meetings, agendas, decisions. Figures stay in the warehouse."""
