"""What the sandbox's browsers decrypt is what RFC 8291 says."""

from base64 import urlsafe_b64decode

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec

from server.sandbox.push import decrypt


def octets(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


# RFC 8291, section 5 and appendix A.
PRIVATE = octets("q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94")
AUTH = octets("BTBZMqHH6r4Tts7J_aSIgg")
BODY = octets(
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIg"
    "Dll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)


def test_the_example_of_the_standard_is_read() -> None:
    key = ec.derive_private_key(int.from_bytes(PRIVATE), ec.SECP256R1())
    assert decrypt(BODY, key, AUTH) == b"When I grow up, I want to be a watermelon"


def test_what_was_tampered_with_is_not() -> None:
    key = ec.derive_private_key(int.from_bytes(PRIVATE), ec.SECP256R1())
    with pytest.raises(InvalidTag):
        decrypt(BODY[:-1] + bytes([BODY[-1] ^ 1]), key, AUTH)
