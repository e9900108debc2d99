"""The parameter register over HTTP."""
