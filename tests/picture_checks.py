"""What every picture must hold to: nothing cut off, nothing written over something else."""

from itertools import combinations

from matplotlib.figure import Figure
from matplotlib.text import Text


def visible_texts(figure: Figure) -> list[Text]:
    """All texts that are drawn."""
    figure.canvas.draw()
    found = [*figure.texts, *(t for legend in figure.legends for t in legend.get_texts())]
    found += [t for t in (figure._supxlabel, figure._supylabel) if t is not None]
    for axes in figure.axes:
        found += [*axes.texts, axes.title, axes._left_title]
        if axes.get_legend():
            found += axes.get_legend().get_texts()
        for axis in (axes.xaxis, axes.yaxis) if axes.axison else ():
            ticks = axis._update_ticks()  # those within the limits of the view
            found += [axis.label, *(label for tick in ticks for label in (tick.label1, tick.label2))]
    return [text for text in found if text.get_text().strip() and text.get_visible()]


def assert_readable(figure: Figure) -> None:
    """No text leaves the figure, and no two level texts overlap."""
    texts = visible_texts(figure)
    width, height = figure.bbox.width, figure.bbox.height
    boxes = [(t, t.get_window_extent()) for t in texts]
    for text, box in boxes:
        inside = box.x0 >= -1 and box.y0 >= -1 and box.x1 <= width + 1 and box.y1 <= height + 1
        assert inside, f"{text.get_text()!r} is cut off"
    level = [(t, b.shrunk(0.98, 0.8)) for t, b in boxes if t.get_rotation() == 0]
    for (one, a), (other, b) in combinations(level, 2):
        assert not a.overlaps(b), f"{one.get_text()!r} is written over {other.get_text()!r}"
