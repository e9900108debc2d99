"""The shell of the program: everything that calls the core, over HTTP, as jobs, from the command line."""
