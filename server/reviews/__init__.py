"""What clients say of consultations, and the stars that come of it."""
