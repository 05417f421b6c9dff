"""Addresses that aren't public, of each kind, and public ones beside each block's borders."""

import ipaddress
from ipaddress import IPv4Address, IPv6Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.addresses import _SPECIAL_V4, _SPECIAL_V6, is_public

SPECIAL = """
0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.100.100.200 100.127.255.255 127.0.0.1
127.255.255.254 168.63.129.16 169.254.0.1 169.254.169.254 169.254.170.2 172.16.0.1 172.31.255.255
192.0.0.1 192.0.0.8 192.0.0.9 192.0.0.10 192.0.0.170 192.0.0.171 192.0.0.192 192.0.2.1
192.31.196.1 192.52.193.1 192.88.99.1 192.88.99.2 192.168.0.1 192.168.255.255 192.175.48.1
198.18.0.1 198.19.255.255 198.51.100.7 203.0.113.9 224.0.0.1 239.255.255.255 240.0.0.1
255.255.255.255
:: ::1 ::7f00:1 ::8.8.8.8 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:168.63.129.16
::ffff:192.0.0.192 ::ffff:0:10.0.0.1 ::ffff:0:8.8.8.8 64:ff9b::10.0.0.1 64:ff9b::169.254.169.254
64:ff9b::192.0.0.192 64:ff9b:1::1 64:ff9b:1::8.8.8.8 64:ff9b:1:ffff::1 100::1 100:0:0:1::1
2001::1 2001:0:4136:e378:8000:63bf:3fff:fdd2 2001:1::1 2001:2::1 2001:3::1 2001:4:112::1
2001:5::1 2001:10::1 2001:20::1 2001:30::1 2001:db8::1 2001:470:1::5efe:10.0.0.1
2001:470:1::200:5efe:127.0.0.1 2002:7f00:1:: 2002:0a00:1:: 2002:808:808:: 2620:4f:8000::1 3fff::1
3fff:fff::1 4000::1 5f00::1 8000::1 fc00::1 fd00::1 fd00:ec2::254 fe80::1 fe80::1%eth0 fec0::1
feff::1 ff01::1 ff02::1 ff0e::1
""".split()
PUBLIC = """
1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.0 93.184.216.34 100.63.255.255 100.128.0.0 126.255.255.255
128.0.0.0 168.63.129.15 168.63.129.17 169.253.255.255 169.255.0.0 172.15.255.255 172.32.0.0
191.255.255.255 192.0.1.0 192.0.3.0 192.167.255.255 192.169.0.0 198.17.255.255 198.20.0.0
223.255.255.255 2001:200::1 2001:4860:4860::8888 2606:4700::1111 2a00:1450::1 2001:db7::1
2001:470:1::5efe:8.8.8.8 ::ffff:8.8.8.8 64:ff9b::101:101 3ffe:ffff::1
""".split()


@pytest.mark.parametrize("address", SPECIAL)
def test_what_is_set_aside_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_what_is_beside_it_is_public(address: str) -> None:
    assert is_public(address)


@given(st.ip_addresses())
def test_what_python_knows_as_special_is_not_public(address: IPv4Address | IPv6Address) -> None:
    special = not address.is_global or address.is_multicast or address.is_reserved
    if special and not (isinstance(address, IPv6Address) and address.ipv4_mapped):
        assert not is_public(str(address)) or address in ipaddress.ip_network("64:ff9b::/96")


@given(st.sampled_from(_SPECIAL_V4), st.data())
def test_an_ipv4_address_is_not_public_wherever_it_is_embedded(
    block: ipaddress.IPv4Network, data: st.DataObject
) -> None:
    inner = data.draw(st.ip_addresses(network=block))
    assert not is_public(str(inner))
    for prefix in ("::ffff:0:0", "64:ff9b::", "64:ff9b:1::", "::", "2001:470::5efe:0:0"):
        assert not is_public(str(IPv6Address(int(IPv6Address(prefix)) | int(inner))))
    assert not is_public(str(IPv6Address((0x2002 << 112) | (int(inner) << 80))))


@given(st.sampled_from(_SPECIAL_V6), st.data())
def test_no_address_of_a_block_is_public(block: ipaddress.IPv6Network, data: st.DataObject) -> None:
    assert not is_public(str(data.draw(st.ip_addresses(network=block))))
