"""Many runs: designs of levers and uncertainties, run where there is room, read back as one table (Poldermodel)."""
