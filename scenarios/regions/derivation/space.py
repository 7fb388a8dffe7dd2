"""Places, travel between them, who has a car, and commuters."""

import numpy as np

from scenarios.regions.derivation.facts import EXTERNAL, Array, Facts, fit_margins
from scenarios.regions.derivation.writing import CBS, OWN, Made, Origin
from simulation.axes import EDUCATION

SPEED_KMH, WAIT_MIN, DETOUR = np.array([42.0, 26.0, 15.5]), np.array([7.0, 17.0, 2.0]), 1.25  # car, transit, bike
VALUE_OF_TIME, THETA = 11.0, 1.2  # EUR/hour, EUR
# Cost of parking a day at work [EUR], estimates: many employers have free places.
PARKING = {"Amsterdam": 6.0, "Haarlem": 2.5, "Amstelveen": 1.5, "Diemen": 1.0, "Haarlemmermeer": 1.5, "Hilversum": 1.0,
           "Zaanstad": 1.0, "Almere": 1.0}
MODE_SHARES = {True: (0.37, 0.16, 0.47), False: (0.62, 0.14, 0.24)}  # within Amsterdam; elsewhere in the region


def crow_fly(lat: Array, lon: Array) -> Array:
    """Great-circle distance between all points [km]."""
    p, q = np.radians(lat), np.radians(lon)
    h = np.sin((p[:, None] - p) / 2) ** 2 + np.cos(p[:, None]) * np.cos(p) * np.sin((q[:, None] - q) / 2) ** 2
    out: Array = 2 * 6371.0 * np.arcsin(np.sqrt(h))
    return out


class Space:
    """Positions, distances [km] and door-to-door times [minute] of all zones, outside zones last."""

    def __init__(self, facts: Facts) -> None:
        out = facts.external
        self.lat = np.concatenate([facts.own("main_centre_lat"), out[:, 0]])
        self.lon = np.concatenate([facts.own("main_centre_lon"), out[:, 1]])
        self.land = np.concatenate([facts.own("land_area_km2_2021"), out[:, 2]])
        self.population = np.round(np.concatenate([facts.population, out[:, 3]]))
        self.name = [*facts.text("name"), *(row[0] for row in EXTERNAL.values())]
        self.parking = np.array([PARKING.get(n, 0.0) for n in self.name])
        within = 2 / 3 * np.sqrt(self.land / np.pi)  # mean way to the centre of a disc of the same area
        self.crow = crow_fly(self.lat, self.lon) + np.diag(within)
        self.km = np.round(DETOUR * self.crow, 2)
        self.minutes = np.round(self.km[None] / SPEED_KMH[:, None, None] * 60 + WAIT_MIN[:, None, None], 1)


def car_share(facts: Facts) -> Array:
    """Share of residents with a car by zone and education, float64[z, 3]."""
    base = np.array([0.45 if n == "Amsterdam" else 0.72 for n in facts.text("name")] + [0.75] * len(EXTERNAL))
    out: Array = base[:, None] + np.array([-0.08, 0.0, 0.08])
    return out


def mobility_groups(facts: Facts) -> Array:
    """Shares with a car, without, and transport-poor, float64[z, 3, 3]."""
    car = car_share(facts)
    centre = np.array([n in ("Amsterdam", "Haarlem") for n in facts.text("name")] + [False] * len(EXTERNAL))
    poor = (1 - car) * np.where(centre, 0.10, 0.30)[:, None]
    out: Array = np.stack([car, 1 - car - poor, poor], axis=2)
    return out.round(6)


def commuters(facts: Facts, space: Space, employed: Array, jobs: Array) -> tuple[Array, ...]:
    """Employee jobs of 2014 and 2021 by home and work, and commuters at base, float64[z, z] each.

    Cells that are published as 0 hold under 50 jobs; they start at 10, falling with distance. Nobody lives and works
    outside: outside workers work inside and outside jobs are held by residents.
    """
    n, inside = len(facts.zone), facts.inside
    counted, raised = np.zeros((n, n)), np.zeros((n, n))
    at = {z: i for i, z in enumerate(facts.zone)}
    for row in facts.read("commute_facts"):
        if row["kind"] == "od_municipality":
            cell = at[row["origin_code"]], at[row["destination_code"]]
            counted[cell], raised[cell] = float(row["value"]), float(row["estimate_2021"])
        elif row["kind"] == "total_municipality" and row["destination"] in ("in_from_rest_nl", "out_to_rest_nl"):
            zone, into = at[row["origin_code"]], row["destination"].startswith("in")
            share = facts.external[:, 4 if into else 5]
            target = (slice(inside, None), zone) if into else (zone, slice(inside, None))
            near = share * np.exp(-space.crow[zone, inside:] / 25)
            counted[target] = np.round(float(row["value"]) * near / near.sum())
    growth = raised[:inside, :inside].sum() / counted[:inside, :inside].sum()
    raised[inside:], raised[:, inside:] = np.round(counted[inside:] * growth), np.round(counted[:, inside:] * growth)
    seed = np.maximum(raised, 10 * np.exp(-0.05 * space.crow))
    seed[inside:, inside:] = 0
    return counted, raised, fit_margins(seed, employed, jobs, rounds=3000)


def mode_constants(facts: Facts, space: Space, flow: Array) -> Array:
    """Fit EUR to add to each mode by zone of residence, so that the known shares of modes come out, float64[3, z]."""
    hour = space.minutes / 60
    cost = VALUE_OF_TIME * hour
    cost[0] += 0.20 * space.km + space.parking / 2
    cost[1] += 1 + 0.16 * space.km
    cost[2] = 1.25 * VALUE_OF_TIME * hour[2]
    car = car_share(facts)[:, 1]
    constant = np.zeros((3, len(space.name)))
    for city, target in MODE_SHARES.items():
        home = np.array([n == "Amsterdam" for n in space.name])
        pairs = np.outer(home, home) if city else np.outer(~home, np.ones(len(home), bool))
        pairs[facts.inside:] = False
        value = np.zeros(3)
        for _ in range(400):
            share = _mode_share(cost + value[:, None, None], car, flow * pairs)
            value += 0.5 * THETA * np.log(share / np.array(target))
        constant[:, home if city else ~home] = (value - value[0])[:, None]
    return np.round(constant, 2)


def _mode_share(cost: Array, car: Array, flow: Array) -> Array:
    weight = np.exp(-(cost - cost.min(axis=0)) / THETA)
    with_car, without = weight / weight.sum(axis=0), weight[1:] / weight[1:].sum(axis=0)
    share = with_car * car[:, None]
    share[1:] += without * (1 - car[:, None])
    total: Array = (share * flow).sum(axis=(1, 2))
    total /= total.sum()
    return total


def tables(facts: Facts, space: Space, attached: Array, flows: tuple[Array, ...]) -> dict[str, Made]:
    """Make the tables of places and travel."""
    inside, n = facts.inside, len(facts.zone)
    per_head = attached[:inside] / space.population[:inside]
    top = np.argsort(-per_head, kind="stable")[: inside // 4]
    constant = mode_constants(facts, space, flows[2])
    subregion = [*facts.text("subregion"), *[""] * (n - inside)]
    kwb, own = Origin("CBS 85039NED 2021 and ETM municipal data 2023, midway", "derived"), "estimate of the authors"
    zones = [(z, space.name[i], subregion[i], int(i >= inside), space.lat[i], space.lon[i], space.land[i],
              space.population[i], int(i in top), space.parking[i], *constant[:, i]) for i, z in enumerate(facts.zone)]
    pairs = [(i, j) for i in range(n) for j in range(n)]
    group = mobility_groups(facts)
    rule = Origin("1.25 x crow-fly distance between main centres, two thirds of the radius within a zone; "
                  "42, 26 and 15.5 km/h plus 7, 17 and 2 minutes", "estimate", "2021")
    counted = Origin("CBS employee jobs by municipality of home and work, December 2014; outside zones from totals",
                     "sourced", "2014")
    raised = Origin("2014 x growth of jobs at the destination's COROP area", "estimate", "2021")
    fitted = Origin("estimate_2021 fitted to employed residents and to jobs", "estimate")
    cars = Origin(own + ": 45 % with a car in Amsterdam, 72 % elsewhere, 8 points by education", "assumption")
    ids = facts.zone
    return {
        "zones": Made(("zone", "name", "subregion", "external", "lat", "lon", "land_km2", "population", "priority",
                       "parking_eur", "car_constant_eur", "pt_constant_eur", "bike_constant_eur"), zones, CBS, kwb, {
            "name": Origin("CBS division of municipalities 2021; outside zones our own", "sourced", "2021"),
            "lat": Origin("main built-up centre, general knowledge", "estimate"),
            "lon": Origin("main built-up centre, general knowledge", "estimate"),
            "land_km2": Origin("CBS 85039NED; outside zones estimated", "sourced", "2021"),
            "priority": Origin("attached per inhabitant of persons_state.csv, eight highest", "derived"),
            "subregion": Origin("NH Nieuws 2021-12, membership by general knowledge", "secondary", "2021"),
            "parking_eur": Origin(own, "assumption"),
            **{f"{m}_constant_eur": Origin("fitted to mode shares: within Amsterdam KiM via Het Parool 2017, elsewhere "
                                           "estimated", "estimate", "2016") for m in ("car", "pt", "bike")}}),
        "travel": Made(("from", "to", "car_min", "pt_min", "bike_min", "car_km", "pt_km", "bike_km"),
                       [(ids[i], ids[j], *space.minutes[:, i, j], *[space.km[i, j]] * 3) for i, j in pairs],
                       OWN, rule),
        "mobility_groups": Made(("zone", "edu", "car", "no_car", "transport_poor"),
                                [(z, e, *group[i, k]) for i, z in enumerate(ids) for k, e in enumerate(EDUCATION)],
                                OWN, cars),
        "commuting": Made(("from", "to", "jobs_2014", "estimate_2021", "commuters"),
                          [(ids[i], ids[j], flows[0][i, j], flows[1][i, j], round(flows[2][i, j], 2))
                           for i, j in pairs if flows[2][i, j] >= 0.005], CBS, counted,
                          {"estimate_2021": raised, "commuters": fitted}),
    }
