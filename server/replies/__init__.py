"""Canned replies of whoever answers."""
