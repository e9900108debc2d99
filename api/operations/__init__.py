"""Long work over HTTP: state, progress, result, cancel; also as a stream of events."""
