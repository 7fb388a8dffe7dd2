"""Slow twin of who may enter which programme."""


def open_programmes(worker: dict, place: dict) -> set[str]:
    """Programmes open to one worker, rule by rule."""
    open_to = set()
    if worker["home"] >= place["inside"] or worker["state"] in (-1, 4):
        return open_to
    state, age = worker["state"], worker["age"]
    if state == 2 or (state == 3 and place["young"] <= age < place["aow"]):
        open_to.add("activation")
    if age >= place["top"] or state == 3:
        return open_to
    jobless, declining = state in (1, 2), state == 0 and worker["occ"] in place["shrinking"]
    if jobless or declining:
        open_to.add("reskill")
        able = worker["skill_t"] >= place["skill_t"] or worker["skill_p"] >= place["skill_p"]
        if able and worker["occ"] != place["technician"]:
            open_to.add("technician")
    behind = worker["edu"] <= 2 or age >= place["tech_age"] or state == 2 or worker["home"] in place["priority"]
    if jobless and behind:
        open_to.add("tech")
    return open_to
