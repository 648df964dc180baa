"""The support desk: notes beside a chat, and whom it may be given to."""
