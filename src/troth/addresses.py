"""Which addresses are public: those that anybody on the internet could reach as well.

After the IANA registries of special-purpose addresses. Forms of IPv6 that carry an IPv4 address
within are refused whatever they carry, as a gateway may lead from them to where it points.
"""

from ipaddress import IPv4Address, IPv6Address, ip_network

Address = IPv4Address | IPv6Address

#: All that is given out on the internet by IPv6.
_UNICAST = ip_network("2000::/3")
#: What the registries, and the clouds, reserve; not every version of Python knows all of these.
_RESERVED = tuple(
    map(
        ip_network,
        (
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "168.63.129.16/32",  # what virtual machines in Azure ask about themselves
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.31.196.0/24",
            "192.52.193.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "192.175.48.0/24",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3",
            "2001::/23",  # Teredo and other experiments
            "2001:db8::/32",
            "2002::/16",  # 6to4
            "2620:4f:8000::/48",
            "3fff::/20",
        ),
    )
)


def is_public(address: Address) -> bool:
    """Whether it is somewhere on the internet, and nothing else."""
    if isinstance(address, IPv6Address) and (address.scope_id or address not in _UNICAST):
        return False
    return address.is_global and not any(address in each for each in _RESERVED)


def is_loopback(address: Address) -> bool:
    """Whether it is this machine, written plainly."""
    embedded = isinstance(address, IPv6Address) and address.ipv4_mapped is not None
    return address.is_loopback and not embedded
