"""Counts of employed people by sector and occupation."""

from numba import njit


@njit(cache=True, nogil=True)
def count_staff(first, last, block, emp, occ, firm_sector, firm_zone, codes, out_counts):
    """Count technicians in the sectors that build the grid and install in homes.

    Parameters
    ----------
    first, last, block : int
        Rows to do and the number of this block.
    emp : int32[n]
        Firm row of each worker, -1 if not employed.
    occ : int8[n]
        Occupation of each worker.
    firm_sector, firm_zone : int[m]
        Sector and zone of each firm.
    codes : int64[5]
        Occupations TE2 and TE3, sectors energy and construction, number of zones inside the region.
    out_counts : int64[block, 3]
        TE2 in energy, TE3 in energy, TE2 in construction; workers, not persons.

    Notes
    -----
    The occupation is tested first: it is read in order, and few workers reach the random look-up of
    their firm.
    """
    for i in range(first, last):
        is_te2 = occ[i] == codes[0]
        if (is_te2 or occ[i] == codes[1]) and emp[i] >= 0:
            firm = emp[i]
            if firm_zone[firm] < codes[4]:
                if firm_sector[firm] == codes[2]:
                    out_counts[block, 0 if is_te2 else 1] += 1
                elif is_te2 and firm_sector[firm] == codes[3]:
                    out_counts[block, 2] += 1
