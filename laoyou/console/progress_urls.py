"""Tasks as they are followed: worklist, entries, yearly measures, supervision."""

from django.urls import path

from laoyou.console.progress import (
    entries,
    following,
    measures,
    orders,
    reminding,
    timeline,
    tracking,
    worklist,
)

PLAN = "plans/<int:pk>/"
MEASURE = f"{PLAN}measures/<int:measure_id>/"

urlpatterns = [
    path("work/", worklist.worklist, name="worklist"),
    path(f"{PLAN}sort/", tracking.sort, name="tasks-sort"),
    path(f"{PLAN}decide/<slug:step>/", tracking.decide, name="tasks-decide"),
    path(f"{PLAN}carry/", tracking.carry, name="tasks-carry"),
    path(f"{PLAN}timeline/", timeline.timeline, name="plan-timeline"),
    path(f"{PLAN}tasks/<int:no>/follow/", tracking.tracking, name="tracking"),
    path(f"{PLAN}tasks/<int:no>/progress/", entries.add, name="entry-add"),
    path("drafts/<int:pk>/", entries.draft, name="draft"),
    path("drafts/<int:pk>/save/", entries.save, name="draft-save"),
    path("drafts/<int:pk>/<slug:step>/", entries.step, name="draft-step"),
    path(f"{PLAN}measures/", measures.measures, name="measures"),
    path(f"{PLAN}measures/units/", measures.compare, name="measures-compare"),
    path(f"{PLAN}measures/add/", measures.add, name="measure-add"),
    path(f"{PLAN}measures/decide/", measures.decide, name="measures-decide"),
    path(f"{PLAN}measures/export/", measures.export, name="measures-export"),
    path(f"{PLAN}measures/upload/", measures.upload, name="measures-upload"),
    path(f"{MEASURE}", measures.edit, name="measure"),
    path(f"{MEASURE}drop/", measures.drop, name="measure-drop"),
    path(f"{PLAN}followed/", following.followed, name="plan-followed"),
    path(f"{PLAN}orders/", orders.orders, name="orders"),
    path(f"{PLAN}orders/export/", orders.export, name="orders-export"),
    path(f"{PLAN}orders/add/", orders.add, name="order-add"),
    path("orders/<int:pk>/", orders.order, name="order"),
    path("orders/<int:pk>/<slug:step>/", orders.step, name="order-step"),
    path(f"{PLAN}remind/", reminding.remind, name="remind"),
    path(f"{PLAN}bulletin/", reminding.bulletin, name="bulletin"),
]
