"""Web push: people learn of a message while no page of ours is open."""
