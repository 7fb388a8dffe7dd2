"""One run and many: tasks, starts, checkpoints, stores, pools and clusters."""
