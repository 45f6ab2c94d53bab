"""The address a request came from."""

from allauth.core.internal.httpkit import get_client_ip
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str | None:
    """Behind a proxy the forwarded address, by ALLAUTH_TRUSTED_PROXY_COUNT; None where the server knows none."""
    address: str | None = get_client_ip(request)
    return address or None
