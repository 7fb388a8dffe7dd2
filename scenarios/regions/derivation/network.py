"""Buses, branches, stations and which station serves what."""

from scenarios.regions.derivation.energy import AREA, areas
from scenarios.regions.derivation.facts import Facts
from scenarios.regions.derivation.writing import OSM, OWN, Made, Origin
from simulation.axes import LOAD_CLASSES

IMPORT_SHARE = {"ENS380": 0.35, "KIJ380": 0.35, "BSW380": 0.30}
# Peak load outside the region [MW], read back from the flows that the network study found on the radial corridors.
EXTERNAL_LOAD = {"OTL150": 430.0, "SAS150": 80.0, "BKN150": 60.0, "ZWO150": 30.0, "KBT150": 20.0, "HDW150": 0.0,
                 "BNS150": 0.0}
# Bays of large customers on 150 kV (sizes stylised): the steel works, and wind and solar parks of the polders.
LARGE = (
    ("velsen_noord", "Velsen Noord, large users on 150 kV", "GM0453", "VLN150", 2, 300.0, 300.0, "", 52.469, 4.60, 1),
    ("almere_parks", "Almere, wind and solar parks on 150 kV", "GM0034", "ADV150", 2, 80.0, 80.0, "", 52.42, 5.30, 1),
    ("lelystad_parks", "Lelystad, wind and solar parks on 150 kV", "GM0995", "ZDV150", 2, 250.0, 250.0, "", 52.49, 5.53,
     1),
)
PARKS = {"GM0034": "almere_parks", "GM0995": "lelystad_parks"}  # zone: bay of its wind turbines and solar fields
KIND = {"EHV": "transmission", "HV": "substation", "BOUNDARY": "boundary"}
OUTSIDE = ("ZWO150", "KBT150")


def station_rows(facts: Facts) -> list[tuple[object, ...]]:
    """Stations in the order of the fact file; planned ones carry a year; large users last."""
    zone = dict(zip(facts.text("name"), facts.code, strict=True))
    rows: list[tuple[object, ...]] = []
    for r in facts.read("grid_stations"):
        if r["kind"] == "MV":
            home = "GM0457" if r["id"] == "weesp" else zone[r["municipality"]]
            year = r["in_service_year"] if r["status"] == "planned" else ""
            size = int(r["n_transformers"]), float(r["transformer_mva"]), float(r["firm_mva"])
            rows.append((r["id"], r["name"], home, r["parent_id"], *size, year, float(r["lat"]), float(r["lon"]), 0))
    return [*rows, *LARGE]


def station_share(facts: Facts) -> list[tuple[str, str, str, float]]:
    """Share of each zone's load class by station; load on the Velsen 150 kV bus goes to the station of large users."""
    served = areas(facts)
    rows = []
    for z in facts.code:
        for load in LOAD_CLASSES:
            weights = served[z, AREA[load]]
            if load in ("agriculture", "pv_field", "wind", "electric_trucks") and "VLN150" in weights:
                weights = {s: w for s, w in weights.items() if s != "VLN150"}  # that bus is the steel works
            if load in ("pv_field", "wind") and z in PARKS:
                weights = {PARKS[z]: 1.0}
            total = sum(weights.values())
            rows += [(z, load, LARGE[0][0] if s == "VLN150" else s, round(w / total, 10)) for s, w in weights.items()]
    return rows


def tables(facts: Facts) -> dict[str, Made]:
    """Make the tables of the network."""
    buses = [r for r in facts.read("grid_stations") if r["kind"] != "MV"]
    topology = Origin("OpenStreetMap via ComplexNetTSP/Power_grids, about 2017; later changes by hand", "secondary",
                      "2017")
    stylised = Origin("stylised: standard sizes, calibrated to modelled peaks; 3 stations sourced", "estimate", "2023")
    guess = Origin("estimate of the authors", "estimate", "2023")
    names = Origin("public Noord-Holland station list; Liander news", "secondary", "2023")
    announced = Origin("Liander via Parool and NH Nieuws 2020-2023; A4-zone assumed", "secondary", "2023")
    flows = Origin("read back from modelled flows of 2023 on radial corridors", "derived", "2023")
    return {
        "buses": Made(("bus", "name", "kv", "kind", "lat", "lon", "import_share", "external_load_mw"),
                      [_bus(r) for r in buses], OSM, topology,
                      {"import_share": Origin("stylised", "assumption"), "external_load_mw": flows}),
        "stations": Made(("station", "name", "zone", "bus", "n_transformers", "transformer_mva", "firm_mva", "year",
                          "lat", "lon", "large"), station_rows(facts), OSM, stylised,
                         {"lat": topology, "lon": topology, "name": names, "year": announced}),
        "branches": Made(("branch", "from", "to", "kv", "element", "circuits", "km", "x_ohm", "rating_mva", "year"),
                         [_branch(r) for r in facts.read("grid_lines")], OSM, stylised,
                         {c: topology for c in ("from", "to", "kv", "km")}),
        "station_share": Made(("zone", "load_class", "station", "share"), station_share(facts), OWN, guess),
    }


def _bus(r: dict[str, str]) -> tuple[object, ...]:
    kind, name = "outside" if r["id"] in OUTSIDE else KIND[r["kind"]], r["id"]
    return (name, r["name"], float(r["voltage_kv"]), kind, float(r["lat"]), float(r["lon"]),
            IMPORT_SHARE.get(name, 0.0), EXTERNAL_LOAD.get(name, 0.0))


def _branch(r: dict[str, str]) -> tuple[object, ...]:
    element = "transformer" if r["element"].startswith("transformer") else r["element"]
    year = r["in_service_year"] if r["status"] == "planned" else ""
    return (r["line_id"], r["from_id"], r["to_id"], float(r["voltage_kv"]), element, int(r["circuits"]), float(r["km"]),
            float(r["x_ohm_total_per_circuit"]), float(r["rating_mva_per_circuit"]), year)
