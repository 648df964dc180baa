"""The demo's first data: a catalogue, accounts and conversations, put into an empty database once."""
