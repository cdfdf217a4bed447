# %% [markdown]
# # Vulnérabilités : l’exercice
#
# Une entreprise vous confie deux logiciels. Du premier, vous avez la nomenclature et une pile d’avis : que touche quoi ? Du second, le tri est fait : il reste à décider dans quel ordre corriger. Avant cela, vous calculez une note et vous en écrivez quatre.
#
# Six tâches, 20 points, environ 85 minutes. Vous pouvez vous arrêter et revenir. Chaque tâche se fait sans les autres. Ce qui est prêté porte un nom qui commence par `lent_`, « prêté » en anglais.
#
# Après chaque réponse, exécutez la cellule `check("…")`. Si vous restez en panne, écrivez `hint("score")` dans une cellule à vous : il y a trois indices par tâche, et ils ne coûtent rien.

# %% cell="setup"
from autograder.check import check, check_all, hint, solution, variant

# %% [markdown]
# Cette cellule apporte les outils de la leçon. Exécutez-la aussi.

# %% cell="imports"
import csv
import json
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import unquote

from cvss import CVSS3, CVSS4
from packaging.version import Version

# %% [markdown]
# ## Tâche 1. Prévoir ce que l’on trouvera (2 points)
#
# Un avis dit : touché à partir de 1.4.0, corrigé en 1.10.0. Et deux failles attendent :
#
# | | note CVSS | EPSS | liste KEV | la machine |
# |---|---|---|---|---|
# | A | 9,8 | 0,01 | non | aucun accès depuis Internet |
# | B | 6,5 | 0,38 | oui | visible d’Internet |
#
# Sans rien exécuter, donnez cinq réponses, une par ligne, de la forme `nom = réponse` :
#
# - `text_smaller` : que répond Python à `"1.9.3" < "1.10.0"` ? `True` ou `False`.
# - `touched` : de `"1.3.9"`, `"1.4.0"`, `"1.9.3"`, `"1.10.0"` et `"1.11.2"`, la liste des versions touchées, dans cet ordre.
# - `chances` : l’EPSS de B, en chances sur cent, un nombre entier.
# - `first` : celle que l’on corrige d’abord, `"A"` ou `"B"`.
# - `absent_is_safe` : A n’est pas dans la liste KEV. Est-ce la preuve que personne ne s’en sert ? `True` ou `False`.

# %% task="predict"
### BEGIN SOLUTION
text_smaller = False
touched = ["1.4.0", "1.9.3"]
chances = 38
first = "B"
absent_is_safe = False
### END SOLUTION

# %% [markdown]
# ## Tâche 2. Calculer une note (4 points)
#
# Voici les poids publiés par FIRST pour CVSS 3.1. `PR` a deux colonnes : `PR_U` quand le dégât reste dans le composant (`S:U`), `PR_C` quand il en sort (`S:C`).

# %% cell="lent-weights"
WEIGHTS = {
    "AV": {"N": 0.85, "A": 0.62, "L": 0.55, "P": 0.2},
    "AC": {"L": 0.77, "H": 0.44},
    "PR_U": {"N": 0.85, "L": 0.62, "H": 0.27},
    "PR_C": {"N": 0.85, "L": 0.68, "H": 0.5},
    "UI": {"N": 0.85, "R": 0.62},
    "C": {"H": 0.56, "L": 0.22, "N": 0},
    "I": {"H": 0.56, "L": 0.22, "N": 0},
    "A": {"H": 0.56, "L": 0.22, "N": 0},
}

# %% [markdown]
# La recette, dans l’ordre. `**` est la puissance : `x**15` multiplie quinze fois `x`.
#
# | étape | `S:U` | `S:C` |
# |---|---|---|
# | `damage` | 1 moins le produit des trois `1 - poids` de C, I et A | pareil |
# | `impact` | `6.42 * damage` | `7.52 * (damage - 0.029) - 3.25 * (damage - 0.02)**15` |
# | `ease` | `8.22` fois les poids de AV, AC, PR (`PR_U`) et UI | pareil, avec `PR_C` |
# | si `impact` est nul ou négatif | la note est 0 | la note est 0 |
# | sinon, la note | l’arrondi de `impact + ease`, 10 au plus | l’arrondi de `1.08 * (impact + ease)`, 10 au plus |
#
# Écrivez trois fonctions :
#
# 1. `roundup(value)` arrondit vers le haut, à un chiffre après la virgule, à la façon de FIRST : `count` est l’entier le plus proche de `value * 100000`. Si `count` est un multiple de 10000, elle rend `count / 100000`. Sinon, elle rend `(count // 10000 + 1) / 10`.
# 2. `base_score(vector)` rend la note d’un vecteur comme `"CVSS:3.1/AV:N/…/A:H"`.
# 3. `read_four(vector)` lit un vecteur 4.0 avec `CVSS4`. Elle rend un dictionnaire : `"score"` la note, `"word"` le mot anglais de gravité, `"groups"` le macro-vecteur.


# %% task="score"
### BEGIN SOLUTION
def roundup(value):
    count = round(value * 100000)
    if count % 10000 == 0:
        return count / 100000
    return (count // 10000 + 1) / 10


def base_score(vector):
    answers = {}
    for part in vector.split("/")[1:]:
        name, value = part.split(":")
        answers[name] = value
    rest = 1
    for name in ["C", "I", "A"]:
        rest = rest * (1 - WEIGHTS[name][answers[name]])
    damage = 1 - rest
    if answers["S"] == "U":
        impact = 6.42 * damage
        rights = WEIGHTS["PR_U"][answers["PR"]]
        factor = 1
    else:
        impact = 7.52 * (damage - 0.029) - 3.25 * (damage - 0.02) ** 15
        rights = WEIGHTS["PR_C"][answers["PR"]]
        factor = 1.08
    ease = 8.22 * WEIGHTS["AV"][answers["AV"]] * WEIGHTS["AC"][answers["AC"]]
    ease = ease * rights * WEIGHTS["UI"][answers["UI"]]
    if impact <= 0:
        return 0
    return roundup(min(factor * (impact + ease), 10))


def read_four(vector):
    judged = CVSS4(vector)
    return {"score": judged.scores()[0], "word": judged.severities()[0], "groups": judged.macroVector()}


### END SOLUTION

# %% [markdown]
# Comparez avec la bibliothèque, dans une cellule à vous : `CVSS3(vector).scores()[0]` doit donner la même note que `base_score(vector)`.
#
# ## Tâche 3. Écrire le vecteur d’une faille racontée (3 points)
#
# Quatre failles réelles, racontées. FIRST a publié leur vecteur ; nous ne le donnons pas.
#
# `"memory"`. Un serveur est visible d’Internet. N’importe qui peut lui parler, sans compte, et rien n’est compliqué. Personne d’autre n’a besoin d’agir. L’attaquant lit la mémoire du serveur, clés et mots de passe compris. Il ne change rien, n’arrête rien, et ne sort pas du serveur.
#
# `"screen"`. Il faut être devant le poste, les mains sur le clavier. L’écran de connexion se contourne, sans compte et sans difficulté. Personne d’autre n’a besoin d’agir. L’attaquant peut alors tout lire, tout changer et tout arrêter sur ce poste. Cela ne sort pas de ce poste.
#
# `"link"`. Une page d’un site répète un morceau de son adresse. L’attaquant, sans compte, envoie par Internet un lien piégé ; rien n’est compliqué, mais il faut que la victime clique. Le piège agit *dans le navigateur de la victime*, et non dans le site. Il lit quelques informations, en change quelques-unes, n’arrête rien.
#
# `"firmware"`. Il faut déjà faire tourner un programme sur le poste, avec un compte qui administre. Rien n’est compliqué, personne d’autre n’agit. Le programme s’installe *sous le système*, dans la puce qui démarre la machine. De là, il lit tout, change tout, arrête tout.
#
# Écrivez un dictionnaire nommé `vectors`, qui donne à chacun des quatre noms son vecteur 3.1, sur ce modèle : `"CVSS:3.1/AV:…/AC:…/PR:…/UI:…/S:…/C:…/I:…/A:…"`.

# %% task="vectors"
### BEGIN SOLUTION
vectors = {
    "memory": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N",
    "screen": "CVSS:3.1/AV:P/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
    "link": "CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N",
    "firmware": "CVSS:3.1/AV:L/AC:L/PR:H/UI:N/S:C/C:H/I:H/A:H",
}
### END SOLUTION

# %% [markdown]
# ## Tâche 4. Réparer une comparaison de versions (4 points)
#
# Le prestataire a écrit ce brouillon pour dire si une version est touchée. Les événements d’un avis sont dans l’ordre, du plus ancien au plus récent.


# %% cell="draft"
def affected_draft(version, events):
    return events[0]["introduced"] <= version <= events[1]["fixed"]


LONG = [{"introduced": "2.4"}, {"fixed": "2.12.2"}, {"introduced": "2.13.0"}, {"fixed": "2.15.0"}]
EXAMPLES = [
    ("2.9.1", LONG, True),
    ("2.12.2", LONG, False),
    ("2.14.1", LONG, True),
    ("v2.4.0", LONG, True),
]
for version, events, wanted in EXAMPLES:
    print(version, affected_draft(version, events), wanted)

# %% [markdown]
# La première colonne de réponses est celle du brouillon, la seconde celle qu’il faut : quatre fois faux. Un cinquième exemple l’arrête net : `affected_draft("1.2.0", [{"introduced": "0"}])`, où il n’existe pas encore de correction. La réponse juste est `True`.
#
# Écrivez deux fonctions :
#
# 1. `read_version(text)` rend une liste d’au moins trois nombres. `"1.10.0"` donne `[1, 10, 0]`, `"2.4"` donne `[2, 4, 0]`, `"0"` donne `[0, 0, 0]`. Certains auteurs écrivent un `v` devant : `"v1.10.0"` donne aussi `[1, 10, 0]`. `text.replace("v", "")` l’enlève.
# 2. `is_affected(version, events)` rend `True` si la version est touchée, `False` sinon. La version de `"introduced"` est touchée, celle de `"fixed"` ne l’est plus, et il peut y avoir plusieurs plages.


# %% task="affected"
### BEGIN SOLUTION
def read_version(text):
    numbers = []
    for part in text.replace("v", "").split("."):
        numbers.append(int(part))
    while len(numbers) < 3:
        numbers.append(0)
    return numbers


def is_affected(version, events):
    touched = False
    for event in events:
        if "introduced" in event and read_version(version) >= read_version(event["introduced"]):
            touched = True
        if "fixed" in event and read_version(version) >= read_version(event["fixed"]):
            touched = False
    return touched


### END SOLUTION

# %% [markdown]
# ## Tâche 5. Trouver les composants touchés de votre logiciel (3 points)
#
# Un exemple d’abord : une nomenclature CycloneDX, telle qu’un outil l’écrit. Elle est rangée dans un fichier.

# %% cell="example"
example = json.loads(Path("data/sbom.json").read_text(encoding="utf-8"))
print(example["bomFormat"], example["specVersion"], example["metadata"]["component"]["name"])
for component in example["components"]:
    print(component["type"].ljust(10), component["name"])
print(example["components"][1])

# %% [markdown]
# Voici la vôtre : votre voisine en a une autre. L’entreprise, les composants et les avis sont inventés.

# %% cell="my-software"
company = variant()["company"]
my_sbom = variant()["sbom"]
my_advisories = variant()["advisories"]

print(company, len(my_sbom["components"]), len(my_advisories))
for component in my_sbom["components"]:
    print(component)

# %% [markdown]
# Et un de vos avis, en entier. Il n’y a toujours qu’un paquet et une plage : d’où les deux `[0]`.

# %% cell="my-advisory"
print(json.dumps(my_advisories[0], indent=1))
print(my_advisories[0]["affected"][0]["package"])
print(my_advisories[0]["affected"][0]["ranges"][0]["events"])


# %% [markdown]
# Deux outils sont prêtés. `ECOSYSTEMS` donne à chaque famille de purl son nom dans les avis. `lent_affected` compare avec une vraie bibliothèque de versions.

# %% cell="lent-affected"
ECOSYSTEMS = {"pypi": "PyPI", "npm": "npm", "composer": "Packagist"}


def lent_affected(version, events):
    """Prêté : dit si la version est touchée, par la règle des versions de Python."""
    reached = [name for event in events for name in event if Version(event[name]) <= Version(version)]
    return reached[-1:] == ["introduced"]


print(lent_affected("2.9.1", LONG), lent_affected("2.12.2", LONG))

# %% [markdown]
# Écrivez deux fonctions :
#
# 1. `read_purl(purl)` rend un dictionnaire : `"ecosystem"` le nom de la famille dans les avis, `"name"` le nom décodé, `"version"`. Ainsi `"pkg:npm/%40atelier/panier@1.10.0?arch=x86"` donne `{"ecosystem": "npm", "name": "@atelier/panier", "version": "1.10.0"}`.
# 2. `find_hits(sbom, advisories)` rend la liste des touches, dans l’ordre des avis. Chaque touche est un dictionnaire : `"id"` le numéro de l’avis, `"name"` et `"version"` ceux du composant. Un avis retiré (`"withdrawn"`) ne compte pas. Un composant sans purl est passé.
#
# Finissez par deux réponses : `my_hits`, les touches de votre logiciel, et `my_blind`, la liste des noms de composants *sans* purl, dans l’ordre de la nomenclature.


# %% task="hits"
### BEGIN SOLUTION
def read_purl(purl):
    body = purl[4:].split("?")[0]
    family, rest = body.split("/", 1)
    name, version = rest.split("@")
    return {"ecosystem": ECOSYSTEMS[family], "name": unquote(name), "version": version}


def find_hits(sbom, advisories):
    hits = []
    for advisory in advisories:
        package = advisory["affected"][0]["package"]
        events = advisory["affected"][0]["ranges"][0]["events"]
        for component in sbom["components"]:
            if "purl" in component and "withdrawn" not in advisory:
                found = read_purl(component["purl"])
                same = found["ecosystem"] == package["ecosystem"] and found["name"] == package["name"]
                if same and lent_affected(found["version"], events):
                    hits.append({"id": advisory["id"], "name": found["name"], "version": found["version"]})
    return hits


my_hits = find_hits(my_sbom, my_advisories)
my_blind = []
for component in my_sbom["components"]:
    if "purl" not in component:
        my_blind.append(component["name"])
### END SOLUTION

# %% [markdown]
# Affichez `my_hits`. Combien de composants en tout, combien de touchés ? Et pour ceux de `my_blind`, il faudra demander : la nomenclature se tait.
#
# ## Tâche 6. Rendre un plan de correctifs (4 points)
#
# Pour le second logiciel, le tri est fait. Chaque fiche est une faille qui le touche. `exposed` vient de l’inventaire de l’entreprise, `automatable` et `impact` de la fiche publique de la faille. La liste KEV est un extrait inventé, dans la forme de la vraie.

# %% cell="my-cards"
my_cards = variant()["cards"]
my_kev = variant()["kev"]
start = variant()["start"]

print(start)
for card in my_cards:
    print(card)
print(my_kev)

# %% [markdown]
# La table de décision est celle que la leçon présente, entière : seize lignes.

# %% cell="lent-plan"
TABLE = list(csv.DictReader(Path("data/decision.csv").read_text(encoding="utf-8").splitlines()))
ORDER = ["3DF", "3D", "14D", "60D", "FSU"]
DAYS = {"3DF": 3, "3D": 3, "14D": 14, "60D": 60}
WHY = {
    "kev": tr("exploitée, c’est prouvé"),
    "exposed": tr("visible d’Internet"),
    "automatable": tr("attaque automatique possible"),
    "total": tr("prise de contrôle totale"),
}


def lent_score(vector):
    """Prêté : rend la note CVSS 3.1 d’un vecteur."""
    return CVSS3(vector).scores()[0]


def lent_due(start, decision):
    """Prêté : rend la date limite, ou `None` quand on attend la prochaine montée de version."""
    if decision not in DAYS:
        return None
    return (date.fromisoformat(start) + timedelta(days=DAYS[decision])).isoformat()


def lent_save_plan(path, plan):
    """Prêté : écrit le plan dans un fichier que le tableur ouvre, avec des phrases entières."""
    titles = [tr("rang"), tr("composant"), tr("faille"), tr("passer à"), tr("avant le"), tr("responsable")]
    titles = titles + [tr("pourquoi"), tr("EPSS"), tr("note CVSS"), tr("aussi")]
    with open(path, "w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(titles)
        for number, row in enumerate(plan, start=1):
            due = row["due"] or tr("prochaine montée de version")
            reasons = ", ".join(WHY[code] for code in row["why"]) or tr("aucune des quatre raisons")
            also = tr("chercher les traces d’une intrusion") if row["decision"] == "3DF" else ""
            values = [number, row["name"], row["cve"], row["fixed"], due, row["owner"]]
            writer.writerow([*values, reasons, row["epss"], row["score"], also])


for row in TABLE[:3]:
    print(row)
print(lent_due("2026-12-01", "14D"))

# %% [markdown]
# Écrivez quatre fonctions :
#
# 1. `is_known(cve, kev)` rend `True` si une entrée de `kev["vulnerabilities"]` porte ce numéro sous `"cveID"`, `False` sinon.
# 2. `decide(card, kev)` rend la décision de la ligne de `TABLE` dont les quatre réponses sont celles de la fiche. La réponse à `kev`, `"yes"` ou `"no"`, vient de `is_known`.
# 3. `justify(card, kev)` rend la liste des codes vrais, dans l’ordre `"kev"`, `"exposed"`, `"automatable"`, `"total"`.
# 4. `build_plan(cards, kev, start)` rend la liste des lignes du plan. D’abord la décision la plus pressée, dans l’ordre de `ORDER` ; à décision égale, le plus grand EPSS. `ORDER.index(x)` donne la place de `x` dans la liste. Chaque ligne est un dictionnaire :
#
# | étiquette | valeur |
# |---|---|
# | `"cve"`, `"name"`, `"fixed"`, `"owner"`, `"epss"` | ceux de la fiche |
# | `"score"` | la note du vecteur de la fiche, par `lent_score` |
# | `"decision"` | ce que rend `decide` |
# | `"why"` | ce que rend `justify` |
# | `"due"` | ce que rend `lent_due` |
#
# Finissez par `plan = build_plan(my_cards, my_kev, start)`, puis `lent_save_plan("plan-correctifs.csv", plan)`.


# %% task="plan"
### BEGIN SOLUTION
def is_known(cve, kev):
    known = False
    for entry in kev["vulnerabilities"]:
        if entry["cveID"] == cve:
            known = True
    return known


def decide(card, kev):
    known = "no"
    if is_known(card["cve"], kev):
        known = "yes"
    facts = [known, card["exposed"], card["automatable"], card["impact"]]
    for row in TABLE:
        if [row["kev"], row["exposed"], row["automatable"], row["impact"]] == facts:
            return row["decision"]


def justify(card, kev):
    codes = []
    if is_known(card["cve"], kev):
        codes.append("kev")
    if card["exposed"] == "yes":
        codes.append("exposed")
    if card["automatable"] == "yes":
        codes.append("automatable")
    if card["impact"] == "total":
        codes.append("total")
    return codes


def get_rank(row):
    return (ORDER.index(row["decision"]), -row["epss"])


def build_plan(cards, kev, start):
    rows = []
    for card in cards:
        row = {}
        for name in ["cve", "name", "fixed", "owner", "epss"]:
            row[name] = card[name]
        row["score"] = lent_score(card["vector"])
        row["decision"] = decide(card, kev)
        row["why"] = justify(card, kev)
        row["due"] = lent_due(start, row["decision"])
        rows.append(row)
    return sorted(rows, key=get_rank)


plan = build_plan(my_cards, my_kev, start)
lent_save_plan("plan-correctifs.csv", plan)
### END SOLUTION

# %% [markdown]
# Ouvrez `plan-correctifs.csv` dans votre tableur. Cherchez la plus grosse note : elle n’est pas en tête, et la colonne « pourquoi » dit la raison. C’est ce que l’on pose sur la table quand quelqu’un demande « pourquoi pas celle-là d’abord ? ».
#
# Avant la première ligne : une sauvegarde que vous avez su restaurer. Et gardez ce fichier sous clé : c’est la liste de ce qui n’est pas encore réparé.
#
# ## Le bilan
#
# La cellule suivante relit toutes vos réponses.
