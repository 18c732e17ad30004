"""The vectors of one build as a plain matrix, mapped into memory: exact cosines of any passages asked for.

It answers what the vector store is slow at: a search among allowed passages only, the cosine of a passage
that keywords found, the whole of a small collection; and it hands vectors on to the next build.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from index.broken import VectorsBroken

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MANY = 8  # from an eighth of all rows on, comparing all is quicker than copying some

Scored = tuple[str, float]  # a passage's id and its cosine with what was asked


def save_matrix(folder: Path, ids: Sequence[str], vectors: NDArray[np.float32]) -> None:
    """Write vectors of norm 1, shape (ids, width), and their ids."""
    import numpy as np

    np.save(folder / "vectors.npy", np.ascontiguousarray(vectors, dtype=np.float32))
    (folder / "ids.json").write_text(json.dumps(list(ids)))


class Matrix:
    """The vectors of a build, row by row, and the ids of their passages."""

    def __init__(self, folder: Path) -> None:
        """Raises VectorsBroken."""
        import numpy as np

        try:
            self.ids: list[str] = json.loads((folder / "ids.json").read_text())
            self.vectors: NDArray[np.float32] = np.load(folder / "vectors.npy", mmap_mode="r")
        except (OSError, ValueError) as error:
            raise VectorsBroken(folder, str(error)) from error
        if self.vectors.ndim != 2 or len(self.ids) != len(self.vectors):
            raise VectorsBroken(folder, f"{len(self.ids)} ids for vectors of shape {self.vectors.shape}")

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def rows(self) -> dict[str, int]:
        return {identity: row for row, identity in enumerate(self.ids)}

    def nearest(
        self, vector: Sequence[float], limit: int, allowed: Collection[str] | None = None
    ) -> tuple[Scored, ...]:
        """The `limit` passages (of those allowed) with the greatest cosine, greatest first."""
        import numpy as np

        rows = None if allowed is None else self._rows_of(allowed)
        cosines = self._cosines(vector, rows)
        limit = min(limit, len(cosines))
        if limit <= 0:
            return ()
        best = np.argpartition(-cosines, limit - 1)[:limit]
        best = best[np.lexsort((best, -cosines[best]))]
        return tuple((self.ids[n if rows is None else rows[n]], float(cosines[n])) for n in best)

    def cosines(self, vector: Sequence[float], ids: Iterable[str]) -> dict[str, float]:
        """The cosine with each of these passages; one without a vector is left out."""
        rows = self._rows_of(ids)
        return {self.ids[row]: float(c) for row, c in zip(rows, self._cosines(vector, rows), strict=True)}

    def _rows_of(self, ids: Iterable[str]) -> list[int]:
        return sorted(self.rows[identity] for identity in ids if identity in self.rows)

    def _cosines(self, vector: Sequence[float], rows: list[int] | None) -> NDArray[np.float32]:
        import numpy as np

        # einsum, not matmul: matmul's threads wait for each other for milliseconds where cores are busy.
        many = rows is not None and len(rows) > len(self) // MANY
        vectors = self.vectors if rows is None or many else self.vectors[rows]
        cosines: NDArray[np.float32] = np.einsum("ij,j->i", vectors, np.asarray(vector, dtype=np.float32))
        return cosines[rows] if many else cosines
