"""The matching month as one would write it in plain Mesa: an object for every worker and vacancy.

The rules are those of `submodels/labour/steps/matching.py` and its kernels: who searches, which vacancies are seen,
who is admitted, what is applied for and taken. Only the random numbers differ (Mesa's own generator).
"""

import math
from bisect import bisect
from itertools import accumulate

import mesa
import numpy as np

from agents.worker import WorkState
from simulation.kernels.skills import unpack_skills
from simulation.submodels.labour.search_rules import commute_from_border, occupation_nearness
from simulation.world import World


class PlainVacancy:
    """An open position."""

    __slots__ = (
        "age",
        "field",
        "level",
        "log_wage",
        "occupation",
        "offers",
        "required",
        "skills_based",
        "taken",
        "zone",
    )

    def __init__(self, zone, occupation, age, skills_based, log_wage, required, level, field):
        self.zone, self.occupation, self.age, self.skills_based = zone, occupation, age, skills_based
        self.log_wage, self.required, self.level, self.field = log_wage, required, level, field
        self.offers, self.taken = [], False


class PlainWorker(mesa.Agent):
    """A worker as an ordinary Mesa agent."""

    def __init__(self, model, **state):
        super().__init__(model)
        self.__dict__.update(state)
        self.applications = []

    def search(self):
        """See some vacancies and apply to those that fit and pay."""
        self.applications = []
        contacts = self._contacts()
        if contacts == 0:
            return
        reservation = self._reservation()
        seen = set()
        for _ in range(contacts):
            vacancy = self.model.sample_vacancy(self)
            if id(vacancy) in seen:
                continue
            seen.add(id(vacancy))
            self._consider(vacancy, reservation)

    def _contacts(self):
        p, draw = self.model.par.search, self.model.random.random
        if self.state == WorkState.UNEMPLOYED:
            intensity = max(p.search_floor, math.exp(-p.dur_dependence * self.dur))
        elif self.state == WorkState.ATTACHED:
            if draw() >= p.s_hidden:
                return 0
            intensity = 1.0
        elif self.state == WorkState.EMPLOYED:
            tenure = p.s_employed_short if self.ten < 24 else p.s_employed_long
            age = p.s_employed_young if self.age_m < 360 else (1.0 if self.age_m < 600 else p.s_employed_old)
            if draw() >= p.s_employed * tenure * age:
                return 0
            intensity = 1.0
        else:
            return 0
        if self.skills[1] < p.digital_low:
            intensity *= 1.0 - p.digital_penalty
        reach = self.model.reach_total(self) / self.model.phi_ref if self.home < self.model.n_mra else 1.0
        rate = p.k0_contacts * intensity * reach**p.gamma_thick
        whole = int(rate)
        return min(whole + (draw() < rate - whole), p.contacts_cap)

    def _reservation(self):
        wages = self.model.log_wage_by_occupation
        last = wages[self.occ] + self.wres
        w = self.model.par.wages
        if self.state == WorkState.EMPLOYED:
            asked = last + w.quit_premium
        elif self.state == WorkState.UNEMPLOYED:
            asked = last + math.log(max(w.rho_min, 1.0 - w.rslope * self.dur)) - w.reserve_discount
        else:
            asked = last + math.log(w.rho_attached) - w.reserve_discount
        return max(asked, self.model.log_minimum_wage)

    def _consider(self, vacancy, reservation):
        p, draw = self.model.par.search, self.model.random.random
        required = vacancy.required
        short = sum(max(0.0, r - s) for r, s in zip(required, self.skills, strict=True)) / sum(required)
        if not self._admitted(vacancy, short, p):
            return
        cost = self.model.commute_cost[self.grp][self.home][vacancy.zone]
        noise = draw() + draw() + draw() - 1.5
        net = (
            vacancy.log_wage
            - p.mu_mismatch_wage * short
            - 2.0 * cost / (8.0 * math.exp(vacancy.log_wage))
            + 2.0 * p.xi_match * noise
        )
        if net >= reservation:
            score = -short + p.kappa_edu * (self.edu - vacancy.level) + p.score_noise * draw()
            self.applications.append((net, vacancy))
            vacancy.offers.append((score, self.unique_id, self, net))

    def _admitted(self, vacancy, short, p):
        if short > p.d_max + p.d_max_per_month * min(vacancy.age, 8):
            return False
        if vacancy.skills_based:
            return True
        gap = vacancy.level - self.edu
        relaxed = vacancy.occupation == self.occ or vacancy.age >= p.relax_age
        return gap <= 1 and (gap <= 0 or relaxed) and (vacancy.level == 1 or self.dfield == vacancy.field or relaxed)


class PlainMatching(mesa.Model):
    """Copies the workers and vacancies of a `World` into objects and matches them for a month."""

    def __init__(self, twin: World, seed: int = 1) -> None:
        super().__init__(rng=seed)
        region, w = twin.region, twin.workers
        self.par, self.phi_ref = twin.par, float(twin.labour.phi_ref)
        self.n_mra = region.n_mra
        self.trip_cost = twin.access.trip_cost.tolist()
        self.commute_cost = commute_from_border(twin.access.trip_cost, region.n_mra).tolist()
        self.log_wage_by_occupation = (np.log(region.occupation_wage) + twin.labour.log_index).tolist()
        self.log_minimum_wage = math.log(twin.par.wages.min_wage)
        names = ("state", "home", "grp", "occ", "edu", "dfield", "age_m", "dur", "ten", "wres")
        rows = np.flatnonzero(w.state != WorkState.ABSENT)
        skills = unpack_skills(w.skill_word[rows]).tolist()
        columns = [w.arrays()[name][rows].tolist() for name in names]
        for values, skill in zip(zip(*columns, strict=True), skills, strict=True):
            PlainWorker(self, skills=skill, **dict(zip(names, values, strict=True)))
        self._open_vacancies(twin)

    def _open_vacancies(self, twin: World) -> None:
        region, v = twin.region, twin.vacancies
        self.vacancies = [
            PlainVacancy(
                zone,
                occ,
                age,
                skb,
                wage,
                region.occupation_skills[occ].tolist(),
                int(region.occupation_level[occ]),
                int(region.occupation_field[occ]),
            )
            for zone, occ, age, skb, wage in zip(
                v.zone.tolist(), v.occ.tolist(), v.age.tolist(), v.skb.tolist(), v.lw.tolist(), strict=True
            )
        ]
        zones, occupations = region.n_zones, len(region.occupation_id)
        self.buckets = [[[] for _ in range(zones)] for _ in range(occupations)]
        for vacancy in self.vacancies:
            self.buckets[vacancy.occupation][vacancy.zone].append(vacancy)
        self._weigh(twin, zones, occupations)

    def _weigh(self, twin: World, zones: int, occupations: int) -> None:
        """Cumulative weights of occupations and zones by mobility group, home and own occupation."""
        region, beta = twin.region, self.par.search.beta_commute
        near = occupation_nearness(region.occupation_skills, region.occupation_level, self.par.search).tolist()
        self.by_zone, self.by_occupation = {}, {}
        for g, costs in enumerate(self.trip_cost):
            for home in range(zones):
                reach = [math.exp(-beta * costs[home][z]) for z in range(zones)]
                weights = [[reach[z] * len(self.buckets[o][z]) for z in range(zones)] for o in range(occupations)]
                self.by_zone[g, home] = [list(accumulate(row)) for row in weights]
                for own in range(occupations):
                    self.by_occupation[g, home, own] = list(
                        accumulate(near[own][o] * sum(weights[o]) for o in range(occupations))
                    )

    def reach_total(self, worker):
        """Weighted number of vacancies within reach of a worker."""
        return self.by_occupation[worker.grp, worker.home, worker.occ][-1]

    def sample_vacancy(self, worker):
        """One vacancy, more likely where it is near and fits."""
        draw = self.random.random
        row = self.by_occupation[worker.grp, worker.home, worker.occ]
        occupation = bisect(row, draw() * row[-1])
        row = self.by_zone[worker.grp, worker.home][occupation]
        bucket = self.buckets[occupation][bisect(row, draw() * row[-1])]
        return bucket[int(draw() * len(bucket))]

    def step(self) -> None:
        """One month of search and matching."""
        for vacancy in self.vacancies:
            vacancy.offers, vacancy.taken = [], False
        self.agents_by_type[PlainWorker].do("search")
        self.hires = sum(self._resolve() for _ in range(self.par.search.rounds))

    def _resolve(self) -> int:
        """Best applicant of each open vacancy gets an offer; each worker takes the best offer."""
        best = {}
        for vacancy in self.vacancies:
            if vacancy.taken:
                continue
            candidates = [offer for offer in vacancy.offers if not getattr(offer[2], "hired", False)]
            if candidates:
                _, _, worker, net = max(candidates, key=lambda offer: (offer[0], -offer[1]))
                if worker not in best or net > best[worker][0]:
                    best[worker] = (net, vacancy)
        for worker, (_, vacancy) in best.items():
            worker.hired, vacancy.taken = True, True
        return len(best)
