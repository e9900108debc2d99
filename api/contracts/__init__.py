"""Service contracts between purchaser and operator."""
