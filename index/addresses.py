"""Which IP addresses are public: blocks that are set aside for something else aren't.

The blocks are those of IANA's special-purpose address registries for IPv4
(https://www.iana.org/assignments/iana-ipv4-special-registry) and IPv6
(https://www.iana.org/assignments/iana-ipv6-special-registry), those for multicast, and what
clouds use beside them. Python's ``is_global`` differs from release to release, and knows neither
clouds nor IPv4 addresses within IPv6 ones.
"""

import ipaddress

_SPECIAL_V4 = [
    ipaddress.IPv4Network(block)
    for block in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # shared by a provider's customers
        "127.0.0.0/8",  # this machine
        "168.63.129.16/32",  # Azure's host, seen from each of its machines
        "169.254.0.0/16",  # this link, and clouds' metadata
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocols; Oracle's metadata
        "192.0.2.0/24",  # documentation
        "192.31.196.0/24",  # AS112: answers for names that nobody should ask for
        "192.52.193.0/24",  # multicast relays
        "192.88.99.0/24",  # relays of 6to4
        "192.168.0.0/16",  # private
        "192.175.48.0/24",  # AS112
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, and broadcast
    )
]
_UNICAST_V6 = ipaddress.IPv6Network("2000::/3")
"""All that is given out of IPv6; what is outside is special, or nobody's yet."""

_SPECIAL_V6 = [
    ipaddress.IPv6Network(block)
    for block in (
        "2001::/23",  # protocols; Teredo
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4: IPv4 addresses of any kind
        "2620:4f:8000::/48",  # AS112
        "3fff::/20",  # documentation
    )
]
_MAPPED_V4 = (
    ipaddress.IPv6Network("::ffff:0:0/96"),  # as programs write IPv4 addresses
    ipaddress.IPv6Network("64:ff9b::/96"),  # as NAT64 translates them
)
_ISATAP = (0x00005EFE, 0x02005EFE)
"""What stands before the IPv4 address at the end of an IPv6 one that is reached through it."""


def is_public(address: str) -> bool:
    """Say whether an IP address, with or without its zone, may be anybody's on the internet.

    >>> is_public("1.1.1.1"), is_public("10.0.0.1"), is_public("::ffff:10.0.0.1")
    (True, False, False)
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv4Address):
        return not any(ip in block for block in _SPECIAL_V4)
    if any(ip in block for block in _MAPPED_V4):
        return is_public(_last_32_bits(ip))
    if int(ip) >> 32 & 0xFFFFFFFF in _ISATAP and not is_public(_last_32_bits(ip)):
        return False
    return ip in _UNICAST_V6 and not any(ip in block for block in _SPECIAL_V6)


def _last_32_bits(ip: ipaddress.IPv6Address) -> str:
    return str(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
