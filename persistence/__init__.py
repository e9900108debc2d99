"""What is stored and how it is asked for. Knows PostgreSQL and the domain, nothing of HTTP."""
