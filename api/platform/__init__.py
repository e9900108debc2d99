"""The features behind the features: sign-in, people, files, imports, operations."""
