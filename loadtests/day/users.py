"""The locustfile of a day: everybody who is in it. `make day` starts the product and lets them in."""

from loadtests.day.clients import Client
from loadtests.day.staff import Astrologer, Support
from loadtests.day.visitors import Guest, Visitor

__all__ = ["Astrologer", "Client", "Guest", "Support", "Visitor"]
