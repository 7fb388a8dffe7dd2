"""Rules of search, wages, vacancies and hiring on skills, each on its own."""

import numpy as np
import pytest

from simulation.parameters import ParameterSet
from simulation.submodels.labour.opening import initial_adopters
from simulation.submodels.labour.search_rules import asked_over_last_wage, contacts, diploma_table, occupation_nearness
from simulation.submodels.labour.steps.skills_hiring import adoption_hazard
from simulation.submodels.labour.steps.vacancies import occupation_needs
from simulation.submodels.labour.steps.wages import learning_rates, next_mix, next_wage_index
from tests.small_region import LEVEL, REQUIRED, small_region

PAR = ParameterSet()


def test_contacts_ignore_the_number_of_vacancies_without_thickness() -> None:
    """gamma = 0 is the urn-ball limit: doubling vacancies changes nothing; gamma = 1 doubles contacts exactly."""
    reach = np.random.default_rng(1).random((6, 4)) * 100
    flat = ParameterSet().with_values({"gamma_thick": 0.0}).search
    steep = ParameterSet().with_values({"gamma_thick": 1.0}).search
    np.testing.assert_array_equal(contacts(2 * reach, 40.0, flat), contacts(reach, 40.0, flat))
    np.testing.assert_array_equal(contacts(2 * reach, 40.0, steep), 2 * contacts(reach, 40.0, steep))
    assert contacts(np.zeros((1, 1)), 40.0, flat)[0, 0] == 0.0


def test_wages_stand_still_without_response() -> None:
    index, theta = np.array([0.1, -0.2, 0.0]), np.array([2.0, 0.5, 1.0])
    np.testing.assert_array_equal(next_wage_index(index, theta, np.ones(3), 0.0, 0.35), index)
    moved = next_wage_index(index, theta, np.ones(3), 0.12, 0.35)
    np.testing.assert_allclose(moved - index, 0.01 * np.log(theta), atol=1e-12)
    assert next_wage_index(np.full(3, 0.349), theta, np.ones(3), 0.12, 0.35).max() == 0.35


def test_mix_moves_to_cheap_and_growing_occupations() -> None:
    mix = np.array([[0.5, 0.3, 0.2]])
    np.testing.assert_allclose(next_mix(mix, np.zeros(3), np.full(3, 0.3), np.ones(3), 0.4), mix)
    cheaper = next_mix(mix, np.zeros(3), np.array([-0.2, 0.1, 0.1]), np.ones(3), 0.4)
    assert cheaper[0, 0] > 0.5 and cheaper.sum() == pytest.approx(1)
    assert next_mix(mix, np.array([-0.2, 0.0, 0.0]), np.zeros(3), np.ones(3), 0.4)[0, 0] < 0.5


def test_vacancies_fill_what_is_missing() -> None:
    """When the one occupation loses four times as many as the other, deficits keep the mix; the mix alone does not."""
    mix = np.array([[0.5, 0.5]])
    np.testing.assert_allclose(occupation_needs(mix, np.array([[70, 30]]), np.array([20.0]), 0.02), [[0.2, 30.0]])

    def after(by_deficit):
        rng, present = np.random.default_rng(2), np.array([[500, 500]])
        for _ in range(400):
            lost = rng.multinomial(20, [0.2, 0.8])
            present[0] -= np.minimum(lost, present[0])
            new = 1000 - present.sum()
            weights = occupation_needs(mix, present, np.array([float(new)]), 0.02) if by_deficit else mix
            present[0] += rng.multinomial(new, weights[0] / weights.sum())
        return present[0, 1]

    assert abs(after(True) - 500) < 30 and after(False) < 100


def test_reservation_wages_fall_with_duration_to_a_floor() -> None:
    asked = asked_over_last_wage(PAR.wages, 40)
    assert (np.diff(asked[:40]) <= 0).all()
    assert asked[39] == pytest.approx(np.log(PAR.wages.rho_min) - PAR.wages.reserve_discount)
    assert asked[40] == PAR.wages.quit_premium and asked[41] < 0


def test_nearness_is_one_at_home_and_less_below_ones_level() -> None:
    nearness = occupation_nearness(np.array(REQUIRED, float), np.array(LEVEL, np.int8), PAR.search)
    np.testing.assert_allclose(np.diag(nearness), 1.0)
    assert nearness.min() > 0 and nearness.max() <= 1.0
    engineer, cleaner = 1, 9
    assert nearness[engineer, cleaner] < PAR.search.prox_down**2 + 1e-12


def test_diplomas_screen_level_and_field() -> None:
    table = diploma_table(small_region())
    technician, nurse, cleaner, engineer = 0, 4, 9, 1
    middle_technical, low_none = 5 * 1 + 1, 0
    assert table[middle_technical, technician] == 3 and table[middle_technical, nurse] == 1
    assert table[middle_technical, engineer] & 1 == 1 and table[middle_technical, engineer] & 2 == 0
    assert table[low_none, cleaner] == 3 and table[low_none, engineer] == 0


def test_adoption_of_hiring_on_skills() -> None:
    assert initial_adopters(0.10, 0.25) == 0.4 and initial_adopters(0.10, 0.5) == pytest.approx(0.2)
    np.testing.assert_allclose(adoption_hazard(0.0, 0.25, np.array([0.0, 0.4])), [0, 1 - np.exp(-0.1 / 12)])


def test_three_months_of_learning_at_once() -> None:
    learn, decay = learning_rates(0.03, 0.002).astype(float) / 2**20
    assert learn == pytest.approx(1 - 0.97**3, abs=1e-6) and decay == pytest.approx(1 - 0.998**3, abs=1e-6)
