"""The indicators, in the order of the columns they fill."""

from simulation.indicators.declare import Better, Indicator, Ratio, Time

EDUCATION = ("low", "middle", "high")
_EDU_NL = ("laag", "middelbaar", "hoog")
Estimate = tuple[str, str]  # Dutch, English
_SURE = ("", "")
_QUEUE = ("er is geen telling van megawatts op de regionale wachtrij; begin en instroom zijn schattingen",
          "no count of megawatts on the regional queue exists; start and inflow are estimates")
_STATION = ("van 62 stations is de capaciteit van 3 bekend, de andere zijn geschat",
            "the capacity of 3 of 62 stations is sourced, the others are estimated")
_HEAT = ("de beginstand per gemeente volgt landelijke aandelen", "the start by municipality follows national shares")
_CARS = ("de beginstand per gemeente is een schatting", "the start by municipality is an estimate")
_CO2 = ("cijfers per sector en baan zijn aannames; staal, haven en luchtvaart vallen erbuiten",
        "figures by sector and job are assumptions; steel, port and aviation are outside")
_COST = ("ruwe publieke kosten per eenheid; baten zijn niet in geld uitgedrukt",
         "rough public unit costs; benefits are not expressed in money")


def _one(
    name: str, unit: str, nl: str, en: str, meaning: str, better: Better = "neutral", time: Time = "mean",
    estimate: Estimate = _SURE,
) -> Indicator:
    return Indicator(name=name, unit=unit, nl=nl, en=en, meaning=meaning, better=better, time=time, estimate=estimate)


def _ratio(
    name: str, unit: str, nl: str, en: str, over: tuple[str, ...], under: tuple[str, ...], better: Better = "neutral",
    factor: float = 1.0, estimate: Estimate = _SURE,
) -> Ratio:
    meaning = f"({' + '.join(over)}) / ({' + '.join(under)})"
    return Ratio(name=name, unit=unit, nl=nl, en=en, meaning=meaning, better=better, over=over, under=under, factor=factor,
                 estimate=estimate)


PEOPLE = (
    _one("persons", "person", "Inwoners 15-74", "Residents 15-74", "residents of 15 to 74 years"),
    _one("employed", "person", "Werkenden", "Employed", "residents with a job, wherever it is", "up"),
    _one("unemployed", "person", "Werklozen", "Unemployed", "residents without a job who seek one", "down"),
    _one("hidden_talent", "person", "Verborgen talent", "Hidden talent", "residents who would work but do not seek", "down"),
    _one("detached", "person", "Buiten de arbeidsmarkt", "Outside the labour market", "residents who neither work, seek nor would"),
    _one("in_training", "person", "In voltijdse scholing", "In full-time training", "residents in a full-time programme"),
    _one("long_term_unemployed", "person", "Langdurig werklozen", "Long-term unemployed", "unemployed for 12 months or more", "down"),
    _one("employed_transport_poor", "person", "Werkenden in vervoersarmoede", "Employed, transport-poor",
         "employed residents without a car and with poor public transport", "up"),
    _one("unemployed_transport_poor", "person", "Werklozen in vervoersarmoede", "Unemployed, transport-poor",
         "unemployed residents without a car and with poor public transport", "down"),
    *(_one(f"employed_{e}", "person", f"Werkenden, {nl} opgeleid", f"Employed, {e} education",
           f"employed residents, {e} education", "up") for e, nl in zip(EDUCATION, _EDU_NL, strict=True)),
    *(_one(f"unemployed_{e}", "person", f"Werklozen, {nl} opgeleid", f"Unemployed, {e} education",
           f"unemployed residents, {e} education", "down") for e, nl in zip(EDUCATION, _EDU_NL, strict=True)),
    _one("commute_km", "km", "Woon-werkkilometers", "Commuting kilometres", "road distance from home to work, one way, added over the employed"),
)
FIRMS = (
    _one("jobs", "job", "Banen", "Jobs", "filled jobs at firms in the zone", "up"),
    _one("jobs_wanted", "job", "Gewenste banen", "Jobs wanted", "jobs the firms in the zone want to offer, filled or not", "up"),
    _one("vacancies", "job", "Vacatures", "Vacancies", "open vacancies at firms in the zone"),
    _one("firms", "firm", "Bedrijven", "Firms", "establishments in the zone", "up"),
    _one("firms_waiting", "firm", "Bedrijven in de wachtrij", "Firms in the queue", "firms that wait for grid capacity", "down", estimate=_QUEUE),
    _one("firms_electrified", "firm", "Geëlektrificeerde bedrijven", "Electrified firms",
         "firms that switched from fossil energy to electricity", "up", "end", _QUEUE),
    _one("firms_capped", "firm", "Bedrijven op slot", "Firms held back", "firms at the size their grid connection allows", "down", estimate=_QUEUE),
    _one("jobs_capped", "job", "Banen bij bedrijven op slot", "Jobs at firms held back", "jobs at firms held back by the grid", "down", estimate=_QUEUE),
)
FLOWS = (
    _one("hires_unemployed", "person", "Aangenomen uit werkloosheid", "Hired from unemployment", "persons hired in the month who were unemployed", "up", "sum"),
    _one("hires_job_to_job", "person", "Van baan naar baan", "Job-to-job moves", "persons hired in the month who had a job", "neutral", "sum"),
    _one("hires_outside", "person", "Aangenomen van buiten de arbeidsmarkt", "Hired from outside the labour force",
         "persons hired in the month who did not seek", "up", "sum"),
    _one("separations", "person", "Baanverlies", "Job losses", "jobs ended in the month without a new one", "down", "sum"),
    _one("training_started", "person", "Gestart met scholing", "Training started", "persons who began a programme in the month", "neutral", "sum"),
    _one("trained", "person", "Scholing afgerond", "Training completed", "persons who finished a programme in the month", "up", "sum"),
    _one("activated", "person", "Geactiveerd", "Activated", "hidden talent brought to the labour market by a programme in the month", "up", "sum"),
)
GRID = (
    _one("capacity_mw", "MW", "Stationscapaciteit", "Station capacity", "firm (N-1) capacity of the stations in the zone", "up", "end", _STATION),
    _one("peak_mw", "MW", "Piekbelasting stations", "Station peak load", "each station's own peak, added", "neutral", "end", _STATION),
    _one("queue_mw", "MW", "Wachtrij", "Queue", "power asked for and not yet promised", "down", "end", _QUEUE),
    _one("queue_requests", "request", "Aanvragen in de wachtrij", "Requests in the queue", "requests not yet promised", "down", "end", _QUEUE),
    _one("permit_mva", "MVA", "Uitbreiding in vergunningfase", "Reinforcement awaiting permits", "size of projects whose permit runs", "neutral", "end"),
    _one("build_mva", "MVA", "Uitbreiding in uitvoering", "Reinforcement being built", "size of projects with a permit and work left", "neutral", "end"),
    _one("build_need_fte", "FTE", "Gevraagde netmonteurs", "Grid technicians wanted", "technicians the ready projects could use in the month"),
)
ENERGY = (
    _one("homes_gas", "dwelling", "Woningen op aardgas", "Homes on natural gas", "dwellings heated by natural gas", "down", "end", _HEAT),
    _one("homes_hybrid", "dwelling", "Hybride warmtepompen", "Hybrid heat pumps", "dwellings with a hybrid heat pump", "up", "end", _HEAT),
    _one("homes_all_electric", "dwelling", "Volledig elektrische woningen", "All-electric homes", "dwellings with a heat pump only", "up", "end", _HEAT),
    _one("homes_district_heat", "dwelling", "Woningen op een warmtenet", "Homes on district heat", "dwellings on a heat network", "up", "end", _HEAT),
    _one("homes_green_gas", "dwelling", "Woningen op groen gas", "Homes on green gas", "dwellings on green gas", "up", "end", _HEAT),
    _one("cars", "car", "Personenauto's", "Cars", "registered cars"),
    _one("cars_battery", "car", "Elektrische auto's", "Battery cars", "battery-electric cars", "up", "end", _CARS),
    _one("electricity_mwh", "MWh/year", "Elektriciteitsvraag", "Electricity demand", "demand a year at the present stock", "neutral", "end"),
    _one("generation_mwh", "MWh/year", "Opwek uit zon en wind", "Solar and wind generation", "generation a year at the present stock", "up", "end"),
    _one("co2_homes", "tCO2/year", "CO2 van gas in woningen", "CO2 of gas in homes", "gas burned in dwellings", "down", estimate=_HEAT),
    _one("co2_firms", "tCO2/year", "CO2 van bedrijven", "CO2 of firms", "fossil use of firms by sector and job, none once electrified", "down",
         estimate=_CO2),
    _one("co2_electricity", "tCO2/year", "CO2 van elektriciteit", "CO2 of electricity", "demand at the national emission factor", "down"),
)
ZONAL = PEOPLE + FIRMS + FLOWS + GRID + ENERGY

RATIOS = (
    _ratio("unemployment_rate", "%", "Werkloosheid", "Unemployment rate", ("unemployed",), ("employed", "unemployed"), "down", 100),
    *(_ratio(f"unemployment_rate_{e}", "%", f"Werkloosheid, {nl} opgeleid", f"Unemployment rate, {e} education",
             (f"unemployed_{e}",), (f"employed_{e}", f"unemployed_{e}"), "down", 100) for e, nl in zip(EDUCATION, _EDU_NL, strict=True)),
    _ratio("unemployment_rate_transport_poor", "%", "Werkloosheid bij vervoersarmoede", "Unemployment rate, transport-poor",
           ("unemployed_transport_poor",), ("employed_transport_poor", "unemployed_transport_poor"), "down", 100),
    _ratio("net_participation", "%", "Netto arbeidsparticipatie", "Net participation", ("employed",), ("persons",), "up", 100),
    _ratio("hidden_talent_share", "%", "Aandeel verborgen talent", "Share of hidden talent", ("hidden_talent",), ("persons",), "down", 100),
    _ratio("long_term_share", "%", "Aandeel langdurig werklozen", "Share of long-term unemployed", ("long_term_unemployed",), ("unemployed",), "down", 100),
    _ratio("tightness", "vacancy/unemployed", "Vacatures per werkloze", "Vacancies per unemployed person", ("vacancies",), ("unemployed",)),
    _ratio("vacancy_rate", "%", "Vacaturegraad", "Vacancy rate", ("vacancies",), ("jobs", "vacancies"), "neutral", 100),
    _ratio("fill_rate", "%/month", "Vervulde vacatures per maand", "Vacancies filled a month",
           ("hires_unemployed", "hires_job_to_job", "hires_outside"), ("vacancies",), "up", 100),
    _ratio("job_finding_rate", "%/month", "Baanvindkans van werklozen", "Job-finding rate of the unemployed",
           ("hires_unemployed",), ("unemployed",), "up", 100),
    _ratio("job_to_job_rate", "%/month", "Baanwisselingen per maand", "Job-to-job moves a month", ("hires_job_to_job",), ("employed",), "neutral", 100),
    _ratio("mean_commute", "km", "Woon-werkafstand", "Commuting distance", ("commute_km",), ("employed",), "down"),
    _ratio("queue_share", "%", "Wachtrij ten opzichte van capaciteit", "Queue relative to capacity", ("queue_mw",), ("capacity_mw",), "down", 100, _QUEUE),
    _ratio("station_loading", "%", "Benutting van de stations", "Station loading", ("peak_mw",), ("capacity_mw",), "neutral", 100, _STATION),
    _ratio("electrified_share", "%", "Aandeel geëlektrificeerde bedrijven", "Share of electrified firms", ("firms_electrified",), ("firms",), "up", 100, _QUEUE),
    _ratio("heat_pump_share", "%", "Woningen met warmtepomp", "Homes with a heat pump", ("homes_hybrid", "homes_all_electric"),
           ("homes_gas", "homes_hybrid", "homes_all_electric", "homes_district_heat", "homes_green_gas"), "up", 100, _HEAT),
    _ratio("battery_car_share", "%", "Aandeel elektrische auto's", "Share of battery cars", ("cars_battery",), ("cars",), "up", 100),
)

REGIONAL = (
    _one("grid_technicians_avail", "FTE", "Beschikbare netmonteurs", "Grid technicians available", "technicians for grid expansion in the month", "up"),
    _one("grid_technicians_need", "FTE", "Benodigde netmonteurs", "Grid technicians needed", "technicians all ready projects could use in the month"),
    _one("installers_avail", "FTE", "Beschikbare installateurs", "Installers available", "installers of heat and chargers in the month", "up"),
    _one("installers_need", "FTE", "Benodigde installateurs", "Installers needed", "installers the wishes of the month ask for"),
    _one("installers_used", "FTE", "Ingezette installateurs", "Installers at work", "installers the carried-out work took"),
    _one("regional_peak_mw", "MW", "Gelijktijdige piek", "Coincident peak", "largest load of all stations together", "neutral", "end", _STATION),
    _one("line_loading", "%", "Zwaarste N-1 belasting", "Worst N-1 loading", "most loaded high-voltage circuit after the worst outage", "down", "end", _STATION),
    _one("waiting_months", "month", "Wachttijd", "Waiting time", "mean time in the queue of requests promised power in the last 12 months", "down", "end", _QUEUE),
    _one("projects_finished", "project", "Opgeleverde uitbreidingen", "Reinforcements finished", "projects finished since the start", "up", "end"),
    _one("cost_asked", "EUR", "Gevraagd publiek geld", "Public money asked", "what all levers together ask", "down", "sum", _COST),
)
STATION = (
    _one("capacity_mw", "MW", "Capaciteit", "Capacity", "firm (N-1) capacity", "up", "end", _STATION),
    _one("peak_mw", "MW", "Piekbelasting", "Peak load", "largest load in the year", "neutral", "end", _STATION),
    _one("contracted_mw", "MW", "Gecontracteerd", "Contracted", "contracted power", "neutral", "end"),
    _one("queue_mw", "MW", "Wachtrij", "Queue", "power asked for and not yet promised", "down", "end", _QUEUE),
)
GROUP = tuple(i for i in ZONAL if i.name in ("persons", "employed", "unemployed", "hidden_talent", "jobs", "jobs_wanted", "vacancies"))
BY_NAME = {i.name: i for i in (*ZONAL, *RATIOS, *REGIONAL)}
