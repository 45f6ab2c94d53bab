from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from laoyou.plans.tests.samples import PLAN
from tests.world import World


def page(client: Client, name: str, *args: object, query: str = "") -> str:
    response = client.get(reverse(name, args=args) + query)
    assert response.status_code == 200
    return str(response.content.decode())


def test_the_list_says_what_to_do_when_it_is_empty(world: World) -> None:
    assert "还没有文件" in page(world.signed_in("甲县", "office"), "documents")


def test_the_list_finds_by_title_and_state(office: Client) -> None:
    assert "关于照护服务提升的方案" in page(office, "documents", query="?q=提升")
    assert "没有符合条件的文件" in page(office, "documents", query="?state=failed")


def test_nothing_given_is_said_and_what_was_typed_stays(office: Client, filled: World) -> None:
    division = filled.divisions["甲县"].pk
    answer = office.post(reverse("document-upload"), {"division": division, "title": "我的标题"})
    text = answer.content.decode()
    assert "请选择至少一个文件" in text
    assert 'value="我的标题"' in text
    assert 'role="alert"' in text


def test_pasted_text_goes_to_its_review(world: World) -> None:
    office = world.signed_in("甲县", "office")
    given = {"division": world.divisions["甲县"].pk, "text": PLAN}
    answer = office.post(reverse("document-upload"), given)
    assert answer.status_code == 302
    assert "/review/" in answer.headers["Location"]


def test_a_file_that_cannot_be_read_does_not_keep_out_the_others(world: World) -> None:
    office = world.signed_in("甲县", "office")
    files = [SimpleUploadedFile("空.txt", b""), SimpleUploadedFile("方案.txt", PLAN.encode())]
    given = {"division": world.divisions["甲县"].pk, "file": files}
    text = office.post(reverse("document-upload"), given).content.decode()
    assert "空.txt" in text
    assert "文件是空的" in text
    assert "去审阅" in text


def test_another_county_s_division_is_no_choice(world: World) -> None:
    office = world.signed_in("甲县", "office")
    given = {"division": world.divisions["乙县"].pk, "text": PLAN}
    assert office.post(reverse("document-upload"), given).status_code == 200


def test_a_correction_shows_what_changed(office: Client, filled: World) -> None:
    text = page(office, "document-diff", filled.rows["correction"].pk)
    assert "学完有证书" in text
    assert "<del>" in text


def test_the_file_is_handed_out_as_it_came(office: Client, filled: World) -> None:
    answer = office.get(reverse("document-file", args=[filled.rows["correction"].pk]))
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "学完有证书" in answer.content.decode()


def test_the_list_takes_as_many_queries_for_many(
    office: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(20):
        page(office, "documents")
