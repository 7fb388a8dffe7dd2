"""What is made of many runs: sensitivities, bundles, boxes, regret, fronts; functions on arrays (Poldermodel)."""
