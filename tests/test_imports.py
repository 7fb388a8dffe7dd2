"""No file imports itself by way of others, not even for its types."""

import grimp
import networkx as nx
import pytest

FLOORS = ("agents", "calibration", "experiments", "poldermodel", "scenarios", "simulation")


@pytest.fixture(scope="module")
def imports() -> nx.DiGraph:
    graph = grimp.build_graph(*FLOORS, exclude_type_checking_imports=False, cache_dir=None)
    arrows = ((file, other) for file in graph.modules for other in graph.find_modules_directly_imported_by(file))
    return nx.DiGraph(arrows)


def test_no_circle_of_files(imports: nx.DiGraph) -> None:
    circles = [sorted(circle) for circle in nx.strongly_connected_components(imports) if len(circle) > 1]
    assert not circles, circles
