"""What makes levels of the grid's indicators uncertain beyond chance, in Dutch and English."""

QUEUE = (
    "er is geen telling van megawatts op de regionale wachtrij; begin en instroom zijn schattingen",
    "no count of megawatts on the regional queue exists; start and inflow are estimates",
)
STATIONS = (
    "van 62 stations is de capaciteit van 3 bekend, de andere zijn geschat",
    "the capacity of 3 of 62 stations is sourced, the others are estimated",
)
