"""What nobody types but somebody sends: the answer is a page, never a failure."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from laoyou.indicators.models import Observation
from tests.world import World

BIG = "9" * 5000


@pytest.mark.parametrize("name", ["plan", "plan-export", "source", "documents", "units", "portal-tasks"])
@pytest.mark.parametrize(
    "query", [f"page={BIG}", "page=%C2%B2", "q=%00", "from=%C2%B2&to=3", f"from={BIG}&to={BIG}"]
)
def test_odd_queries_are_answered(office: Client, filled: World, name: str, query: str) -> None:
    plan = filled.rows["plan"]
    plan.published = True
    plan.save()
    args = [] if name in {"documents", "units"} else [plan.pk]
    assert office.get(f"{reverse(name, args=args)}?{query}").status_code == 200


@pytest.mark.parametrize("odd", ["²", BIG, "-1", "x"])
def test_odd_numbers_in_forms_are_answered(office: Client, filled: World, odd: str) -> None:
    document, item = filled.rows["document"].pk, filled.rows["pictured"].pk
    forms = {
        reverse("items-decide", args=[document]): {"item": odd, "state": "accepted"},
        reverse("item-add", args=[document]): {"kind": "target", "start": odd, "end": odd, "unread": odd},
        reverse("adopt-leave-open", args=[document]): {"item": odd},
        reverse("item-edit", args=[document, item]): {"version": odd},
    }
    assert {office.post(url, data).status_code for url, data in forms.items()} <= {200, 302}


def test_what_to_go_back_to_cannot_break_a_header(office: Client, filled: World) -> None:
    url = reverse("items-decide", args=[filled.rows["document"].pk])
    answer = office.post(url, {"item": "1", "state": "accepted", "back": "q=托育\r\nX-Odd: 1"})
    assert answer.headers["Location"].endswith("?q=%E6%89%98%E8%82%B2%0D%0AX-Odd%3A+1#item-1")
    assert "X-Odd" not in answer.headers


def test_a_long_plan_is_decided_in_one_form(office: Client, filled: World) -> None:
    url = reverse("items-decide", args=[filled.rows["document"].pk])
    assert office.post(url, {"item": range(5000), "state": "accepted"}).status_code == 302


def test_too_many_files_at_once_are_refused_in_words(office: Client) -> None:
    files = [SimpleUploadedFile(f"{n}.txt", b"x") for n in range(501)]
    answer = office.post(reverse("document-upload"), {"file": files})
    assert answer.status_code == 400
    assert "最多 500 个" in answer.content.decode()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("70%", 70), ("７０", 70), ("1,234", 1234), ("1e400", None), ("七十", None), ("NaN", None)],
)
def test_figures_are_taken_as_clerks_type_them(
    office: Client, filled: World, typed: str, kept: int | None
) -> None:
    target = filled.rows["plan"].targets.filter(unit="%").first()
    url = reverse("report", args=[filled.rows["plan"].pk, target.pk])
    given = {"period": "２０２４h1", "value": typed, "as_of": "2024-06-30", "keep_because": "核对过"}
    answer = office.post(url, given)
    assert answer.status_code == (200 if kept is None else 302)
    values = Observation.objects.filter(period="2024H1").values_list("value", flat=True)
    assert list(values) == ([] if kept is None else [kept])


def test_units_of_an_adopted_document_are_refused_in_words(office: Client, filled: World) -> None:
    url = reverse("adopt-units", args=[filled.rows["plan"].document_id, "named"])
    assert "不能再改" in office.post(url, follow=True).content.decode()
