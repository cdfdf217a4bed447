# /// mistake
# title = "Écrire le schéma et juger sans lui"
# tasks = ["schema"]
# message = "le schéma ne sert à rien"
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
    "required": ["measure", "status", "owner", "checked"],
    "additionalProperties": False,
    "if": {"properties": {"status": {"const": "excluded"}}},
    "then": {"required": ["reason"]},
}


def is_valid_row(row):
    if type(row) is not dict:
        return False
    for name in ["measure", "status", "owner", "checked"]:
        if name not in row:
            return False
    for name in row:
        if name not in ROW_SCHEMA["properties"]:
            return False
    if type(row["measure"]) is not int or row["measure"] < 1 or row["measure"] > 42:
        return False
    if row["status"] not in ["done", "partial", "missing", "excluded"]:
        return False
    if row["status"] == "excluded" and "reason" not in row:
        return False
    for name in ["owner", "checked", "reason"]:
        if name in row and (type(row[name]) is not str or row[name] == ""):
            return False
    return row["checked"].replace("-", "").isdecimal()
