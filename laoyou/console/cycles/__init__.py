"""Cycles of reporting: what units owe, their returns, and the forms that go out and come back."""
