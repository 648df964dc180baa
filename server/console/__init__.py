"""The astrologer's console: what it keeps besides conversations."""
