"""Linear power flow on the IEEE cases against pandapower, PyPSA and published figures."""

import logging
import warnings

import numpy as np
import pytest

from simulation.kernels.power_flow import compute_outage_factors, find_bridges
from simulation.submodels.grid.network import compute_ptdf

CASES = [  # name, slack power [MW], largest flow [MW], sum of absolute flows [MW]
    ("case4gs", 182.0, 133.324841, 370.0),
    ("case6ww", 100.0, 44.922004, 241.526700),
    ("case9", 67.0, 163.0, 630.0),
    ("case14", 219.0, 147.838596, 644.125982),
    ("case_ieee30", 243.4, 161.026347, 941.891956),
    ("case57", 450.8, 177.225952, 1919.486847),
    ("case118", 381.0, 450.0, 9592.436279),
]


def load_case(name):
    """Arrays of a pandapower case, with its own linear power flow solved."""
    pandapower = pytest.importorskip("pandapower")
    networks = pytest.importorskip("pandapower.networks")
    warnings.simplefilter("ignore")
    logging.disable(logging.WARNING)
    net = getattr(networks, name)()
    pandapower.rundcpp(net)
    ppc = net._ppc
    branch, bus = ppc["branch"].real, ppc["bus"].real
    ends = branch[:, 0].astype(int), branch[:, 1].astype(int)
    tap = np.where(branch[:, 8] == 0, 1.0, branch[:, 8])
    injection = -bus[:, 2] - bus[:, 4]  # load and shunt conductance
    np.add.at(injection, ppc["gen"][:, 0].real.astype(int), ppc["gen"][:, 1].real)
    slack = int(np.flatnonzero(bus[:, 1] == 3)[0])
    return net, *ends, branch[:, 3] * tap, injection, slack, branch[:, 13]


@pytest.mark.slow
@pytest.mark.parametrize(("name", "slack_mw", "largest", "total"), CASES)
def test_flows_equal_pandapower_and_the_published_figures(name, slack_mw, largest, total):
    net, start, end, x, injection, slack, theirs = load_case(name)
    flow = compute_ptdf(start, end, 1 / x, len(injection), slack) @ injection
    assert flow == pytest.approx(theirs, abs=1e-6)
    assert float(net.res_ext_grid.p_mw.sum()) == pytest.approx(slack_mw, abs=1e-6)
    assert np.abs(flow).max() == pytest.approx(largest, abs=1e-6)
    assert np.abs(flow).sum() == pytest.approx(total, abs=1e-6)


@pytest.mark.slow
@pytest.mark.parametrize("name", [case[0] for case in CASES])
def test_flows_equal_pypsa(name):
    pypsa = pytest.importorskip("pypsa")
    _, start, end, x, injection, slack, _ = load_case(name)
    network = pypsa.Network()
    network.add("Bus", [str(b) for b in range(len(injection))], v_nom=1.0)
    for k in range(len(start)):
        network.add("Line", str(k), bus0=str(start[k]), bus1=str(end[k]), x=x[k])
    for bus, mw in enumerate(injection):
        if bus != slack:
            network.add("Load", str(bus), bus=str(bus), p_set=-mw)
    network.add("Generator", "slack", bus=str(slack), control="Slack")
    network.lpf()
    theirs = network.lines_t.p0.iloc[0][[str(k) for k in range(len(start))]].to_numpy()
    ours = compute_ptdf(start, end, 1 / x, len(injection), slack) @ injection
    assert ours == pytest.approx(theirs, abs=1e-6)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["case9", "case14", "case_ieee30", "case118"])
def test_factors_equal_pandapower_away_from_bridges(name):
    """Bridges are left out: there pandapower returns finite numbers without meaning."""
    from pandapower.pypower.makeLODF import makeLODF
    from pandapower.pypower.makePTDF import makePTDF

    net, start, end, x, injection, slack, _ = load_case(name)
    ptdf = compute_ptdf(start, end, 1 / x, len(injection), slack)
    ppc = net._ppc
    theirs = makePTDF(ppc["baseMVA"], ppc["bus"].real, ppc["branch"].real, slack)
    assert ptdf == pytest.approx(theirs, abs=1e-8)
    ones = np.ones(len(start), np.int64)
    bridges = find_bridges(start, end, ones > 0, len(injection))
    ours = compute_outage_factors(ptdf, start, end, ones, bridges)
    with np.errstate(all="ignore"):
        lodf = makeLODF(ppc["branch"].real, theirs)
    away = np.ix_(~bridges, ~bridges)
    assert ours[away] == pytest.approx(lodf[away], abs=1e-6)
