"""Arrears cases 催缴: contacts, steps of the ladder, instalment plans."""
