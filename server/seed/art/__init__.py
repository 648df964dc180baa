"""Illustrations drawn in code: the same slug always gives the same picture."""
