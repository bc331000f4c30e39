"""The fields of usual records of one kind, in columns."""

from typing import Any

import numpy as np
import pyarrow as pa

from rating_job.definitions import KindDefinition
from rating_job.usual_fields import Fields, written_fields


class UsualRecord:
    """The fields of records of one kind, in columns."""

    def __init__(self, kind: KindDefinition, fields: Fields) -> None:
        self.kind = kind
        self.fields = fields
        self.rows = fields.rows
        self.at = self.whole(kind.started_at, missing=-1)
        self.seconds = self.whole("BillableDurationSeconds", missing=-1)
        self.unpriced = (
            self.whole(kind.unpriced, missing=0) if kind.unpriced else np.zeros(len(self.rows), np.int64)
        )
        self.written = written_fields(kind)

    def text(self, name: str) -> Any:
        """A field with text; empty where it is missing."""
        return self.fields.columns[name].fill_null("")

    def whole(self, name: str, *, missing: int) -> Any:
        """A field with whole numbers."""
        return self.fields.columns[name].fill_null(missing).to_numpy()

    def where(self, chosen: Any) -> "UsualRecord":
        """Some of these records."""
        if chosen.all():
            return self
        mask = pa.array(chosen)
        columns = {name: column.filter(mask) for name, column in self.fields.columns.items()}
        return UsualRecord(self.kind, Fields(self.rows[chosen], columns))
