"""What the second person looks at: who made it, and what it changes. One file a feature."""
