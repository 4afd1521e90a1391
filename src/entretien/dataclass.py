"""Data classes for commands that are over before a person notices.

To declare one with the standard library takes half a millisecond, and importing it takes six. Those declared here cost
next to nothing: a few objects are made without any generated code, and only then the constructor is. For whoever asks,
as `dataclasses.fields` and Pydantic do, they are the standard library's. Only what this program uses is there; a type
checker sees the real ones.
"""

from __future__ import annotations

from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import MISSING, dataclass, field, fields, replace
    from typing import TypeVar

    T = TypeVar("T")

__all__ = ["MISSING", "dataclass", "field", "fields", "filler", "replace"]


def filler(record: type[T]) -> Callable[..., T]:
    """What makes records of a data class with slots of a value for each field, in their order.

    It is five times as quick as the constructor, for values that were checked: nothing is left out and filled in, and
    `__post_init__` isn't called.
    """
    fill: Callable[..., T] = record.__data__.filler  # type: ignore[attr-defined]
    return fill


if not TYPE_CHECKING:
    MISSING = object()

    _FEW = 30
    """So many objects of a class are made without a constructor of its own: to compile it takes as long as these."""

    _FEW_FILLED = 100
    """The same for those that are filled."""

    class Field:
        """A field. `type` is the text of its annotation."""

        __slots__ = ("default", "default_factory", "init", "name", "type")

        def __init__(self, default, default_factory=MISSING, init=True):
            self.default, self.default_factory, self.init = default, default_factory, init

    def field(*, default=MISSING, default_factory=MISSING, init=True):
        """What a field is, where a default alone doesn't say it."""
        return Field(default, default_factory, init)

    def fields(record):
        """The fields of a data class, or of one of its objects; those of the standard library's too."""
        if layout := getattr(record, "__data__", None):
            return layout.fields
        import dataclasses

        return dataclasses.fields(record)

    def replace(record, /, **changes):
        """A copy with other values in some fields."""
        for item in fields(record):
            if item.init and item.name not in changes:
                changes[item.name] = getattr(record, item.name)
        return record.__class__(**changes)

    def dataclass(cls=None, /, *, frozen=False, slots=False, kw_only=False):
        """Make a data class of a class, as the decorator of the same name does."""
        if cls is None:
            return lambda cls: dataclass(cls, frozen=frozen, slots=slots, kw_only=kw_only)
        inherited = cls.__data__.fields if hasattr(cls, "__data__") else ()
        own = tuple(
            _field(name, hint, cls.__dict__.get(name, MISSING))
            for name, hint in vars(cls).get("__annotations__", {}).items()
            if not hint.startswith("ClassVar")
        )
        namespace = dict(cls.__dict__)
        layout = _Layout((*inherited, *own), frozen, kw_only)
        added = layout.attributes(namespace)
        if slots:
            names = tuple(item.name for item in own)
            for name in ("__dict__", "__weakref__", *names):
                namespace.pop(name, None)
            added |= {"__slots__": names, "__getstate__": _state, "__setstate__": _set_state}
            cls = type(cls)(cls.__name__, cls.__bases__, namespace | added)
        else:
            for item in own:
                if item.default is not MISSING:
                    setattr(cls, item.name, item.default)
                elif item.name in namespace:
                    delattr(cls, item.name)
            for name, value in added.items():
                setattr(cls, name, value)
        layout.cls = cls
        return cls

    def _field(name, hint, default):
        made = default if isinstance(default, Field) else Field(default)
        made.name, made.type = name, hint
        return made

    def _state(self):
        return [getattr(self, item.name) for item in self.__data__.fields]

    def _set_state(self, state):
        for item, value in zip(self.__data__.fields, state, strict=True):
            object.__setattr__(self, item.name, value)

    class _Layout:
        """How the objects of a data class are made, compared and shown."""

        def __init__(self, fields, frozen, kw_only):
            self.fields, self.frozen, self.kw_only = fields, frozen, kw_only
            self.made = 0

        def attributes(self, own):
            """What the class gets beside its `own` attributes."""
            names = tuple(item.name for item in self.fields)
            made = {"__init__": _first, "__eq__": _equal, "__repr__": _shown, "__hash__": None}
            if self.frozen:
                made |= {"__hash__": _hashed, "__setattr__": _refuse, "__delattr__": _refuse}
            made["__match_args__"] = () if self.kw_only else names
            missing = {name: value for name, value in made.items() if own.get(name) is None}
            return missing | _STANDARD | {"__data__": self}

        @cached_property
        def values(self):
            """What gives the values of an object."""
            return attrgetter(*(item.name for item in self.fields))

        @cached_property
        def standard(self):
            """A class of the standard library's with the same fields: others read there what they need to know."""
            import dataclasses

            namespace = {"__module__": self.cls.__module__}
            for item in self.fields:
                if item.default_factory is not MISSING:
                    namespace[item.name] = dataclasses.field(init=item.init, default_factory=item.default_factory)
                elif item.default is not MISSING or not item.init:
                    default = dataclasses.MISSING if item.default is MISSING else item.default
                    namespace[item.name] = dataclasses.field(init=item.init, default=default)
            namespace["__annotations__"] = {item.name: item.type for item in self.fields}
            described = dataclasses.dataclass(frozen=self.frozen, kw_only=self.kw_only)
            return described(type(self.cls.__name__, (), namespace))

        def fill(self, record, args, kwargs):
            """Give a new object its values, if they are just what it needs: a few objects aren't worth a function."""
            named = () if self.kw_only else [item.name for item in self.fields if item.init]
            given = dict(zip(named, args, strict=False)) | kwargs
            left = len(args) + len(kwargs)
            for item in self.fields:
                if item.init and item.name in given:
                    value = given[item.name]
                    left -= 1
                elif item.default is not MISSING:
                    value = item.default
                elif item.default_factory is not MISSING:
                    value = item.default_factory()
                elif item.init:
                    return False
                else:
                    continue
                object.__setattr__(record, item.name, value)
            if left:
                return False
            if hasattr(record, "__post_init__"):
                record.__post_init__()
            return True

        def constructor(self):
            """A constructor as fast as the one that the standard library makes."""
            taken = [item for item in self.fields if item.init]
            known = {"put": object.__setattr__, "MISSING": MISSING}
            arguments, lines = ["self", *(["*"] if self.kw_only and taken else [])], []
            for item in self.fields:
                name, value = item.name, item.name
                if item.default_factory is not MISSING:
                    known[f"make_{name}"] = item.default_factory
                    value = f"make_{name}() if {name} is MISSING else {name}" if item.init else f"make_{name}()"
                known[f"default_{name}"] = item.default
                if item.init:
                    has_default = item.default is not MISSING or item.default_factory is not MISSING
                    arguments.append(f"{name}=default_{name}" if has_default else name)
                if item.init or item.default_factory is not MISSING:
                    lines.append(f" put(self, {name!r}, {value})" if self.frozen else f" self.{name} = {value}")
            if hasattr(self.cls, "__post_init__"):
                lines.append(" self.__post_init__()")
            source = f"def __init__({', '.join(arguments)}):\n" + ("\n".join(lines) or " pass")
            exec(source, known)
            return known["__init__"]

        @cached_property
        def filler(self):
            """See the function. Nothing sets attributes as quickly as a constructor of a class that isn't frozen."""
            cls, names, draft, made = self.cls, tuple(item.name for item in self.fields), None, 0

            def fill(*values):
                nonlocal draft, made
                if draft is None:
                    made += 1
                    if made <= _FEW_FILLED:
                        record = object.__new__(cls)
                        for name, value in zip(names, values, strict=True):
                            object.__setattr__(record, name, value)
                        return record
                    draft = _draft(cls.__name__, names)
                record = draft(*values)
                record.__class__ = cls
                return record

            return fill

    def _draft(name, names):
        """A class with these slots that isn't frozen. An object of it can be made one of any with the same slots."""
        known = {}
        lines = "\n".join(f" self.{it} = {it}" for it in names)
        exec(f"def __init__(self, {', '.join(names)}):\n{lines}", known)
        return type(name, (), {"__slots__": names, "__init__": known["__init__"]})

    def _first(self, *args, **kwargs):
        layout = self.__data__
        layout.made += 1
        if layout.made > _FEW or not layout.fill(self, args, kwargs):
            layout.cls.__init__ = init = layout.constructor()
            init(self, *args, **kwargs)

    def _equal(self, other):
        if other.__class__ is not self.__class__:
            return NotImplemented
        values = self.__data__.values
        return values(self) == values(other)

    def _hashed(self):
        return hash(self.__data__.values(self))

    def _shown(self):
        shown = ", ".join(f"{item.name}={getattr(self, item.name)!r}" for item in self.__data__.fields)
        return f"{self.__class__.__qualname__}({shown})"

    def _refuse(_self, name, *_value):
        from dataclasses import FrozenInstanceError

        raise FrozenInstanceError(f"cannot change field {name!r}")

    class _Standard:
        """An attribute of the standard library's data classes, worked out for who asks for it."""

        def __init__(self, name):
            self.name = name

        def __get__(self, record, cls):
            return getattr(cls.__data__.standard, self.name)

    _STANDARD = {name: _Standard(name) for name in ("__dataclass_fields__", "__dataclass_params__")}
