"""The indicators that submodels declare, in the order of the columns they fill."""

from simulation.axes import EDUCATION
from simulation.declare.indicators import Indicator, Ratio
from simulation.indicators import costs
from simulation.submodels import gather

__all__ = ["BY_NAME", "EDUCATION", "GROUP", "RATIOS", "REGIONAL", "SOURCES", "STATION", "ZONAL"]

# Columns of tables and rows of lists keep this order; what is not named follows, by submodel.
_ORDER = """
    persons employed unemployed hidden_talent detached in_training long_term_unemployed
    employed_transport_poor unemployed_transport_poor employed_low employed_middle employed_high
    unemployed_low unemployed_middle unemployed_high commute_km jobs jobs_wanted vacancies firms
    firms_waiting firms_electrified firms_capped jobs_capped hires_unemployed hires_job_to_job hires_outside
    separations training_started trained activated capacity_mw peak_mw contracted_mw queue_mw queue_requests permit_mva
    build_mva build_need_fte homes_gas homes_hybrid homes_all_electric homes_district_heat homes_green_gas
    cars cars_battery electricity_mwh generation_mwh co2_homes co2_firms co2_electricity
    heat_pumps co2 unemployment_rate unemployment_rate_low unemployment_rate_middle unemployment_rate_high
    unemployment_rate_transport_poor net_participation hidden_talent_share long_term_share tightness
    vacancy_rate fill_rate job_finding_rate job_to_job_rate mean_commute queue_share station_loading
    electrified_share heat_pump_share battery_car_share
    grid_technicians_avail grid_technicians_need installers_avail installers_need installers_used
    regional_peak_mw line_loading waiting_months projects_finished cost_asked
""".split()
_IN_GROUPS = ("persons", "employed", "unemployed", "hidden_talent", "jobs", "jobs_wanted", "vacancies")

SOURCES = (*gather("indicators").values(), costs)  # modules that declare indicators and observe them


def _declared(table: str, *, ratio: bool = False) -> tuple[Indicator, ...]:
    found = [i for module in SOURCES for i in module.INDICATORS if i.table == table and isinstance(i, Ratio) == ratio]
    return tuple(sorted(found, key=lambda i: _ORDER.index(i.name) if i.name in _ORDER else len(_ORDER)))


ZONAL = _declared("zone")
RATIOS = _declared("zone", ratio=True)
REGIONAL = _declared("region")
STATION = _declared("station")
GROUP = tuple(i for i in ZONAL if i.name in _IN_GROUPS)
BY_NAME = {i.name: i for i in (*ZONAL, *RATIOS, *REGIONAL)}
