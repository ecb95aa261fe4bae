"""Whom an address stands for."""

from ipaddress import IPv6Address, ip_address
from typing import Final

_NETWORK: Final = 64
"""Bits of an IPv6 address; what is behind them belongs to one customer of a provider."""


def network_of(client: str) -> str:
    """Who has one IPv6 address has as many as they like: their whole network counts as one."""
    try:
        address = ip_address(client)
    except ValueError:
        return client
    if not isinstance(address, IPv6Address):
        return client
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(IPv6Address(int(address) >> _NETWORK << _NETWORK))
