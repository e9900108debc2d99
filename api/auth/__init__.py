"""Sign-in over HTTP, and what the signed-in person may do."""
