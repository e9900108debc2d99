"""Projects, buildings and units."""
