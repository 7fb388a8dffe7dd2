"""The example notebooks run as they are, and are committed without outputs."""

import os
from pathlib import Path

import nbformat
import pytest
from ipykernel.kernelspec import install
from nbclient import NotebookClient

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "docs" / "notebooks").glob("*.ipynb"))
SEEDS = {"compare": "2", "sweep": "1"}  # as few as the text allows: the quick suite runs this
PLACES = ("/home/", "/root/", "/tmp/", "/Users/", "C:\\\\", str(ROOT))  # of a machine
PATIENCE = 300  # seconds a cell may take, on a computer that must first compile

by_name = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


@pytest.fixture
def kernel(tmp_path, monkeypatch) -> str:
    """Name of a kernel of this interpreter, known to this test only, which imports the packages of this folder."""
    install(prefix=str(tmp_path), kernel_name="poldermodel-test")
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "share" / "jupyter"))
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(tmp_path / "runtime"))
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]).rstrip(os.pathsep))
    return "poldermodel-test"


@by_name
def test_notebook_runs_and_draws(path, kernel, tmp_path, monkeypatch):
    """No cell fails, and a picture comes out."""
    monkeypatch.setenv("POLDERMODEL_NOTEBOOK_SEEDS", SEEDS[path.stem])
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(
        notebook, timeout=PATIENCE, kernel_name=kernel, resources={"metadata": {"path": str(tmp_path)}}
    ).execute()
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    assert not [output for output in outputs if output.output_type == "error"]
    assert any("image/png" in output.get("data", {}) for output in outputs)


@by_name
def test_notebook_is_committed_clean(path):
    """No outputs, no counts, no machine: a difference in Git is a difference in the text."""
    notebook = nbformat.read(path, as_version=nbformat.NO_CONVERT)
    nbformat.validate(notebook)
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
    ids = [cell.id for cell in notebook.cells]
    assert len(set(ids)) == len(ids)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert not any(cell.outputs or cell.execution_count is not None or cell.metadata for cell in code)
    assert set(notebook.metadata) == {"kernelspec", "language_info"}
    assert notebook.metadata.language_info == {"name": "python"}
    text = path.read_text(encoding="utf-8")
    assert not [place for place in PLACES if place in text]
