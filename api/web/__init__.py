"""What every route shares: who asks, in which transaction, and how refusals look."""
