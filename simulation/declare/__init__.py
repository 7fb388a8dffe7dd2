"""How parameters, levers, inputs, indicators and checks are declared."""
