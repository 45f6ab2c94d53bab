"""Addresses of sheets."""

from django.urls import path

from laoyou.console.sheets import batches, bringing, index, mappings

urlpatterns = [
    path("sheets/", index.sheets, name="sheets"),
    path("sheets/template/", index.template_file, name="sheet-template-export"),
    path("sheets/bring/", bringing.bring, name="sheet-bring"),
    path("sheets/<int:pk>/", batches.batch, name="sheet-batch"),
    path("sheets/<int:pk>/table/", bringing.choose_table, name="sheet-table"),
    path("sheets/<int:pk>/columns/", bringing.map_columns, name="sheet-map"),
    path("sheets/<int:pk>/progress/", batches.progress, name="sheet-progress"),
    path("sheets/<int:pk>/mend/", batches.mend, name="sheet-mend-export"),
    path("sheets/<int:pk>/<slug:step>/", batches.step, name="sheet-step"),
    path("sheets/mappings/", mappings.mappings, name="sheet-mappings"),
    path("sheets/mappings/<int:pk>/", mappings.mapping, name="sheet-mapping"),
]
