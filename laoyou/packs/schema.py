"""The shape of each file of a pack, as JSON Schema. What a shape cannot say is in checking.py."""

from typing import Any

Schema = dict[str, Any]

SURENESS = ("S", "K", "U")  # seen in a source · generally known, to be confirmed · unsure: ask an official
OPERATORS = ("=", ">=", ">", "<=", "<")
KINDS = ("number", "frequency", "dates", "flag", "choice", "table")
PERIODS_OF_TIME = ("week", "month", "quarter", "half_year", "year")

_TEXT: Schema = {"type": "string", "minLength": 1}
_KEY: Schema = {"type": "string", "pattern": r"^[a-z][a-z0-9_]*$"}
_CODE: Schema = {"type": "string", "pattern": r"^(base|[0-9]{6}|[0-9]{9}|[0-9]{12})$"}
_DATE: Schema = {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_NUMBER: Schema = {"type": "number"}
_WHOLE: Schema = {"type": "integer"}
_YES_NO: Schema = {"type": "boolean"}
_SURE: Schema = {"enum": list(SURENESS)}
_OPERATOR: Schema = {"enum": list(OPERATORS)}


def _table(required: dict[str, Schema], optional: dict[str, Schema] | None = None) -> Schema:
    return {
        "type": "object",
        "properties": required | (optional or {}),
        "required": list(required),
        "additionalProperties": False,
    }


def _rows(row: Schema, *, least: int = 0) -> Schema:
    return {"type": "array", "items": row, "minItems": least}


_BOTH = {"zh": _TEXT, "en": _TEXT}
_LABEL = _table(_BOTH)
_WORDS = _rows(_TEXT)
_SOURCE = {"document": _TEXT, "clause": _TEXT, "sureness": _SURE}

# The rules of laoyou.reading.catalogue. A sentence is recognised when it holds a form of every entry of `all` (forms divided by |), one of `any`, none of
# `none`, and its unit, per, operator and kind are among those listed.
_RULE = _table(
    {"all": _WORDS},
    {
        "context": _WORDS,
        "any": _WORDS,
        "none": _WORDS,
        "unit": _rows({"type": "string"}),  # "" where the text gives a bare number
        "per": _WORDS,
        "op": _rows({"enum": [*OPERATORS, "≈"]}),
        "kind": _rows({"enum": ["target", "rule"]}),
        "item": _rows({"enum": ["target", "indicator", "reporting"]}),
        "class": _KEY,
    },
)

_VALUE = _table(
    {"since": _DATE, **_SOURCE},
    {
        "until": _DATE,
        "value": {"type": ["number", "boolean", "string", "array"]},
        "op": _OPERATOR,
        "per": {"enum": list(PERIODS_OF_TIME)},
        "class": _KEY,
        "note": _LABEL,
    },
)

_PARAMETER = _table(
    {"key": _KEY, "values": _rows(_VALUE, least=1)},
    {
        **_BOTH,
        "unit": _KEY,
        "kind": {"enum": list(KINDS)},
        "choices": _WORDS,
        "columns": _WORDS,
        "classes": _rows(_table({"key": _KEY, **_BOTH}), least=1),
        "recognise": _rows(_RULE),
    },
)

_TARGET = _table(
    {"period": _TEXT, "year": _WHOLE, "op": _OPERATOR, "value": _NUMBER, "since": _DATE, **_SOURCE},
    {"note": _LABEL},
)

_INDICATOR = _table(
    {
        "key": _KEY,
        **_BOTH,
        "unit": _KEY,
        "form": {"enum": ["ratio", "rate", "count"]},
        "direction": {"enum": ["higher", "lower"]},
        "numerator": _LABEL,
        "why": _LABEL,
        "sureness": _SURE,
        "author": _TEXT,
        "checked": _DATE,
        "reviewed": _rows(_table({"by": _TEXT, "on": _DATE})),
    },
    {
        "denominator": _LABEL,
        "per": _WHOLE,
        "aliases": _WORDS,
        "recognise": _rows(_RULE),
        "every": {"enum": list(PERIODS_OF_TIME)},
        "kinds": _rows(_KEY, least=1),  # of providers that its query counts; given to it as :kinds
        "note": _LABEL,
        "targets": _rows(_TARGET),
    },
)

_UNIT = _table(
    {
        "name": _TEXT,
        "kind": {"enum": ["department", "agency", "party", "group", "enterprise", "government", "congress"]},
    },
    {"aliases": _WORDS, "function": _KEY, "since": _DATE, "until": _DATE, "successor": _TEXT, "note": _LABEL},
)
_CLASS = _table({"name": _TEXT, "expands": {"enum": ["divisions", "departments"]}}, {"aliases": _WORDS})

_DIVISION = _table(
    {"name": _TEXT, "since": _DATE},
    {
        "civil": _CODE,  # code of the Ministry of Civil Affairs
        "statistics": _CODE,  # code of the National Bureau of Statistics; the two systems differ
        "until": _DATE,
        "successor": _CODE,
        "document": _TEXT,
        "sureness": _SURE,
    },
)

_TASK = _table(
    {"no": _WHOLE, "title": {**_TEXT, "maxLength": 20}, "nkey": _TEXT, "clause": _TEXT},
    {"lead": _WORDS, "support": _WORDS, "shared": _WORDS, "open": _YES_NO},
)
_PLAN_INDICATOR = _table(
    {"key": _KEY, "clause": _TEXT},
    {
        "no": _WHOLE,
        "baseline": _NUMBER,
        "baseline_year": _WHOLE,
        "target": _NUMBER,
        "target_year": _WHOLE,
        "op": _OPERATOR,
        "binding": _YES_NO,
        "owner": _TEXT,
        "every": {"enum": list(PERIODS_OF_TIME)},
        "note": _LABEL,
    },
)
_PLAN = _table(
    {
        "period": _TEXT,
        "document": _TEXT,
        "clauses": _rows(_table({"path": _TEXT, "title": {**_TEXT, "maxLength": 20}, "nkey": _TEXT})),
    },
    {
        "tasks": _rows(_TASK),
        "indicators": _rows(_PLAN_INDICATOR),
        "reporting": _rows(
            _table(
                {"who": _WORDS, "to": _TEXT, "what": _TEXT, "clause": _TEXT},
                {"dates": _rows({"type": "string", "pattern": r"^\d{2}-\d{2}$"}), "when": _TEXT},
            )
        ),
        "bodies": _rows(
            _table({"name": _TEXT, "clause": _TEXT, "posts": _rows(_table({"role": _TEXT, "post": _TEXT}))})
        ),
        "missing": _rows(_table({"what": _TEXT, "clause": _TEXT})),
    },
)

LIST_GROUPS = ("programme", "catalogue")
COLUMN_KINDS = (
    "text", "long_text", "number", "money", "date", "year", "choice", "flag", "link", "department", "division",
)  # fmt: skip
TONES = ("plain", "good", "warn", "bad", "none")

_CHOICE = _table({"key": _KEY, **_BOTH})
_FIELD_SAYS = {
    "required": _YES_NO,
    "unit": _KEY,  # of number and money
    "choices": _rows(_CHOICE, least=1),  # of choice
    "min": _NUMBER,  # of number and money; nothing below nought where it is left out
    "max": _NUMBER,
    "help": _LABEL,
}
_COLUMN = _table({"key": _KEY, **_BOTH, "kind": {"enum": list(COLUMN_KINDS)}}, _FIELD_SAYS)
_FIELD = _table(
    {"key": _KEY, **_BOTH, "kind": {"enum": [*COLUMN_KINDS, "table"]}},
    {
        **_FIELD_SAYS,
        "columns": _rows(_COLUMN, least=1),  # of table: an item has any number of such rows
        "public": _YES_NO,  # shown to everybody once the list is published; all else stays inside
        "listed": _YES_NO,  # a column of the list; the rest stands on the item's page
    },
)
_STATE = _table(
    {"key": _KEY, **_BOTH, "tone": {"enum": list(TONES)}, "to": _rows(_KEY)},
    {"public": _YES_NO},  # whether items in this state are shown to everybody
)
_LIST = _table(
    {
        "key": _KEY,
        "code": {"type": "string", "pattern": r"^S\d{3}$"},
        **_BOTH,
        "help": _LABEL,
        "group": {"enum": list(LIST_GROUPS)},
        "fields": _rows(_FIELD, least=1),
    },
    {
        "living": _YES_NO,  # items are edited in place, with history; other lists change by their next edition
        "public": _YES_NO,  # may be published
        "sum": _rows(_KEY),  # fields whose totals a report needs
        "start": _KEY,
        "states": _rows(_STATE, least=2),
    },
)

STATUS_GROUPS = ("income", "body", "living", "family", "age", "honour", "child")
WHO = ("elder", "child", "any")

_STATUS_SOURCE = _table({"key": _KEY, **_BOTH}, {"listed": _YES_NO, "derived": _YES_NO})
_STATUS_CHOICE = _table({"key": _TEXT, **_BOTH}, {"also": _WORDS})
_STATUS_KIND = _table(
    {
        "key": _KEY,
        **_BOTH,
        "group": {"enum": list(STATUS_GROUPS)},
        "who": {"enum": list(WHO)},
        "sources": _rows(_KEY, least=1),  # in precedence
        "sureness": _SURE,
    },
    {
        "attributes": _rows(
            _table({"key": _KEY, **_BOTH, "choices": _rows(_STATUS_CHOICE, least=2)}, {"required": _YES_NO})
        ),
        "aliases": _WORDS,  # what sheets call it
        "sensitive": _YES_NO,
        "survey": _YES_NO,  # has a box on a village's survey sheet
        "survey_by": _KEY,  # one box for each choice of this attribute
        "opens_at_years": _WHOLE,
        "ends_at_months": _WHOLE,
        "document": _TEXT,
        "clause": _TEXT,
        "note": _LABEL,
    },
)
_RETENTION = _table(
    {"key": _KEY, **_BOTH, "starts": _LABEL, "least": _YES_NO, "destroy": _YES_NO, "since": _DATE, **_SOURCE},
    {"years": _WHOLE, "months": _WHOLE, "days": _WHOLE, "note": _LABEL},
) | {
    # Only what is sure, and has a time, is destroyed by itself.
    "if": {"properties": {"destroy": {"const": True}}},
    "then": {
        "properties": {"sureness": {"const": "S"}},
        "anyOf": [{"required": ["years"]}, {"required": ["months"]}, {"required": ["days"]}],
    },
}
SERVES = ("elder", "child")
COUNTED = ("bed", "nursery_place", "day_care_place")
LEGAL_FORMS = ("institution", "nonprofit", "company", "individual", "association", "committee", "none")
_PROVIDER_KIND = _table(
    {
        "key": _KEY,
        **_BOTH,
        "serves": _rows({"enum": list(SERVES)}, least=1),
        "measures": _rows({"enum": list(COUNTED)}),
        "legal_forms": _rows({"enum": list(LEGAL_FORMS)}, least=1),
        "filing": _LABEL,  # by which act such an institution comes under supervision
        **_SOURCE,
    },
    {"most": _KEY, "note": _LABEL},  # `most`: the parameter that limits how many it may take in
)

# An official count of a division's people; without `division`, of the pack's own. `groups` by age in whole years, no `age_to`: and over.
_PEOPLE: Schema = {"type": "integer", "minimum": 0}
_POPULATION = _table(
    {"on": _DATE, "basis": {"enum": ["resident", "registered"]}, "total": _PEOPLE, **_SOURCE},
    {
        "division": _CODE,
        "note": _LABEL,
        "groups": _rows(
            _table({"age_from": _PEOPLE, "male": _PEOPLE, "female": _PEOPLE}, {"age_to": _PEOPLE}), least=1
        ),
    },
)

FILES: dict[str, Schema] = {
    "pack.toml": _table(
        {
            "code": _CODE,
            "version": {"type": "string", "pattern": r"^\d{4}\.\d{1,2}\.\d+$"},
            "name": _LABEL,
            "level": {"enum": ["national", "province", "municipality", "prefecture", "county"]},
        },
        {"extends": _CODE},
    ),
    "periods.toml": _table(
        {"periods": _rows(_table({"key": _TEXT, **_BOTH, "since": _DATE, "until": _DATE}), least=1)}
    ),
    "measures.toml": _table({"measures": _rows(_table({"key": _KEY, **_BOTH, "symbols": _WORDS}), least=1)}),
    "nkeys.toml": _table(
        {
            "groups": _rows(_table({"key": _KEY, **_BOTH}), least=1),
            "nkeys": _rows(
                _table(
                    {
                        "key": {"type": "string", "pattern": r"^N\d{1,2}$"},
                        "group": _KEY,
                        **_BOTH,
                        "terms": {
                            "type": "object",
                            "additionalProperties": {"type": "number", "exclusiveMinimum": 0},
                        },
                    }
                ),
                least=1,
            ),
        }
    ),
    "functions.toml": _table(
        {"functions": _rows(_table({"key": _KEY, **_BOTH}), least=1)},
        {
            "moves": _rows(
                _table(
                    {"what": _LABEL, "from": _KEY, "to": _KEY, "since": _DATE, **_SOURCE}, {"note": _LABEL}
                )
            )
        },
    ),
    "documents.toml": _table(
        {
            "documents": _rows(
                _table(
                    {"key": _TEXT, "title": _TEXT, "sureness": _SURE},
                    {"issuer": _TEXT, "number": _TEXT, "date": _DATE, "based_on": _WORDS, "note": _LABEL},
                ),
                least=1,
            )
        }
    ),
    "units.toml": _table({"units": _rows(_UNIT)}, {"classes": _rows(_CLASS)}),
    "divisions.toml": _table({"divisions": _rows(_DIVISION, least=1)}),
    "parameters/*.toml": _table({"parameters": _rows(_PARAMETER, least=1)}),
    "indicators/*.toml": _table({"indicators": _rows(_INDICATOR, least=1)}),
    "indicators/*.sql": _table({"queries": _rows(_table({"key": _KEY, "sql": _TEXT}), least=1)}),
    "plans/*.toml": _PLAN,
    "lists/*.toml": _table({"lists": _rows(_LIST, least=1)}),
    "status_kinds.toml": _table(
        {"status_kinds": _rows(_STATUS_KIND, least=1)}, {"status_sources": _rows(_STATUS_SOURCE)}
    ),
    "retention.toml": _table({"retention": _rows(_RETENTION, least=1)}),
    "provider_kinds.toml": _table({"provider_kinds": _rows(_PROVIDER_KIND, least=1)}),
    "population/*.toml": _table({"population": _rows(_POPULATION, least=1)}),
}
