"""How often anything around signing in may be tried, and by what it is counted.

What costs money or opens an account by guessing a short code fails closed: no Redis, no SMS.
"""

from ipaddress import IPv4Address, ip_address, ip_network
from typing import Final

from server.limits import Limit

CODES_PER_ADDRESS: Final = Limit("sms-address", "100/hour", fails_closed=True)
CODES_PER_NETWORK: Final = Limit("sms-network", "300/hour", fails_closed=True)
# Ten thousand neighbouring numbers: whoever earns on SMS asks for them in a row.
CODES_PER_RANGE: Final = Limit("sms-range", "100/hour", fails_closed=True)
CODES_PER_PHONE_HOUR: Final = Limit("sms-phone-hour", "5/hour", fails_closed=True)
CODES_PER_PHONE_DAY: Final = Limit("sms-phone-day", "10/day", fails_closed=True)
CODES_GLOBAL: Final = Limit("sms-global", "3000/hour", fails_closed=True)
CODE_TRIES_PER_ADDRESS: Final = Limit("code-tries-address", "100/10 minutes")

# Cleared by a successful sign-in, so that it counts failures; holds for tries at the same moment too.
LOGINS_PER_ACCOUNT_HERE: Final = Limit("login-here", "10/15 minutes")
# Only failures are counted.
FAILED_LOGINS_PER_ADDRESS: Final = Limit("login-address", "100/15 minutes")
FAILED_LOGINS_PER_ACCOUNT: Final = Limit("login-account", "100/hour")

RESETS_PER_ADDRESS: Final = Limit("reset-address", "30/hour")
RESETS_PER_ACCOUNT: Final = Limit("reset-account", "3/hour")
RESET_TRIES_PER_ADDRESS: Final = Limit("reset-tries-address", "60/hour")

PASSWORD_CHANGES_PER_USER: Final = Limit("password-change", "10/hour")
EMAIL_CHANGES_PER_USER: Final = Limit("email-change", "10/hour")
EXPORTS_PER_USER: Final = Limit("export", "10/hour")
# The password is among what is tried.
ERASURE_TRIES_PER_USER: Final = Limit("erasure", "10/hour", fails_closed=True)


def counted_address(address: str) -> str:
    """What one subscriber has: an IPv4 address, or the /64 of an IPv6 address."""
    return _network(address, ipv4=32, ipv6=64)


def counted_network(address: str) -> str:
    """What one organisation may have: a /24 of IPv4, a /48 of IPv6."""
    return _network(address, ipv4=24, ipv6=48)


def _network(address: str, *, ipv4: int, ipv6: int) -> str:
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return "unknown"
    if not isinstance(parsed, IPv4Address) and parsed.ipv4_mapped:
        parsed = parsed.ipv4_mapped
    prefix = ipv4 if isinstance(parsed, IPv4Address) else ipv6
    return str(ip_network((parsed, prefix), strict=False))
