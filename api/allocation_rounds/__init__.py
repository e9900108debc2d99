"""Allocation rounds 配租: plan, registration, order, objections, selection, results."""
