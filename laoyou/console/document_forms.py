"""Forms for bringing a document in."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from laoyou.access.scope import Actor
from laoyou.places.models import Division, Level
from laoyou.ui.forms import PageForm

FORMATS = ".docx,.pdf,.html,.htm,.txt"


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or several files, as a list."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(one, initial) for one in files if one]


class UploadForm(PageForm):
    """Files, or text pasted in; for the division that the plan is of."""

    division = forms.ModelChoiceField(
        Division.objects.none(), label=_("这份方案属于哪里"), help_text=_("方案采用后，任务和指标归到这里。")
    )
    file = FilesField(
        allow_empty_file=True,  # said for each file beside the others' results
        label=_("方案文件"),
        required=False,
        help_text=_(
            "可一次选几个。能读 Word（.docx）、PDF（有文字的）、网页（.html）和纯文本（.txt），每个不超过 50 MB。"
        ),
        widget=ManyFiles(attrs={"accept": FORMATS}),
    )
    title = forms.CharField(
        label=_("标题"), required=False, max_length=200, help_text=_("只在粘贴文字、且文字里没有标题时填写。")
    )
    text = forms.CharField(
        label=_("或者粘贴全文"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("从网页或 Word 里复制过来即可，表格会一并识别。"),
    )

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        below = Q(pk__in=actor.divisions_for("plan.review")) & ~Q(level__in=(Level.TOWNSHIP, Level.VILLAGE))
        homes = Q(pk__in=actor.home_ids)
        field = self.fields["division"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Division.objects.filter(below | homes & Q(pk__in=actor.divisions_for("plan.review")))
        field.initial = field.queryset.filter(homes).first()
        field.empty_label = None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("file") and not cleaned.get("text", "").strip():
            self.add_error("file", _("请选择至少一个文件，或在下面粘贴全文。"))
        return cleaned

    def files_given(self) -> dict[str, Any]:
        """Keyword arguments of actions.upload_documents."""
        files = [(one.name, one.read()) for one in self.cleaned_data["file"]]
        return {"division": self.cleaned_data["division"], "files": files}

    def text_given(self) -> dict[str, Any]:
        """Keyword arguments of actions.upload_text; empty where nothing was pasted."""
        text = self.cleaned_data["text"].strip()
        if not text:
            return {}
        return {"division": self.cleaned_data["division"], "text": text, "title": self.cleaned_data["title"]}


class CorrectedForm(PageForm):
    """The corrected file of a document that was read before."""

    file = forms.FileField(
        label=_("更正后的文件"),
        widget=forms.ClearableFileInput(attrs={"accept": FORMATS}),
        help_text=_("读完会列出与上一版的不同；上一版和它的审阅记录都会保留。"),
    )
