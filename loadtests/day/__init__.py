"""A day in the product: many people at once, and a recount of what they left behind."""
