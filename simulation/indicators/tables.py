"""Wide tables: labels first, then one column per indicator."""

from collections.abc import Mapping, Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

Codes = tuple[NDArray[np.int32], Sequence[str]]  # row -> label


def labelled_table(labels: Mapping[str, Codes], values: NDArray[np.float32], names: Sequence[str]) -> pa.Table:
    """Build a wide table: label columns first, then one float32 column per indicator.

    Parameters
    ----------
    labels
        Column name -> (int32[rows] codes, names of the codes).
    values
        float32[rows, len(names)].
    names
        Indicator names.
    """
    columns: dict[str, pa.Array] = {
        name: pa.DictionaryArray.from_arrays(pa.array(codes, pa.int32()), pa.array(list(texts), pa.string()))
        for name, (codes, texts) in labels.items()
    }
    columns |= {name: pa.array(np.ascontiguousarray(values[:, k])) for k, name in enumerate(names)}
    return pa.table(columns)
