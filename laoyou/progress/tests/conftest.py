import pytest

from laoyou.plans.models import Plan, Task
from laoyou.plans.tests.conftest import office, plan

__all__ = ["office", "plan"]


@pytest.fixture
def first(plan: Plan) -> Task:
    """Led by civil affairs, supported by health."""
    return plan.tasks.get(no=1)
