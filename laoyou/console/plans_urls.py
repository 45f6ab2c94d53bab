"""Documents, review, adoption and the board."""

from django.urls import path, register_converter

from laoyou.console import adoption, board, documents, items, parts, plan_pages, review, start


class PartConverter:
    """What can be given to a unit on a live plan."""

    regex = "rule|target"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class UnitKindConverter(PartConverter):
    """Units by name, classes of units, and "other departments"."""

    regex = "named|class|open"


register_converter(PartConverter, "part")
register_converter(UnitKindConverter, "unit_kind")

urlpatterns = [
    path("", start.start, name="start"),
    path("documents/", documents.documents, name="documents"),
    path("documents/upload/", documents.upload, name="document-upload"),
    path("documents/<int:pk>/file/", documents.original, name="document-file"),
    path("documents/<int:pk>/corrected/", documents.corrected, name="document-corrected"),
    path("documents/<int:pk>/changes/", documents.changes, name="document-diff"),
    path("documents/<int:pk>/review/", review.review, name="review"),
    path("documents/<int:pk>/items/decide/", review.decide, name="items-decide"),
    path("documents/<int:pk>/items/accept/", review.accept_above, name="accept-above"),
    path("documents/<int:pk>/items/add/", items.add, name="item-add"),
    path("documents/<int:pk>/items/paste/", items.paste, name="items-paste"),
    path("documents/<int:pk>/items/<int:item_id>/edit/", items.edit, name="item-edit"),
    path("documents/<int:pk>/items/<int:item_id>/link/", items.link, name="item-link"),
    path("documents/<int:pk>/items/<int:item_id>/image/", review.image, name="item-image"),
    path("documents/<int:pk>/unread/<int:unread_id>/", review.unread, name="unread"),
    path("documents/<int:pk>/adopt/", adoption.adopt, name="adopt"),
    path("documents/<int:pk>/adopt/about/", adoption.about, name="adopt-about"),
    path("documents/<int:pk>/adopt/units/<unit_kind:kind>/", adoption.units, name="adopt-units"),
    path("documents/<int:pk>/adopt/units/<int:unit_id>/", adoption.unit, name="adopt-unit"),
    path("documents/<int:pk>/adopt/targets/", adoption.targets, name="adopt-targets"),
    path("documents/<int:pk>/adopt/targets/<int:item_id>/", adoption.target, name="adopt-target"),
    path("documents/<int:pk>/adopt/clauses/", adoption.clauses, name="adopt-clauses"),
    path("documents/<int:pk>/adopt/clauses/<int:item_id>/", adoption.clause, name="adopt-clause"),
    path("documents/<int:pk>/adopt/clauses/open/", adoption.leave_open, name="adopt-leave-open"),
    path("documents/<int:pk>/adopt/confirm/", adoption.confirm, name="adopt-confirm"),
    path("plans/", board.plans, name="plans"),
    path("plans/<int:pk>/", board.plan, name="plan"),
    path("plans/<int:pk>/export/", board.export, name="plan-export"),
    path("plans/<int:pk>/source/", plan_pages.source, name="source"),
    path("plans/<int:pk>/units/<int:department_id>/", plan_pages.unit, name="unit"),
    path("plans/<int:pk>/tasks/<int:no>/", parts.task, name="task"),
    path("plans/<int:pk>/targets/<int:target_id>/", parts.target, name="target"),
    path("plans/<int:pk>/targets/<int:target_id>/report/", parts.report, name="report"),
    path("plans/<int:pk>/rules/<int:rule_id>/", parts.rule, name="rule"),
    path("plans/<int:pk>/assign/<part:part>/<int:part_id>/", parts.assign, name="assign"),
    path("plans/<int:pk>/publish/", plan_pages.publish, name="plan-publish"),
    path("plans/<int:pk>/withdraw/", plan_pages.withdraw, name="plan-withdraw"),
    path("plans/<int:pk>/close/", plan_pages.close, name="plan-close"),
]
