"""When support answers, how chats find somebody, and what the product says by itself."""
