"""The names along the axes of the arrays: fixed ones, and those that a table of the region gives."""

AGE_CLASSES = ("15-17", "18-24", "25-34", "35-44", "45-54", "55-59", "60-66", "67-74")
AGE_BOUNDS = (15, 18, 25, 35, 45, 55, 60, 67, 75)  # years; class k is [bound k, bound k+1)
EDUCATION = ("low", "middle", "high")
STATES = ("employed", "unemployed", "attached", "detached")
MODES = ("car", "pt", "bike")
MOBILITY_GROUPS = ("car", "no_car", "transport_poor")
TENURES = ("owner", "corporation", "private_rent")
DWELLING_CLASSES = ("apartment_old", "row_old", "detached_old", "new")
HEAT_TECHS = ("gas", "hybrid", "all_electric", "district_heat", "green_gas")
SKILLS = ("technical", "digital", "care", "analytical", "communication", "physical")
# Energy classes: what loads the grid. Each has a shape in `profiles` and an area class in `station_share`.
LOAD_CLASSES = (
    "household_base",
    "heat_pump_air",
    "heat_pump_hybrid",
    "ev_regular",
    "ev_smart",
    "services",
    "services_heat",
    "services_cooling",
    "industry",
    "data_centre",
    "agriculture",
    "rail",
    "electric_vans",
    "electric_trucks",
    "electric_buses",
    "pv_roof",
    "pv_field",
    "wind",
)
GENERATION_CLASSES = ("pv_roof", "pv_field", "wind")
MONTH_LABELS = tuple(f"{year}-{month:02d}" for year in range(2022, 2041) for month in range(1, 13))
HOUR_COLUMNS = tuple(str(i) for i in range(672))  # average days of 24 months and day types, then 4 design days

# Axes with the rows of a table, in file order, but zones of the region before external ones.
ZONES = "zones.zone"
INSIDE = "inside"  # the zones of the region itself, the first of ZONES
SECTORS = "sectors.sector"
OCCUPATIONS = "occupations.occupation"
STATIONS = "stations.station"
BUSES = "buses.bus"

Axis = tuple[str, ...] | str
