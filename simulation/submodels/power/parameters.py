"""Parameters of firm electrification."""

from dataclasses import dataclass

from simulation.declare.parameters import Parameters, parameter


@dataclass(frozen=True, kw_only=True)
class ElectrificationParameters(Parameters):
    """Firms that ask for power and leave fossil energy."""

    small_limit_kw: float = parameter(
        55.0,
        nl="Grens van een kleine aansluiting",
        en="Limit of a small connection",
        unit="kW",
        low=40.0,
        high=120.0,
        source="3 x 80 A, largest small connection in the Netherlands",
    )
    kw_spread: float = parameter(
        1.0,
        nl="Spreiding van vermogen per baan",
        en="Spread of power per job",
        unit="log",
        low=0.0,
        high=1.8,
        source="assumption: firms of one sector differ in power per job (lognormal, mean 1)",
    )
    contract_margin: float = parameter(
        0.10,
        nl="Overschrijding waarbij een bedrijf meer vermogen vraagt",
        en="Excess at which firms ask for more power",
        unit="share",
        low=0.02,
        high=0.5,
        source="assumption: use above the contract at which a firm asks for more",
    )
    contract_headroom: float = parameter(
        0.12,
        nl="Grootste ongebruikte contractruimte bij de start",
        en="Largest unused contract power at the start",
        unit="share",
        low=0.0,
        high=0.6,
        source="assumption: unused part of a contract at the start, at most",
    )
    electrify_hazard: float = parameter(
        0.0025,
        nl="Kans dat een bedrijf elektrificeert",
        en="Chance that a firm electrifies",
        unit="1/month",
        low=0.0,
        high=0.01,
        source="assumption, tuned to about 30 requests a month in the region before 2023",
    )
    electrify_price: float = parameter(
        2.0,
        nl="Reactie van elektrificatie op de gasprijs",
        en="Response of electrification to the gas price",
        unit="1",
        low=0.0,
        high=5.0,
        source="assumption: response to the price of gas relative to electricity",
    )
    fossil_kw: float = parameter(
        0.8,
        nl="Extra vermogen na volledige elektrificatie",
        en="Extra power after full electrification",
        unit="1",
        low=0.2,
        high=2.0,
        source="assumption: extra power of a firm that replaces all fossil energy",
    )
    request_mean_kw: float = parameter(
        800.0,
        nl="Gemiddelde omvang van een bedrijfsaanvraag",
        en="Mean size of a firm's request",
        unit="kW",
        low=100.0,
        high=2_000.0,
        source="Netbeheer Nederland 2024: 5,116 MW in 9,396 requests for offtake, 0.54 MW each after the upper bound",
    )
    request_spread: float = parameter(
        1.0,
        nl="Spreiding van de omvang van bedrijfsaanvragen",
        en="Spread of the size of firms' requests",
        unit="log",
        low=0.3,
        high=1.8,
        source="assumption: lognormal sizes",
    )
    request_largest: float = parameter(
        8.0,
        nl="Grootste aanvraag ten opzichte van de behoefte",
        en="Largest request relative to the need",
        unit="times present need",
        low=1.0,
        high=20.0,
        source="assumption: no firm asks for more",
    )
    pv_growth: float = parameter(
        0.05,
        nl="Groei van zonnestroom",
        en="Growth of solar power",
        unit="1/year",
        low=0.0,
        high=0.15,
        source="assumption: sun x1.6 in 2030 and x2.5 in 2040 at most",
    )
