"""Documents: the list, bringing one in, its file, and what a corrected one changed."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from laoyou.access.decorators import allow
from laoyou.console.document_forms import CorrectedForm, UploadForm
from laoyou.console.downloads import as_file
from laoyou.console.loading import acting, document_or_404
from laoyou.plans import actions, queries
from laoyou.ui.listing import Filter, Listing, Pages
from laoyou.ui.marks import MARKS

STATES = ("read", "under_review", "adopted", "failed")


@allow("plan.review")
def documents(request: HttpRequest) -> HttpResponse:
    listing = Listing(request.GET, [Filter("state", _("状态"), [(s, MARKS[s].word) for s in STATES])])
    found = queries.documents(
        acting(request), search=listing.text, state=listing.chosen.get("state", ""), page=listing.number
    )
    pages = Pages(found.page, found.total)
    return render(request, "console/documents.html", {"listing": listing, "rows": found.rows, "pages": pages})


@allow("plan.review")
def upload(request: HttpRequest) -> HttpResponse:
    actor = acting(request)
    form = UploadForm(actor, request.POST or None, request.FILES or None)
    if form.is_valid():
        uploads = []
        with form.refusals():
            uploads = actions.upload_documents(by=actor, **form.files_given())
            if text := form.text_given():
                uploads.append(actions.upload_text(by=actor, **text))
        if not form.errors:
            return _uploaded(request, uploads)
    return render(request, "console/upload.html", {"form": form})


def _uploaded(request: HttpRequest, uploads: list[actions.Upload]) -> HttpResponse:
    """Straight to the review where there is one new document; else what became of each file."""
    if len(uploads) == 1 and uploads[0].document and not uploads[0].again:
        return redirect("review", uploads[0].document.pk)
    return render(request, "console/uploaded.html", {"uploads": uploads})


@allow("plan.review")
def original(request: HttpRequest, pk: int) -> HttpResponse:
    """The file as it came in; pasted text as a text file. Never opened inside the page."""
    document = document_or_404(request, pk)
    response = HttpResponse(queries.file_of(document), content_type="application/octet-stream")
    name = document.filename or f"{document.title[:60]}.txt"
    return as_file(response, name)


@allow("plan.review")
def corrected(request: HttpRequest, pk: int) -> HttpResponse:
    document = document_or_404(request, pk)
    form = CorrectedForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        with form.refusals():
            found = actions.reread_document(
                by=acting(request), document=document, filename=file.name, content=file.read()
            )
            messages.success(request, _("更正稿已读取。下面是它与上一版的不同，接着请审阅有变化的条目。"))
            newest = found.document or document
            return redirect("document-diff" if newest.previous_id else "review", newest.pk)
    return render(request, "console/corrected.html", {"document": document, "form": form})


@allow("plan.review")
def changes(request: HttpRequest, pk: int) -> HttpResponse:
    document = document_or_404(request, pk)
    if document.previous_id is None:
        raise Http404
    diff = queries.diff(document)
    return render(request, "console/changes.html", {"document": document, "diff": diff})
