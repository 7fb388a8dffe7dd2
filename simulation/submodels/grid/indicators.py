"""Indicators of the grid, by zone of the station, by station and for the whole region."""

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from agents.request import RequestStatus
from simulation.counts import Counts
from simulation.declare.arrays import Floats
from simulation.declare.indicators import Indicator, Ratio
from simulation.submodels.grid.notes import QUEUE, STATIONS
from simulation.world import World

INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        name="capacity_mw",
        nl="Stationscapaciteit",
        en="Station capacity",
        unit="MW",
        source="grid operators: firm (N-1) capacity and peak load",
        meaning="firm (N-1) capacity of the stations in the zone",
        better="up",
        time="end",
        estimate=STATIONS,
    ),
    Indicator(
        name="peak_mw",
        nl="Piekbelasting stations",
        en="Station peak load",
        unit="MW",
        source="grid operators: firm (N-1) capacity and peak load",
        meaning="each station's own peak, added",
        time="end",
        estimate=STATIONS,
    ),
    Indicator(
        name="queue_mw",
        nl="Wachtrij",
        en="Queue",
        unit="MW",
        source="grid operators: waiting list for transport capacity",
        meaning="power asked for and not yet promised",
        better="down",
        time="end",
        estimate=QUEUE,
    ),
    Indicator(
        name="queue_requests",
        nl="Aanvragen in de wachtrij",
        en="Requests in the queue",
        unit="request",
        source="grid operators: waiting list for transport capacity",
        meaning="requests not yet promised",
        better="down",
        time="end",
        estimate=QUEUE,
    ),
    Indicator(
        name="permit_mva",
        nl="Uitbreiding in vergunningfase",
        en="Reinforcement awaiting permits",
        unit="MVA",
        meaning="size of projects whose permit runs",
        time="end",
    ),
    Indicator(
        name="build_mva",
        nl="Uitbreiding in uitvoering",
        en="Reinforcement being built",
        unit="MVA",
        meaning="size of projects with a permit and work left",
        time="end",
    ),
    Indicator(
        name="build_need_fte",
        nl="Gevraagde netmonteurs",
        en="Grid technicians wanted",
        unit="FTE",
        meaning="technicians the ready projects could use in the month",
    ),
    Ratio(
        name="queue_share",
        nl="Wachtrij ten opzichte van capaciteit",
        en="Queue relative to capacity",
        unit="%",
        source="definition of the model",
        over=("queue_mw",),
        under=("capacity_mw",),
        factor=100,
        better="down",
        estimate=QUEUE,
    ),
    Ratio(
        name="station_loading",
        nl="Benutting van de stations",
        en="Station loading",
        unit="%",
        source="grid operators: firm (N-1) capacity and peak load",
        over=("peak_mw",),
        under=("capacity_mw",),
        factor=100,
        estimate=STATIONS,
    ),
    Indicator(
        name="regional_peak_mw",
        nl="Gelijktijdige piek",
        en="Coincident peak",
        unit="MW",
        low=-math.inf,
        meaning="largest load of all stations together",
        time="end",
        estimate=STATIONS,
        table="region",
    ),
    Indicator(
        name="line_loading",
        nl="Zwaarste N-1 belasting",
        en="Worst N-1 loading",
        unit="%",
        source="grid operators: N-1 security",
        meaning="most loaded high-voltage circuit after the worst outage",
        better="down",
        time="end",
        estimate=STATIONS,
        table="region",
    ),
    Indicator(
        name="waiting_months",
        nl="Wachttijd",
        en="Waiting time",
        unit="month",
        meaning="mean time in the queue of requests promised power in the last 12 months",
        better="down",
        time="end",
        estimate=QUEUE,
        table="region",
    ),
    Indicator(
        name="projects_finished",
        nl="Opgeleverde uitbreidingen",
        en="Reinforcements finished",
        unit="project",
        meaning="projects finished since the start",
        better="up",
        time="end",
        table="region",
    ),
    Indicator(
        name="capacity_mw",
        nl="Capaciteit",
        en="Capacity",
        unit="MW",
        source="grid operators: firm (N-1) capacity and peak load",
        meaning="firm (N-1) capacity",
        better="up",
        time="end",
        estimate=STATIONS,
        table="station",
    ),
    Indicator(
        name="peak_mw",
        nl="Piekbelasting",
        en="Peak load",
        unit="MW",
        source="grid operators: firm (N-1) capacity and peak load",
        meaning="largest load in the year",
        time="end",
        estimate=STATIONS,
        table="station",
    ),
    Indicator(
        name="contracted_mw",
        nl="Gecontracteerd",
        en="Contracted",
        unit="MW",
        source="grid operators: contracted transport capacity",
        meaning="contracted power",
        time="end",
        table="station",
    ),
    Indicator(
        name="queue_mw",
        nl="Wachtrij",
        en="Queue",
        unit="MW",
        source="grid operators: waiting list for transport capacity",
        meaning="power asked for and not yet promised",
        better="down",
        time="end",
        estimate=QUEUE,
        table="station",
    ),
)


def observe_zones(world: World, counts: Counts) -> dict[str, Floats]:
    """By zone of the station, each float64[z]."""
    grid, requests, projects = world.grid, world.requests, world.projects
    zone, zones = world.region.grid.station_zone, world.region.n_zones

    def by_zone(values: Floats, station: NDArray[Any] | slice = slice(None)) -> Floats:
        return np.asarray(np.bincount(zone[station], values, minlength=zones), np.float64)

    waiting = requests.status == RequestStatus.WAITING
    open_here = (projects.done == 0) & (projects.station >= 0)
    permit, ready = open_here & (projects.permit_left > 0), open_here & (projects.permit_left <= 0)
    at = np.maximum(projects.station, 0)
    hands = np.minimum(projects.work_left, projects.work_total / world.par.grid.crew_months)
    return {
        "capacity_mw": by_zone(grid.firm_mw),
        "peak_mw": by_zone(np.maximum(grid.peak_mw, 0.0)),
        "queue_mw": by_zone(grid.station_queue_mw),
        "queue_requests": by_zone(requests.units * waiting, requests.station),
        "permit_mva": by_zone(projects.mva * permit, at),
        "build_mva": by_zone(projects.mva * ready, at),
        "build_need_fte": by_zone(hands * ready, at),
    }


def observe_stations(world: World) -> dict[str, Floats]:
    """By station, each float64[s]."""
    grid = world.grid
    return {
        "capacity_mw": grid.firm_mw,
        "peak_mw": grid.peak_mw,
        "contracted_mw": grid.contracted_mw,
        "queue_mw": grid.station_queue_mw,
    }


def observe_region(world: World) -> dict[str, float]:
    """For the region as a whole."""
    grid = world.grid
    return {
        "regional_peak_mw": float(grid.load.sum(axis=0).max()),
        "line_loading": 100.0 * float(grid.n1_loading.max()),
        "waiting_months": grid.waiting_admitted_months,
        "projects_finished": float(np.count_nonzero(world.projects.done)),
    }
