"""Sites, the space register, housing projects, gaps and land."""
