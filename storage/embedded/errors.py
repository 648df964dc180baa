"""What can go wrong with the embedded servers, said in words a person at a terminal can act on."""


class EmbeddedError(Exception):
    """An embedded server cannot run. Its text is one clear message for the person who started it."""
