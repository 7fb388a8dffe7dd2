"""Parameters of data centres."""

from dataclasses import dataclass

from simulation.declare.parameters import Parameters, parameter


@dataclass(frozen=True, kw_only=True)
class DataCentreParameters(Parameters):
    """Growth and sites of data centres."""

    dc_demand: float = parameter(
        0.09,
        nl="Groei van de vraag naar datacenters",
        en="Growth of demand for data centres",
        unit="1/year",
        low=0.0,
        high=0.2,
        source="Roadmaps 2017: growth of the internet economy, on the base",
    )
    dc_size: float = parameter(
        20.0,
        nl="Gemiddelde omvang van een datacenteraanvraag",
        en="Mean size of a data-centre request",
        unit="MVA",
        low=5.0,
        high=60.0,
        source="assumption: mean size of a request",
    )
    dc_size_spread: float = parameter(
        0.8,
        nl="Spreiding van de omvang van datacenteraanvragen",
        en="Spread of the size of data-centre requests",
        unit="log",
        low=0.0,
        high=1.5,
        source="assumption: lognormal sizes",
    )
    dc_size_low: float = parameter(
        2.0,
        nl="Kleinste datacenteraanvraag",
        en="Smallest data-centre request",
        unit="MVA",
        low=1.0,
        high=10.0,
        source="assumption: smallest request",
    )
    dc_size_high: float = parameter(
        80.0,
        nl="Grootste datacenteraanvraag",
        en="Largest data-centre request",
        unit="MVA",
        low=40.0,
        high=200.0,
        source="assumption: largest request",
    )
    dc_use: float = parameter(
        0.5,
        nl="Gemiddelde contractbenutting door datacenters",
        en="Mean contract use by data centres",
        unit="share of contract",
        low=0.3,
        high=0.8,
        source="assumption: mean use of a contract by data centres",
    )
    dc_heat: float = parameter(
        0.7,
        nl="Bruikbare restwarmte van datacenters",
        en="Usable residual heat of data centres",
        unit="MW heat/MW",
        low=0.4,
        high=0.9,
        source="assumption: usable heat of a data centre",
    )
    dc_cluster_jobs: float = parameter(
        0.005,
        nl="ICT-banen door nieuwe datacenters",
        en="ICT jobs through new data centres",
        unit="log demand of ict per 100 MVA",
        low=0.0,
        high=0.02,
        source="assumption, contested",
    )
    leap_saving: float = parameter(
        0.10,
        nl="Stroombesparing door zuinige servers (LEAP)",
        en="Electricity saved by leaner servers (LEAP)",
        unit="share",
        low=0.0,
        high=0.3,
        source="Board course document: LEAP saves 10 % easily",
    )
    x_leap_x0: float = parameter(
        0.10,
        nl="Aandeel zuinige servers (LEAP) bij de start",
        en="Share of leaner servers (LEAP) at the start",
        unit="share",
        low=0.0,
        high=0.5,
        source="assumption",
    )
    x_leap_p: float = parameter(
        0.05,
        nl="Invoering van zuinige servers zonder voorbeeld",
        en="Uptake of leaner servers without an example",
        unit="1/year",
        low=0.0,
        high=0.2,
        source="assumption",
    )
    x_leap_dp: float = parameter(
        0.15,
        nl="Effect van uitrol op zuinige servers",
        en="Effect of the roll-out on leaner servers",
        unit="1/year",
        low=0.0,
        high=0.5,
        source="assumption: at full roll-out",
    )
    x_leap_q: float = parameter(
        0.40,
        nl="Navolging van zuinige servers",
        en="Imitation of leaner servers",
        unit="1/year",
        low=0.0,
        high=1.0,
        source="assumption",
    )
