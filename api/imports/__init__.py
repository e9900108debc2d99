"""Books brought in: offices' workbooks and banks' files become values and named flaws."""
