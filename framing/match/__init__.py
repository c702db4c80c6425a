"""Articles against each other: the only place that reads across articles."""
