"""Highest and lowest of a row, four at a time: one after the other each would wait for the comparison before it."""

from numba import njit


@njit(cache=True, nogil=True)
def find_highest(values):
    """Highest of float64[n], n at least 1 and no nan: float64."""
    a = b = c = d = values[0]
    whole = values.size - values.size % 4
    for i in range(0, whole, 4):
        a, b = max(a, values[i]), max(b, values[i + 1])
        c, d = max(c, values[i + 2]), max(d, values[i + 3])
    for i in range(whole, values.size):
        a = max(a, values[i])
    return max(max(a, b), max(c, d))


@njit(cache=True, nogil=True)
def find_lowest(values):
    """Lowest of float64[n], n at least 1 and no nan: float64."""
    a = b = c = d = values[0]
    whole = values.size - values.size % 4
    for i in range(0, whole, 4):
        a, b = min(a, values[i]), min(b, values[i + 1])
        c, d = min(c, values[i + 2]), min(d, values[i + 3])
    for i in range(whole, values.size):
        a = min(a, values[i])
    return min(min(a, b), min(c, d))
