"""Excel exports: lists as offices exchange them, made as long work, and files fetched."""
