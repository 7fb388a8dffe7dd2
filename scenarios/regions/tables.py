"""What a region folder holds: every table, column, unit and range, declared once."""

from dataclasses import dataclass, field

from simulation.region import AGE_CLASSES, DWELLING_CLASSES, HEAT_TECHS, LOAD_CLASSES, SKILLS, STATES, TENURES

EDUCATION = ("low", "middle", "high")
CONFIDENCE = ("sourced", "secondary", "derived", "estimate", "assumption")
SERIES = ("gas_eur_m3", "elec_eur_kwh", "co2_elec_kg_kwh", "bev_sales_share", "new_dwellings_year", "green_gas_share",
          "aow_age_months", "cycle")
MONTHS = tuple(f"{year}-{month:02d}" for year in range(2022, 2041) for month in range(1, 13))
HOUR_COLUMNS = tuple(str(i) for i in range(672))
FORMAT = 1


@dataclass(frozen=True)
class Field:
    """One column of a table.

    Parameters
    ----------
    name, unit, meaning
        As in the header and in the sidecar; the unit must be the same there.
    low, high
        Allowed range of a number; None marks text.
    whole
        Only whole numbers.
    among
        Allowed texts, or ``"table.column"`` whose texts are allowed.
    empty
        Whether a cell may be empty.
    """

    name: str
    unit: str
    meaning: str
    low: float | None = None
    high: float | None = None
    whole: bool = False
    among: tuple[str, ...] | str = ()
    empty: bool = False


@dataclass(frozen=True)
class Table:
    """One table: its columns, its key and what its rows must cover.

    Parameters
    ----------
    fields
        Columns, in any order in the file.
    key
        Columns that name a row; no two rows share a key.
    cover
        Per key column the values that must all occur, in every combination; ``()`` for no demand.
    wide
        Further columns, one per value of ``"table.column"``, all as `wide_field`.
    sums
        ``(columns, group, total)``: these columns add up to `total` within each value of the group columns.
    """

    meaning: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    cover: tuple[tuple[str, ...] | str, ...] = ()
    wide: str = ""
    wide_field: Field | None = None
    sums: tuple[tuple[tuple[str, ...], tuple[str, ...], float], ...] = field(default=())


def _text(name: str, meaning: str, among: tuple[str, ...] | str = (), empty: bool = False) -> Field:
    return Field(name, "-", meaning, among=among, empty=empty)


def _flag(name: str, meaning: str) -> Field:
    return Field(name, "0/1", meaning, 0, 1, whole=True)


def _block(names: tuple[str, ...], unit: str, meaning: str, low: float, high: float,
           whole: bool = False) -> tuple[Field, ...]:
    return tuple(Field(n, unit, meaning.replace("@", n), low, high, whole) for n in names)


_ZONE, _INSIDE = "zones.zone", "inside"
_zone = _text("zone", "zone of zones.csv", _ZONE)
_PEOPLE = 2e6

TABLES: dict[str, Table] = {
    "zones": Table("Places: the municipalities and the surroundings", (
        _text("zone", "identifier, CBS municipality code or EXT-x"), _text("name", "name"),
        _text("subregion", "sub-region, empty outside", empty=True), _flag("external", "1 outside the region"),
        Field("lat", "degree", "latitude of the main centre", 50.0, 54.0),
        Field("lon", "degree", "longitude of the main centre", 3.0, 8.0),
        Field("land_km2", "km2", "land area", 0.1, 20_000), Field("population", "persons", "inhabitants", 1, 2e7, True),
        _flag("priority", "1 if in the top quartile of hidden talent per inhabitant"),
        Field("parking_eur", "EUR/day", "cost of parking a day at work", 0, 60),
        *(Field(f"{m}_constant_eur", "EUR", f"added to the cost of a one-way trip by {m}, by home", -20, 20)
          for m in ("car", "pt", "bike"))), ("zone",)),
    "persons_age": Table("Residents of 15-74 by age", (
        _zone, *_block(AGE_CLASSES, "persons", "residents aged @", 0, _PEOPLE, True)), ("zone",), (_ZONE,)),
    "persons_edu": Table("Residents of 15-74 by education", (
        _zone, *_block(EDUCATION, "persons", "residents with @ education", 0, _PEOPLE, True)), ("zone",), (_ZONE,)),
    "persons_state": Table("Residents of 15-74 by work state", (
        _zone, *_block(STATES, "persons", "residents who are @", 0, _PEOPLE, True)), ("zone",), (_ZONE,)),
    "persons_seed": Table("Joint pattern of age, education and work state", (
        _text("age", "age class", AGE_CLASSES), _text("edu", "education", EDUCATION),
        *_block(STATES, "share", "share of all persons of 15-74 who are @", 0, 1)),
        ("age", "edu"), (AGE_CLASSES, EDUCATION), sums=((STATES, (), 1.0),)),
    "demography": Table("Persons turning 15, and moving", (
        _zone, Field("cohort15", "persons/year", "persons turning 15 a year", 0, 1e5),
        *_block(tuple(f"migration_{a}" for a in AGE_CLASSES), "persons/year", "net domestic @", -1e5, 1e5)),
        ("zone",), (_ZONE,)),
    "jobs": Table("Jobs by zone and sector", (_zone,), ("zone",), (_ZONE,), "sectors.sector",
                  Field("", "jobs", "filled jobs at base", 0, 1e6, True)),
    "firms": Table("Firms by zone and sector", (_zone,), ("zone",), (_ZONE,), "sectors.sector",
                   Field("", "firms", "firms at base, one-person firms included", 0, 1e6, True)),
    "sectors": Table("Sectors and their coefficients", (
        _text("sector", "identifier"), _text("name_nl", "Dutch name"), _text("name_en", "English name"),
        Field("cyclicality", "1", "demand reacts to the cycle by this power (beta)", 0, 5),
        Field("growth", "1/year", "trend of demand", -0.1, 0.1),
        Field("kw_job", "kW/job", "contracted power per job", 0, 20),
        Field("fossil", "share", "share of energy that is fossil and could be electrified", 0, 1),
        Field("co2_job", "tCO2/year/job", "emission per job", 0, 500),
        Field("vans_job", "vans/job", "vans per job", 0, 5),
        Field("turnover", "1", "multiplier on the separation hazard", 0.1, 10),
        _text("load_class", "load class of the firms' electricity", LOAD_CLASSES)), ("sector",)),
    "occupations": Table("Occupations and what they require", (
        _text("occupation", "identifier"), _text("name_nl", "Dutch name"), _text("name_en", "English name"),
        Field("level", "1", "1 low, 2 middle, 3 high", 1, 3, True),
        Field("field", "1", "0 none, 1 technical, 2 digital, 3 care and education, 4 business", 0, 4, True),
        Field("wage", "EUR/hour", "base wage of 2022", 5, 200), *_block(SKILLS, "1", "required @ skill", 0, 1),
        Field("trend", "1/year", "drift of the target mix", -0.2, 0.2)), ("occupation",)),
    "mix": Table("Occupations within a sector", (_text("sector", "sector of sectors.csv", "sectors.sector"),),
                 ("sector",), ("sectors.sector",), "occupations.occupation",
                 Field("", "share", "share of the sector's jobs", 0, 1), ((("*",), ("sector",), 1.0),)),
    "travel": Table("Door-to-door travel, one way, without congestion", (
        _text("from", "zone of residence", _ZONE), _text("to", "zone of work", _ZONE),
        *_block(("car_min", "pt_min", "bike_min"), "minute", "time, @", 0, 1000),
        *_block(("car_km", "pt_km", "bike_km"), "km", "distance, @", 0, 500)), ("from", "to"), (_ZONE, _ZONE)),
    "mobility_groups": Table("Who has a car", (
        _zone, _text("edu", "education", EDUCATION),
        *_block(("car", "no_car", "transport_poor"), "share", "share of residents: @", 0, 1)),
        ("zone", "edu"), (_ZONE, EDUCATION), sums=((("car", "no_car", "transport_poor"), ("zone", "edu"), 1.0),)),
    "commuting": Table("Commuters between zones", (
        _text("from", "zone of residence", _ZONE), _text("to", "zone of work", _ZONE),
        Field("jobs_2014", "employee jobs", "employee jobs, December 2014", 0, 1e6, True),
        Field("estimate_2021", "employee jobs", "2014 raised by the growth at the destination", 0, 1e6, True),
        Field("commuters", "persons", "commuters at base, adding up to employed residents and to jobs", 0, 1e6)),
        ("from", "to")),
    "dwellings": Table("Dwellings by tenure, class and heat", (
        _zone, _text("tenure", "tenure", TENURES), _text("class", "dwelling class", DWELLING_CLASSES),
        *_block(HEAT_TECHS, "dwellings", "dwellings heated by: @", 0, 1e6)),
        ("zone", "tenure", "class"), (_INSIDE, TENURES, DWELLING_CLASSES)),
    "heat": Table("Fitness for low-temperature heat, and heat sources", (
        _zone, *_block(DWELLING_CLASSES, "share", "share of dwellings fit for low-temperature heat: @", 0, 1),
        _flag("plan", "1 if the zone plans district heat"),
        Field("source_mw", "MW", "thermal capacity available to district heat", 0, 5000)), ("zone",), (_INSIDE,)),
    "dwelling_classes": Table("Dwelling classes", (
        _text("class", "dwelling class", DWELLING_CLASSES),
        Field("gas_m3", "m3/year", "gas use of a gas-heated dwelling", 0, 10_000)), ("class",), (DWELLING_CLASSES,)),
    "vehicles": Table("Vehicles and zero-emission zones", (
        _zone, Field("cars", "cars", "cars in use", 0, 1e6), Field("vans", "vans", "vans in use", 0, 1e6),
        Field("ze_zone_start", "year", "start of the zero-emission zone, empty if none", 2020, 2060, empty=True)),
        ("zone",), (_INSIDE,)),
    "energy": Table("Electricity a year by load class; generation positive too", (
        _zone, *_block(LOAD_CLASSES, "MWh/year", "electricity: @", 0, 2e7)), ("zone",), (_INSIDE,)),
    "data_centres": Table("Data-centre sites; 0 MVA marks a candidate site", (
        _text("site", "identifier"), _zone, _text("station", "station of stations.csv", "stations.station"),
        Field("mva", "MVA", "contracted", 0, 2000), _flag("core", "1 in one of the two core clusters")), ("site",)),
    "buses": Table("Buses of 150 and 380 kV", (
        _text("bus", "identifier"), _text("name", "name"), Field("kv", "kV", "voltage", 50, 380),
        _text("kind", "role in the network", ("transmission", "substation", "boundary", "outside")),
        Field("lat", "degree", "latitude", 50.0, 54.0), Field("lon", "degree", "longitude", 3.0, 8.0),
        Field("import_share", "share", "share of the balancing import", 0, 1),
        Field("external_load_mw", "MW", "peak load outside the region behind this bus", 0, 5000)),
        ("bus",), sums=((("import_share",), (), 1.0),)),
    "stations": Table("Stations from high to medium voltage, and large customers on their own bay", (
        _text("station", "identifier"), _text("name", "name"), _zone, _text("bus", "bus it hangs under", "buses.bus"),
        Field("n_transformers", "1", "number of transformers", 1, 20, True),
        Field("transformer_mva", "MVA", "size of one transformer", 1, 500),
        Field("firm_mva", "MVA", "capacity with one transformer out", 1, 2000),
        Field("year", "year", "announced year of commissioning, empty if existing", 2022, 2060, empty=True),
        Field("lat", "degree", "latitude", 50.0, 54.0), Field("lon", "degree", "longitude", 3.0, 8.0),
        _flag("large", "1 for large customers on an own 150 kV bay")), ("station",)),
    "branches": Table("Corridors of equal circuits, and transformer banks", (
        _text("branch", "identifier"), _text("from", "bus", "buses.bus"), _text("to", "bus", "buses.bus"),
        Field("kv", "kV", "voltage the reactance is referred to", 50, 380),
        _text("element", "overhead, cable or transformer", ("overhead", "cable", "transformer")),
        Field("circuits", "1", "number of equal circuits", 1, 12, True), Field("km", "km", "length", 0, 500),
        Field("x_ohm", "ohm", "reactance of one circuit", 1e-4, 500),
        Field("rating_mva", "MVA", "thermal rating of one circuit", 1, 5000),
        Field("year", "year", "year in service, empty if existing", 2022, 2060, empty=True)), ("branch",)),
    "station_share": Table("Which station serves how much of a zone's load class", (
        _zone, _text("load_class", "load class", LOAD_CLASSES), _text("station", "station", "stations.station"),
        Field("share", "share", "share of the zone's load class", 0, 1)), ("zone", "load_class", "station"),
        sums=((("share",), ("zone", "load_class"), 1.0),)),
    "profiles": Table("Load shapes: 576 average hours and 96 hours of design days", (
        _text("column", "0 to 671"), _text("block", "month and day type, or design day"),
        Field("hour", "hour", "hour of the day", 0, 23, True),
        Field("hours", "hour/year", "hours a year it stands for, 0 on design days", 0, 62),
        Field("temperature_c", "degC", "outdoor temperature", -30, 45),
        *_block(LOAD_CLASSES, "1/hour", "share of a year's energy in this hour: @", 0, 0.01)),
        ("column",), (HOUR_COLUMNS,)),
    "exogenous": Table("Monthly series from outside the region", (
        _text("month", "year and month"), Field("gas_eur_m3", "EUR/m3", "gas price of households", 0, 20),
        Field("elec_eur_kwh", "EUR/kWh", "electricity price of households", 0, 5),
        Field("co2_elec_kg_kwh", "kg/kWh", "emission of electricity from the grid", 0, 2),
        Field("bev_sales_share", "share", "share of battery cars in sales", 0, 1),
        Field("new_dwellings_year", "dwellings/year", "dwellings built", 0, 1e5),
        Field("green_gas_share", "share", "supply of green gas as a share of gas use", 0, 1),
        Field("aow_age_months", "month", "state pension age", 720, 960, True),
        Field("cycle", "log", "business cycle, 0 on trend", -1, 1)), ("month",), (MONTHS,)),
    "facts": Table("Named observations for checks and validation", (
        _text("name", "identifier"), Field("value", "as in column unit", "value", -1e9, 1e12),
        Field("low", "as in column unit", "lower end of the accepted band", -1e9, 1e12, empty=True),
        Field("high", "as in column unit", "upper end of the accepted band", -1e9, 1e12, empty=True),
        _text("unit", "unit"), _text("year", "year"), _text("source", "source"),
        _text("confidence", "confidence", CONFIDENCE), _text("meaning", "what it is")), ("name",)),
}
