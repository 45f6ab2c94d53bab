"""Pages of institutions: who sees what on them, and that what names people is noted."""

import pytest
from django.urls import reverse

from laoyou.access.scope import acting_as
from laoyou.privacy.models import ReadLine
from tests.world import SYSTEM, World
from tests.world.providers import SAMPLES, add_providers


@pytest.mark.django_db
def test_pages_open_for_whom_they_are(world: World) -> None:
    add_providers(world)
    registrar, staff = world.signed_in("甲县", "registrar"), world.signed_in("甲县", "provider_staff")
    pages = {name: reverse(name, kwargs=sample(world)) for name, sample in SAMPLES.items()}
    assert {name: registrar.get(path).status_code for name, path in pages.items()} == dict.fromkeys(
        pages, 200
    )
    other = world.signed_in("乙县", "registrar")
    assert {other.get(path).status_code for path in pages.values()} == {404}
    for name in ("providers", "providers-export", "provider-add"):
        assert registrar.get(reverse(name)).status_code == 200
    own = staff.get(reverse("own-providers")).content.decode()
    assert "张桂兰" in own
    assert "张小禾" not in own
    assert {staff.get(pages[name]).status_code for name in ("stay-end", "beds-add", "stay-admit")} == {200}
    assert {staff.get(pages[name]).status_code for name in ("enrolment-end", "provider", "group-end")} == {
        404
    }
    viewer = world.signed_in("甲县", "viewer").get(pages["provider"]).content.decode()
    assert "张桂兰" not in viewer
    assert "有人" in viewer
    with acting_as(SYSTEM):
        assert ReadLine.objects.filter(purpose="provider", username__startswith="provider_staff").exists()
