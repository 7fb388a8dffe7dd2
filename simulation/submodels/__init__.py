"""The rooms of the model: one folder a submodel, with all that belongs to it."""
