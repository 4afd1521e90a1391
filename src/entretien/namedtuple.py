"""Named tuples that are declared in a tenth of the time that those of `typing` take, and made as quickly.

What those of the standard library compile for each class when it is declared is compiled here when more than a few are
made. A type checker sees the real ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__all__ = ["NamedTuple"]

if TYPE_CHECKING:
    from typing import NamedTuple
else:
    from _collections import _tuplegetter

    _FEW = 100
    """So many of a class are made without a constructor of its own."""

    class _Tuple(tuple):
        """What all have in common."""

        __slots__ = ()
        _made = 0

        def __new__(cls, *values, **named):
            """One of the first few; the others are made by a constructor that is compiled."""
            cls._made += 1
            given = values
            if named or len(values) < len(cls._fields):
                known = cls._field_defaults | named
                given = values + tuple([known[name] for name in cls._fields[len(values) :] if name in known])
            is_fit = len(given) == len(cls._fields) and not named.keys() - cls._fields[len(values) :]
            if cls._made > _FEW or not is_fit:
                cls.__new__ = _constructor(cls)
                return cls.__new__(cls, *values, **named)
            return tuple.__new__(cls, given)

        @classmethod
        def _make(cls, values):
            made = tuple.__new__(cls, values)
            if len(made) != len(cls._fields):
                raise TypeError(f"Expected {len(cls._fields)} arguments, got {len(made)}")
            return made

        def _replace(self, /, **changes):
            made = self._make(map(changes.pop, self._fields, self))
            if changes:
                raise ValueError(f"Got unexpected field names: {list(changes)!r}")
            return made

        def _asdict(self):
            return dict(zip(self._fields, self, strict=True))

        def __repr__(self):
            shown = ", ".join(f"{name}={value!r}" for name, value in zip(self._fields, self, strict=True))
            return f"{self.__class__.__name__}({shown})"

        def __getnewargs__(self):
            return tuple(self)

    def _constructor(cls):
        names = ", ".join(cls._fields)
        known = {"new": tuple.__new__, "__builtins__": {}}
        made = eval(f"lambda cls, {names}: new(cls, ({names},))", known)
        made.__defaults__ = tuple(cls._field_defaults.values())
        made.__name__ = made.__qualname__ = cls.__qualname__
        return made

    class _Declared(type):
        def __new__(cls, name, bases, namespace):
            """A tuple with the fields that are annotated and the methods of the class, in place of the class."""
            if not bases:
                return super().__new__(cls, name, bases, namespace)
            names = tuple(namespace.pop("__annotations__", ()))
            defaults = {field: namespace.pop(field) for field in names if field in namespace}
            fields = {field: _tuplegetter(place, "") for place, field in enumerate(names)}
            known = {"__slots__": (), "_fields": names, "_field_defaults": defaults, "__match_args__": names}
            return type(name, (_Tuple,), known | fields | namespace)

    class NamedTuple(metaclass=_Declared):
        """As in `typing`."""
