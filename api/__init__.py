"""The shell of the program: whatever calls the core, over HTTP, as jobs, on the command line."""
