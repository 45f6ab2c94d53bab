"""Government plan documents read into structure: pure, without Django, usable as a library."""
