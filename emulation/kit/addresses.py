"""Where a request comes from, and the network it shares with others."""

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings

HOME_BITS = 64  # of an IPv6 address: what one customer of a network has to himself


def client_address(request) -> str | None:
    """Where the caller is: behind TLS what our own proxy added last to X-Forwarded-For, else the other end itself."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.BEHIND_TLS else ""
    for words in (forwarded.rpartition(",")[2].strip(), request.META.get("REMOTE_ADDR", "")):
        try:
            return str(ip_address(words))
        except ValueError:
            continue
    return None


def client_network(request) -> str:
    """What somebody who changes addresses cannot leave: the address itself, of IPv6 its first 64 bits."""
    address = client_address(request)
    if address and isinstance(ip_address(address), IPv6Address):
        return str(ip_network((address, HOME_BITS), strict=False))
    return address or "unknown"
