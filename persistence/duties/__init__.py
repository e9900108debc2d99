"""待办, duties: one file a feature. A file that is added here is asked with the others."""
