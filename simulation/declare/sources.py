"""Documents that many levers and targets come from, by the name under which lists show them."""

IAB = "International Advisory Board, distributed leadership"
KOERS = "Board course document 2022-2026"
MRA1 = "MRA Agenda, task 1 (economy)"
ROAD = "Roadmaps of the five challenges, 2017"
