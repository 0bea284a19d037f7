"""What was worked out from a catalogue, kept until the catalogue is another one."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from indicators.model import Catalogue

P = ParamSpec("P")
T = TypeVar("T")

_MOST = 64


def per_catalogue(function: Callable[Concatenate[Catalogue, P], T]) -> Callable[Concatenate[Catalogue, P], T]:
    """Keeps what a function of a catalogue and hashable arguments returned: the results for one catalogue, 64 at most.

    `functools.lru_cache` would hash the whole catalogue at every call and keep old ones alive.
    """
    digest = ""
    kept: dict[Hashable, T] = {}

    @wraps(function)
    def kept_or_made(catalogue: Catalogue, /, *args: P.args, **kwargs: P.kwargs) -> T:
        nonlocal digest, kept
        if catalogue.digest != digest or len(kept) >= _MOST:
            digest, kept = catalogue.digest, {}
        results = kept  # another thread may begin anew meanwhile
        key = (args, tuple(sorted(kwargs.items())))
        if key not in results:
            results[key] = function(catalogue, *args, **kwargs)
        return results[key]

    return kept_or_made
