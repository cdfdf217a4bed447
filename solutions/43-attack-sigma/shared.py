"""Ce que les vérifications livrées et celles qui restent ici ont en commun : une règle écrite par quelqu’un d’autre.

Son texte n’est pas cru sur parole : il est borné avant d’être lu, compilé par pySigma, et sa requête ne peut que lire
une base en mémoire, avec un nombre d’instructions compté.
"""

import sqlite3

import yaml

LONGEST = 4000
DEEPEST = 8
MOST_VALUES = 120
MOST_WORDS = 24
INSTRUCTIONS = 200_000
FIELDS = ("id", "UtcTime", "Computer", "User", "ParentImage", "Image", "CommandLine")
FUNCTIONS = ("like", "glob", "coalesce", "replace")
# Les requêtes déjà compilées : la même règle est essayée par plusieurs vérifications.
QUERIES = {}


def refuse_sign(student, line):
    student.mistake("star_unquoted", line=line)


def read_yaml(student, text):
    """Rend le contenu d’une règle, après avoir refusé ce qui est trop long, trop profond ou qui renvoie ailleurs."""
    text = student.expect_text(text, look=tr('Une règle est un texte, entre `r"""` et `"""`.'))
    if len(text) > LONGEST:
        student.fail(tr("Cette règle dépasse 4 000 signes. Une bonne règle tient sur une page."))
    if text.lstrip().startswith("SELECT "):
        student.mistake("query_given")
    if any(sign in text for sign in "\a\b\v\f"):
        student.mistake("raw_forgotten")
    depth, values = 0, 0
    try:
        for token in yaml.scan(text):
            if isinstance(token, yaml.AnchorToken | yaml.AliasToken | yaml.TagToken | yaml.DirectiveToken):
                line = token.start_mark.line + 1
                refuse_sign(student, line)
            name = type(token).__name__
            depth += name.endswith("StartToken") and "Stream" not in name
            depth -= name.endswith("EndToken") and "Stream" not in name
            values += isinstance(token, yaml.ScalarToken)
            if depth > DEEPEST or values > MOST_VALUES:
                student.fail(tr("Cette règle a trop d’étages. Une recherche a un champ et des valeurs, pas davantage."))
        content = yaml.load(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        if str(error.context).rpartition(" ")[2] in ("alias", "anchor", "tag", "directive"):
            refuse_sign(student, line)
        if "\\t" in str(error.problem):
            student.mistake("tab_in_yaml", line=line)
        student.fail(
            tr(
                "Ligne {line} : le YAML ne se lit pas. Regardez cette ligne et celle d’avant : le retrait, les deux-points suivis d’un espace, les apostrophes."
            ).format(line=line)
        )
    except (yaml.YAMLError, ValueError):
        student.fail(tr("Le YAML ne se lit pas : un signe ou une date n’est pas permis."))
    content = student.expect_table(
        content, look=tr("Une règle est une suite de lignes `nom: valeur`. Il n’y en a pas ici.")
    )
    return content


def compile_rule(student, text):
    """Rend la requête SQL d’une règle."""
    from sigma.backends.sqlite import sqliteBackend
    from sigma.exceptions import SigmaConditionError, SigmaError
    from sigma.rule import SigmaRule

    if isinstance(text, str) and text in QUERIES:
        return QUERIES[text]
    content = read_yaml(student, text)
    for name in ("title", "logsource", "detection"):
        if not content.get(name):
            student.fail(
                tr("Il manque `{name}` : avec `detection`, `title` et `logsource`, Sigma l’exige.").format(name=name)
            )
    detection = content["detection"]
    condition = detection.get("condition") if isinstance(detection, dict) else None
    condition = student.expect_text(
        condition,
        look=tr(
            "Sous `detection`, il faut une `condition`, écrite sur une ligne, avec le même retrait que les recherches."
        ),
    )
    if (
        len(condition.split()) > MOST_WORDS
        or len(condition) > 300
        or condition.count("(") > 6
        or condition.count("not") > 6
    ):
        student.fail(
            tr("Cette condition est trop longue. Nommez vos recherches, puis reliez-les par `or`, `and`, `and not`.")
        )
    try:
        queries = sqliteBackend(collate_nocase=True).convert_rule(SigmaRule.from_yaml(text))
    except SigmaConditionError:
        student.mistake("name_not_defined", condition=condition)
    except SigmaError as error:
        student.fail(tr("Le compilateur refuse la règle : {reason}").format(reason=str(error)[:120]))
    except Exception:
        student.fail(tr("Le compilateur ne comprend pas cette règle. Comparez sa forme à celle du brouillon."))
    if len(queries) != 1 or not queries[0].startswith("SELECT * FROM logs WHERE ") or len(queries[0]) > 5 * LONGEST:
        student.fail(tr("Cette règle ne donne pas une seule requête simple. Comparez sa forme à celle du brouillon."))
    if len(QUERIES) > 50:
        QUERIES.clear()
    QUERIES[text] = queries[0]
    return queries[0]


def allow_reading(action, first, second, _base, _trigger):
    fine = action == sqlite3.SQLITE_SELECT
    fine = fine or (action == sqlite3.SQLITE_READ and first == "logs")
    fine = fine or (action == sqlite3.SQLITE_FUNCTION and second in FUNCTIONS)
    return sqlite3.SQLITE_OK if fine else sqlite3.SQLITE_DENY


def run_rule(student, text, events):
    """Rend les numéros des événements que la règle retient, dans l’ordre."""
    query = compile_rule(student, text)
    base = sqlite3.connect(":memory:")
    base.execute(f"CREATE TABLE logs ({', '.join(FIELDS)})")
    for event in events:
        base.execute("INSERT INTO logs VALUES (?, ?, ?, ?, ?, ?, ?)", [event[name] for name in FIELDS])
    base.setlimit(sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 200)
    base.set_authorizer(allow_reading)
    base.set_progress_handler(lambda: 1, INSTRUCTIONS)
    try:
        rows = base.execute(query).fetchmany(len(events) + 1)
    except (sqlite3.Error, sqlite3.Warning) as error:
        reason = str(error)
        if "no such column" in reason:
            student.mistake("field_unknown", name=reason.rpartition(": ")[2])
        student.fail(
            tr("SQLite refuse la requête de cette règle. Une expression régulière (`|re`) n’est pas admise ici.")
        )
    finally:
        base.close()
    return sorted(row[0] for row in rows)
