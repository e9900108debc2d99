"""Money received: counter, bank statements, suspense, reversals and refunds."""
