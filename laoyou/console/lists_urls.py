"""Lists: the index, items, editions, Excel in and out."""

from django.urls import path

from laoyou.console.lists import editions, exchange, index, items

urlpatterns = [
    path("lists/", index.lists, name="lists"),
    path("lists/open/", index.open_list, name="list-open"),
    path("lists/<int:pk>/", items.items, name="list"),
    path("lists/<int:pk>/settings/", index.settings, name="list-settings"),
    path("lists/<int:pk>/close/", index.close, name="list-close"),
    path("lists/<int:pk>/export/", exchange.export, name="list-export"),
    path("lists/<int:pk>/import/", exchange.bring, name="list-import"),
    path("lists/<int:pk>/import/<int:sheet_id>/", exchange.check, name="list-import-check"),
    path("lists/<int:pk>/add/", items.add, name="list-item-add"),
    path("lists/<int:pk>/items/<int:item_id>/", items.item, name="list-item"),
    path("lists/<int:pk>/items/<int:item_id>/edit/", items.edit, name="list-item-edit"),
    path("lists/<int:pk>/items/<int:item_id>/state/", items.move, name="list-item-state"),
    path("lists/<int:pk>/items/<int:item_id>/files/", items.attach, name="list-item-files"),
    path("lists/<int:pk>/items/<int:item_id>/remove/", items.remove, name="list-item-remove"),
    path("lists/<int:pk>/editions/", editions.editions, name="list-editions"),
    path("lists/<int:pk>/draft/", editions.draft, name="list-draft"),
    path("lists/<int:pk>/editions/<int:number>/drop/", editions.drop, name="list-draft-drop"),
    path("lists/<int:pk>/compare/", editions.compare, name="list-compare"),
    path("lists/<int:pk>/editions/<int:number>/force/", editions.force, name="list-force"),
    path("lists/<int:pk>/editions/<int:number>/publish/", editions.publish, name="list-publish"),
    path("lists/<int:pk>/editions/<int:number>/withdraw/", editions.withdraw, name="list-withdraw"),
]
