"""Moving in 入住."""
