"""What is asked of rent: standards and rules, billing runs, charges, adjustments, credit."""
