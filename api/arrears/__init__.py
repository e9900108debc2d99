"""Who owes rent, since when, what happens next; and a lease's account, fen by fen."""
