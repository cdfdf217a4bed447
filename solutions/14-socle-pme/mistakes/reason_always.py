# /// mistake
# title = "Exiger une raison partout"
# tasks = ["schema"]
# message = "exige une raison pour toutes"
# ///
# %% task="schema"
ROW_SCHEMA = {
    "type": "object",
    "properties": {
        "measure": {"type": "integer", "minimum": 1, "maximum": 42},
        "status": {"enum": ["done", "partial", "missing", "excluded"]},
        "owner": {"type": "string", "minLength": 1},
        "checked": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
        "reason": {"type": "string", "minLength": 1},
    },
    "required": ["measure", "status", "owner", "checked", "reason"],
    "additionalProperties": False,
    "if": {"properties": {"status": {"const": "excluded"}}},
    "then": {"required": ["reason"]},
}


def is_valid_row(row):
    return Draft202012Validator(ROW_SCHEMA).is_valid(row)
