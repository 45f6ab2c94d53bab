"""Addresses of spaces."""

from django.urls import path

from laoyou.console.spaces import registers, rows, writing

urlpatterns = [
    path("spaces/", registers.spaces, name="spaces"),
    path("spaces/export/", registers.spaces_export, name="spaces-export"),
    path("spaces/<int:pk>/", rows.space, name="space"),
    path("spaces/<int:pk>/edit/", writing.space_edit, name="space-edit"),
    path("spaces/<int:pk>/steps/add/", writing.step_add, name="space-step"),
    path("spaces/<int:pk>/use/", writing.use_add, name="space-use"),
    path("spaces/<int:pk>/publish/", writing.space_publish, name="space-publish"),
    path("spaces/uses/<int:pk>/edit/", writing.use_edit, name="use-edit"),
    path("spaces/uses/<int:pk>/end/", writing.use_end, name="use-end"),
    path("spaces/sites/", registers.sites, name="sites"),
    path("spaces/sites/export/", registers.sites_export, name="sites-export"),
    path("spaces/sites/add/", writing.site_add, name="site-add"),
    path("spaces/sites/<int:pk>/", rows.site, name="site"),
    path("spaces/sites/<int:pk>/edit/", writing.site_edit, name="site-edit"),
    path("spaces/sites/<int:pk>/end/", writing.site_end, name="site-end"),
    path("spaces/sites/<int:pk>/add/", writing.space_add, name="space-add"),
    path("spaces/projects/", registers.projects, name="projects"),
    path("spaces/projects/export/", registers.projects_export, name="projects-export"),
    path("spaces/projects/add/", writing.project_add, name="project-add"),
    path("spaces/projects/<int:pk>/", rows.project, name="project"),
    path("spaces/projects/<int:pk>/edit/", writing.project_edit, name="project-edit"),
    path("spaces/projects/<int:pk>/stage/", writing.project_stage, name="project-stage"),
    path("spaces/gaps/", registers.gaps, name="gaps"),
    path("spaces/gaps/export/", registers.gaps_export, name="gaps-export"),
    path("spaces/gaps/add/", writing.gap_add, name="gap-add"),
    path("spaces/gaps/<int:pk>/edit/", writing.gap_edit, name="gap-edit"),
    path("spaces/land/", registers.land, name="land"),
    path("spaces/land/export/", registers.land_export, name="land-export"),
    path("spaces/land/add/", writing.land_add, name="land-add"),
    path("spaces/land/<int:pk>/edit/", writing.land_edit, name="land-edit"),
]
