"""Requests for a connection to the grid, or for more power on one."""

from enum import IntEnum

from agents.columns import column


class RequestStatus(IntEnum):
    """Where a request stands; the last three are final."""

    WAITING = 0
    ADMITTED = 1
    CONNECTED = 2
    WITHDRAWN = 3
    VANISHED = 4


class RequestCategory(IntEnum):
    """Kind of applicant, in the order of the societal ranking."""

    SOCIETAL = 0
    SOFTENER = 1
    BUSINESS = 2
    DATA_CENTRE = 3
    CHARGING = 4
    HEAT = 5


class Request:
    """Columns of a request; rows are never moved, so a row number stays valid for the whole run."""

    uid = column("u8", "1", "identifier: hash of zone, month and ordinal")
    station = column("i2", "station", "station that has to serve the request")
    zone = column("i2", "zone", "zone of the applicant")
    category = column("i1", "1", "RequestCategory")
    kw = column("f4", "kW", "power asked for by one applicant")
    units = column("f4", "connection", "applicants represented")
    load_class = column("i1", "load class", "shape of the use, index into LOAD_CLASSES")
    firm = column("i4", "firm row", "applicant, -1 if not a modelled firm")
    firm_uid = column("u8", "1", "identifier of that firm; tells whether the row still holds it")
    month = column("i2", "month", "month of filing")
    status = column("i1", "1", "RequestStatus")
    ghost = column("i1", "1", "1 if the applicant vanishes when offered a connection")
    timed = column("i1", "1", "1 if the right excludes the station's busiest hours")
    background = column("i1", "1", "1 if the load appears in no other process once connected")
    admitted_m = column("i2", "month", "month of admission, -1 before")
    closed_m = column("i2", "month", "month of connection, withdrawal or vanishing, -1 before")
