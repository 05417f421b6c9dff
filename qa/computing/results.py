"""What was computed, and from which rows."""

from dataclasses import dataclass
from functools import cached_property

from qa.computing.binding import Binding
from qa.computing.columns import Column
from qa.computing.questions import Operation
from qa.computing.tables import Row, RowTable


@dataclass(frozen=True)
class Computed:
    """A result.

    Attributes:
        binding: what the question meant.
        result: in words: "7", "24.50 €", "Espresso".
        rows: those counted, added up or asked for.
        column: whose values were added or compared, if any were.
        label: the column whose cells answer; by default the one that names the rows.
        is_stated: whether the table itself says so.
    """

    binding: Binding
    result: str
    rows: tuple[Row, ...]
    column: Column | None = None
    label: Column | None = None
    is_stated: bool = False

    @property
    def table(self) -> RowTable:
        """The table."""
        return self.binding.table

    @property
    def operation(self) -> Operation:
        """What was computed: a sum, too, where a question that counts names a column of numbers."""
        operation = self.binding.calculation.operation
        is_sum = operation is Operation.COUNT and self.column is not None
        return Operation.SUM if is_sum else operation

    @property
    def is_loose(self) -> bool:
        """True if some of the question's words stand above the table only, or nowhere."""
        return self.binding.loose > 0

    @property
    def fits(self) -> bool:
        """True unless rows were left out for want of a value that it doesn't rest on."""
        used = {*self.binding.conditions, *([self.column.place] if self.column else [])}
        return self.table.filled_place in (None, *used)

    @cached_property
    def others(self) -> tuple[Row, ...]:
        """The rows that an extreme was compared with, or that were looked at and not counted."""
        if self.operation is Operation.COUNT and not self.rows:
            return self.table.rows
        if self.operation is not Operation.EXTREME:
            return ()
        chosen = set(self.rows)
        return tuple(row for row in self.binding.kept if row not in chosen)
