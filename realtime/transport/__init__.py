"""The Socket.IO transport: the stock library with its known gaps closed."""
