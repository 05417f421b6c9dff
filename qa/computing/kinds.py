"""Kinds of values, and the units that they are told by."""

from decimal import Decimal
from enum import StrEnum

from qa.english import MEASURES


class ValueKind(StrEnum):
    """Kind of a value; values of one kind and unit can be compared and added."""

    NUMBER = "number"
    MONEY = "money"
    PERCENT = "percent"
    MASS = "mass"
    LENGTH = "length"
    AREA = "area"
    VOLUME = "volume"
    DURATION = "duration"
    CLOCK = "time of day"
    DATE = "date"
    TEMPERATURE = "temperature"
    POWER = "power"
    ENERGY = "energy"
    DATA = "data"


_FACTORS = {
    ValueKind.PERCENT: {"%": "1"},
    ValueKind.MONEY: dict.fromkeys(
        "dollar euro pound yen franc rupee peso krone rouble shilling".split(), "1"
    ),
    ValueKind.MASS: {
        "kg": "1000", "g": "1", "mg": "0.001", "tonne": "1000000", "pound-weight": "453.59237",
        "ounce": "28.349523125",
    },
    ValueKind.LENGTH: {
        "km": "1000", "metre": "1", "cm": "0.01", "mm": "0.001", "mile": "1609.344",
        "foot": "0.3048", "inch": "0.0254", "yard": "0.9144",
    },
    ValueKind.AREA: {
        "hectare": "10000", "acre": "4046.8564224", "m²": "1", "km²": "1000000",
    },
    ValueKind.VOLUME: {"litre": "1", "ml": "0.001", "cl": "0.01", "gallon": "3.785411784"},
    ValueKind.TEMPERATURE: {"°c": "1", "°f": "1", "degree": "1"},
    ValueKind.POWER: {"watt": "1", "kilowatt": "1000"},
    ValueKind.ENERGY: {"kwh": "1"},
    ValueKind.DATA: {"kb": "1", "mb": "1000", "gb": "1000000", "tb": "1000000000"},
    ValueKind.DURATION: {
        "second": "1", "minute": "60", "hour": "3600", "day": "86400", "week": "604800",
        "month": "2629746", "year": "31556952",
    },
}  # fmt: skip

UNIT_KINDS = {unit: kind for kind, units in _FACTORS.items() for unit in units}
"""Name of a unit -> what it measures."""

UNIT_FACTORS = {
    unit: Decimal(factor) for units in _FACTORS.values() for unit, factor in units.items()
}
"""Name of a unit -> how many of its kind's base unit it is; 1 for each currency and degree."""

SHORT_UNITS = {
    "m": "metre", "h": "hour", "hr": "hour", "s": "second", "l": "litre", "t": "tonne",
    "m2": "m²", "sqm": "m²", "km2": "km²", "w": "watt",
}  # fmt: skip
"""Abbreviation that is a unit right behind a number only -> the unit's name."""


def find_unit(form: str) -> str:
    """Return the name of a unit; "" if it isn't known here.

    >>> find_unit("kilos"), find_unit("€"), find_unit("apples")
    ('kg', 'euro', '')
    """
    name = MEASURES.get(form) or SHORT_UNITS.get(form) or form
    return name if name in UNIT_KINDS else ""
