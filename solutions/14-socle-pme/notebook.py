# %% [markdown]
# # Le socle d’une PME : l’exercice
#
# Une entreprise vous ouvre son registre de sécurité. Elle a un client français et un assureur canadien, et un seul après-midi. Vous reliez les deux listes, vous réparez le garde-barrière du registre, vous mesurez les écarts, et vous rendez un plan d’action.
#
# Six tâches, 20 points, environ 80 minutes. Vous pouvez vous arrêter et revenir. Chaque tâche se fait sans les autres. Ce qui est prêté porte un nom qui commence par `lent_`, « prêté » en anglais.
#
# Après chaque réponse, exécutez la cellule `check("…")`. Si vous restez en panne, écrivez `hint("orphans")` dans une cellule à vous : il y a trois indices par tâche, et ils ne coûtent rien.

# %% cell="setup"
from autograder.check import check, check_all, hint, solution, variant

# %% [markdown]
# Cette cellule apporte les outils. Exécutez-la aussi.

# %% cell="imports"
import csv
from datetime import date, timedelta

from jsonschema import Draft202012Validator

# %% [markdown]
# ## Les deux listes
#
# Les 42 mesures du guide de l’ANSSI, dans nos mots. Les numéros sont ceux du guide.

# %% cell="lent-france"
FRANCE = {
    1: tr("Former ceux qui font tourner l’informatique."),
    2: tr("Apprendre à toute l’équipe les gestes de base."),
    3: tr("Encadrer ce que l’on confie à un prestataire."),
    4: tr("Savoir où sont les données sensibles, et tenir un plan du réseau."),
    5: tr("Tenir la liste des comptes qui ont tous les droits."),
    6: tr("Prévoir les arrivées, les départs et les changements de poste."),
    7: tr("N’accepter sur le réseau que le matériel connu."),
    8: tr("Un compte par personne, et un autre pour administrer."),
    9: tr("Ouvrir les données sensibles à ceux qui en ont besoin, et à eux seuls."),
    10: tr("Fixer des règles pour les mots de passe, et les vérifier."),
    11: tr("Ranger à l’abri les mots de passe enregistrés."),
    12: tr("Remplacer les mots de passe d’usine."),
    13: tr("Ajouter un second facteur partout où c’est possible."),
    14: tr("Donner un réglage minimal de sécurité à tout le parc."),
    15: tr("Se méfier des clés USB et des disques qui circulent."),
    16: tr("Régler tous les postes depuis un seul endroit."),
    17: tr("Allumer et régler le pare-feu de chaque poste."),
    18: tr("Chiffrer ce qui est sensible et part par Internet."),
    19: tr("Couper le réseau en zones séparées."),
    20: tr("Protéger le Wi-Fi, et séparer ses usages."),
    21: tr("Préférer les protocoles protégés."),
    22: tr("Faire passer l’accès à Internet par un point contrôlé."),
    23: tr("Isoler ce qui est visible depuis Internet."),
    24: tr("Protéger la messagerie."),
    25: tr("Sécuriser les liaisons avec les partenaires."),
    26: tr("Fermer à clé les salles de serveurs et les locaux techniques."),
    27: tr("Pas d’Internet sur les postes qui administrent."),
    28: tr("Un réseau à part pour administrer."),
    29: tr("Pas de droits d’administrateur sur les postes de tous les jours."),
    30: tr("Protéger du vol et des regards le matériel qui voyage."),
    31: tr("Chiffrer ce qui peut se perdre."),
    32: tr("Protéger la connexion de qui travaille dehors."),
    33: tr("Des règles à part pour les téléphones et les tablettes."),
    34: tr("Décider comment tout se met à jour."),
    35: tr("Prévoir la fin de vie des logiciels."),
    36: tr("Tenir les journaux des machines importantes."),
    37: tr("Sauvegarder ce qui compte, selon une règle écrite."),
    38: tr("Faire contrôler la sécurité, puis corriger."),
    39: tr("Nommer une personne de référence, et la faire connaître."),
    40: tr("Écrire ce que l’on fait en cas d’incident."),
    41: tr("Analyser les risques avec méthode."),
    42: tr("Préférer les produits et services que l’ANSSI a qualifiés."),
}
print(len(FRANCE))

# %% [markdown]
# Les 13 mesures du Centre canadien pour la cybersécurité, puis trois que la norme `CAN/DGSI 104` ajoute. Les étiquettes `D1` à `D3` sont les nôtres.

# %% cell="lent-canada"
CANADA = {
    "C1": tr("Préparer un plan pour les incidents."),
    "C2": tr("Mettre à jour systèmes et logiciels, automatiquement."),
    "C3": tr("Activer les logiciels de protection."),
    "C4": tr("Bien régler les appareils."),
    "C5": tr("Vérifier solidement qui se connecte."),
    "C6": tr("Former le personnel."),
    "C7": tr("Sauvegarder et chiffrer les données."),
    "C8": tr("Protéger les appareils mobiles."),
    "C9": tr("Défendre le bord du réseau."),
    "C10": tr("Encadrer le nuage et les prestataires."),
    "C11": tr("Protéger les sites web."),
    "C12": tr("Limiter les accès et les droits."),
    "C13": tr("Protéger les clés USB et les disques qui circulent."),
    "D1": tr("La direction s’engage."),
    "D2": tr("Quelqu’un répond de la sécurité."),
    "D3": tr("On évalue les risques."),
}
for target in CANADA:
    print(target.ljust(4), CANADA[target])

# %% [markdown]
# ## Tâche 1. Prévoir ce que l’on comptera (3 points)
#
# Un début de correspondance, et un début de registre :
#
# ```python
# {13: ["C5"], 26: [], 31: ["C8", "C13"], 37: ["C7"]}
# ```
#
# | mesure | état |
# |---|---|
# | 13 | `done`, en place |
# | 26 | `excluded`, écartée : aucune salle de serveurs |
# | 31 | `missing`, absente |
# | 37 | `partial`, commencée |
#
# Sans rien exécuter, donnez cinq réponses, une par ligne, de la forme `nom = réponse` :
#
# - `linked` : combien des quatre mesures françaises ont au moins un lien ?
# - `french_orphan` : le numéro de celle qui n’en a pas.
# - `canadian_orphan` : parmi `"C5"`, `"C7"`, `"C8"`, `"C9"` et `"C13"`, celle que personne ne cite.
# - `percent` : la part couverte, en pour cent. En place vaut 2 points, commencée 1, absente 0. Une mesure écartée ne compte pas dans le total.
# - `valid_means_true` : le schéma accepte la ligne du numéro 13. Est-ce la preuve que le second facteur est en place ? `True` ou `False`.

# %% task="predict"
### BEGIN SOLUTION
linked = 3
french_orphan = 26
canadian_orphan = "C9"
percent = 50
valid_means_true = False
### END SOLUTION

# %% [markdown]
# ## Tâche 2. Relier les deux listes (3 points)
#
# Dix mesures françaises attendent leur lien : 2, 3, 13, 15, 26, 34, 37, 39, 40 et 41. Pour chacune, donnez l’étiquette canadienne qui avance du même travail, de `"C1"` à `"C13"`, ou de `"D1"` à `"D3"`. Une seule n’a pas de lien : donnez-lui `"none"`.
#
# Écrivez un dictionnaire nommé `links`, sur ce modèle : `links = {2: "…", 3: "…"}`, avec les dix numéros.

# %% task="match"
### BEGIN SOLUTION
links = {
    2: "C6",
    3: "C10",
    13: "C5",
    15: "C13",
    26: "none",
    34: "C2",
    37: "C7",
    39: "D2",
    40: "C1",
    41: "D3",
}
### END SOLUTION

# %% [markdown]
# ## Tâche 3. Trouver ce qui n’est relié à rien (4 points)
#
# Le prestataire de l’entreprise a relié les autres mesures. Chaque numéro mène à une liste d’étiquettes, vide quand il n’y a pas de lien. Il a laissé une faute de frappe.

# %% cell="lent-links"
lent_links = {1: ["C6"], 4: ["D3"], 5: ["C12"], 6: ["C12"], 7: ["C9"], 8: ["C12"], 9: ["C12"], 10: ["C5"]}
lent_links |= {11: ["C5"], 12: ["C4"], 14: ["C3", "C4"], 16: ["C4"], 17: ["C3"], 18: ["C7"], 19: ["C9"]}
lent_links |= {20: ["C9"], 21: [], 22: ["C9"], 23: ["C9", "C11"], 24: ["C9"], 25: [], 27: ["C12"], 28: []}
lent_links |= {29: ["C21"], 30: ["C8"], 31: ["C8", "C13"], 32: ["C8", "C9"], 33: ["C8"], 35: ["C2"]}
lent_links |= {36: [], 38: [], 42: []}
lent_targets = list(CANADA)
print(len(lent_links), len(lent_targets))

# %% [markdown]
# Écrivez `find_orphans(links, targets)`. Elle reçoit des liens et la liste des étiquettes qui existent. Elle rend un dictionnaire de trois listes :
#
# | étiquette | contenu |
# |---|---|
# | `"sources"` | les numéros dont la liste de liens est vide, dans l’ordre de `links` |
# | `"targets"` | les étiquettes de `targets` que personne ne cite, dans l’ordre de `targets` |
# | `"unknown"` | les étiquettes citées qui ne sont pas dans `targets`, une fois chacune, dans l’ordre où on les rencontre |
#
# Finissez par `my_orphans = find_orphans(lent_links, lent_targets)`.


# %% task="orphans"
### BEGIN SOLUTION
def find_orphans(links, targets):
    sources = []
    cited = []
    for number in links:
        if links[number] == []:
            sources.append(number)
        cited = cited + links[number]
    alone = []
    for target in targets:
        if target not in cited:
            alone.append(target)
    unknown = []
    for target in cited:
        if target not in targets and target not in unknown:
            unknown.append(target)
    return {"sources": sources, "targets": alone, "unknown": unknown}


my_orphans = find_orphans(lent_links, lent_targets)
### END SOLUTION

# %% [markdown]
# Affichez `my_orphans` dans une cellule à vous. Une étiquette inconnue est presque toujours une faute de frappe : on la corrige avant de croire aux deux autres listes.

# %% [markdown]
# ## Tâche 4. Réparer un schéma trop accueillant (4 points)
#
# Le prestataire a aussi écrit un schéma pour les lignes du registre. `"pattern"` demande une forme au texte : ici quatre chiffres, un tiret, deux chiffres, un tiret, deux chiffres. Cette partie est juste.

# %% cell="lent-draft"
DRAFT_SCHEMA = {
    "type": "object",
    "properties": {
        "measure": {"type": "integer"},
        "status": {"type": "string"},
        "owner": {"type": "string", "minLength": 1},
        "checked": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
        "reason": {"type": "string", "minLength": 1},
    },
    "required": ["measure", "status", "checked"],
}
WRONG_ROWS = [
    {"measure": 43, "status": "done", "owner": "Aïcha", "checked": "2026-11-02"},
    {"measure": 13, "status": "oui", "owner": "Aïcha", "checked": "2026-11-02"},
    {"measure": 13, "status": "done", "checked": "2026-11-02"},
    {"measure": 13, "status": "done", "owner": "Aïcha", "checked": "2026-11-02", "raison": "…"},
    {"measure": 26, "status": "excluded", "owner": "Aïcha", "checked": "2026-11-02"},
]
for row in WRONG_ROWS:
    print(Draft202012Validator(DRAFT_SCHEMA).is_valid(row), row)

# %% [markdown]
# Cinq lignes fausses, cinq fois `True`. Écrivez le schéma réparé, `ROW_SCHEMA`, et la fonction `is_valid_row(row)`, qui rend `True` quand il accepte la ligne et `False` sinon. Les règles :
#
# - `measure` est un entier de 1 à 42 ;
# - `status` est `"done"`, `"partial"`, `"missing"` ou `"excluded"` ;
# - `measure`, `status`, `owner` et `checked` sont obligatoires ;
# - aucune autre étiquette que les cinq n’est permise ;
# - quand `status` est `"excluded"`, `reason` est obligatoire.


# %% task="schema"
### BEGIN SOLUTION
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
    return Draft202012Validator(ROW_SCHEMA).is_valid(row)


### END SOLUTION

# %% [markdown]
# ## Tâche 5. Mesurer les écarts de votre entreprise (3 points)
#
# Ce registre est le vôtre : votre voisine en a un autre. L’entreprise et les gens sont inventés. Les raisons sont en français, comme l’entreprise les a notées. Toutes les lignes sont bien formées, et chaque numéro y paraît une fois au plus.

# %% cell="my-register"
company = variant()["company"]
register = variant()["register"]
CHAPTERS = {"I": range(1, 4), "II": range(4, 8), "III": range(8, 14), "IV": range(14, 19), "V": range(19, 27)}
CHAPTERS |= {"VI": range(27, 30), "VII": range(30, 34), "VIII": range(34, 36), "IX": range(36, 41), "X": range(41, 43)}

print(company, len(register))
for row in register:
    print(row)

# %% [markdown]
# Écrivez deux fonctions :
#
# 1. `find_gaps(register)` rend la liste des numéros de 1 à 42, dans l’ordre croissant, qui sont des écarts. Un numéro n’est pas un écart si sa ligne dit `"done"` ou `"excluded"`. Tout le reste en est un, y compris un numéro *absent* du registre.
# 2. `coverage(register, numbers)` rend la part couverte des mesures de `numbers`, en pour cent, arrondie vers le bas. En place vaut 2 points, commencée 1, le reste 0. Une mesure écartée sort du compte. Un numéro absent du registre reste dans le compte, à 0 point. Si plus aucune mesure ne compte, elle rend `None`.
#
# Finissez par deux réponses sur votre registre : `my_gaps`, la liste des écarts, et `my_coverage`, un dictionnaire qui donne à chacun des dix chapitres de `CHAPTERS` sa part couverte.


# %% task="gaps"
### BEGIN SOLUTION
def find_gaps(register):
    settled = []
    for row in register:
        if row["status"] == "done" or row["status"] == "excluded":
            settled.append(row["measure"])
    gaps = []
    for number in range(1, 43):
        if number not in settled:
            gaps.append(number)
    return gaps


def coverage(register, numbers):
    points = 0
    counted = len(numbers)
    for row in register:
        if row["measure"] in numbers:
            if row["status"] == "done":
                points = points + 2
            if row["status"] == "partial":
                points = points + 1
            if row["status"] == "excluded":
                counted = counted - 1
    if counted == 0:
        return None
    return 100 * points // (2 * counted)


my_gaps = find_gaps(register)
my_coverage = {}
for chapter in CHAPTERS:
    my_coverage[chapter] = coverage(register, CHAPTERS[chapter])
### END SOLUTION

# %% [markdown]
# ## Tâche 6. Rendre un plan d’action justifié (3 points)
#
# Vous avez visité l’entreprise. Pour sept de ses écarts, une fiche dit ce que vous avez vu. `likelihood` est la vraisemblance et `impact` la gravité, de 1 à 4. `days` compte les jours de travail.

# %% cell="my-cards"
my_cards = variant()["cards"]
start = variant()["start"]
print(start)
for card in my_cards:
    print(card)


# %% cell="lent-plan"
WHY = {
    "seen": tr("déjà arrivé ici"),
    "exposed": tr("atteignable depuis Internet"),
    "personal": tr("renseignements personnels en jeu"),
    "quick": tr("un jour de travail au plus"),
}


def lent_add_days(day, count):
    """Prêté : rend la date, en texte, qui vient `count` jours après `day`."""
    return (date.fromisoformat(day) + timedelta(days=count)).isoformat()


def lent_save_plan(path, plan):
    """Prêté : écrit le plan dans un fichier que le tableur ouvre, avec des phrases entières."""
    with open(path, "w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        titles = [
            tr("rang"),
            tr("mesure"),
            tr("risque"),
            tr("jours"),
            tr("responsable"),
            tr("échéance"),
            tr("pourquoi"),
        ]
        writer.writerow([*titles, tr("quoi")])
        for row in plan:
            reasons = ", ".join(WHY[code] for code in row["why"])
            values = [row["rank"], row["measure"], row["risk"], row["days"], row["owner"], row["due"], reasons]
            writer.writerow([*values, FRANCE[row["measure"]]])


print(lent_add_days("2026-11-25", 30))

# %% [markdown]
# Écrivez deux fonctions :
#
# 1. `justify(card)` rend la liste des codes vrais pour cette fiche, dans cet ordre :
#
# | code | quand |
# |---|---|
# | `"seen"` | `card["seen"]` est vrai |
# | `"exposed"` | `card["exposed"]` est vrai |
# | `"personal"` | `card["personal"]` est vrai |
# | `"quick"` | `card["days"]` vaut 1 ou moins |
#
# 2. `build_plan(cards, start)` rend la liste des lignes du plan. Le risque est la vraisemblance fois la gravité. Le plus grand risque vient en tête ; à risque égal, le moins de jours. Chaque ligne est un dictionnaire :
#
# | étiquette | valeur |
# |---|---|
# | `"rank"` | 1 pour la première ligne, puis 2, 3… |
# | `"measure"`, `"days"`, `"owner"` | ceux de la fiche |
# | `"risk"` | le risque |
# | `"due"` | l’échéance : `start` plus 30 jours si le risque est de 12 ou plus, plus 90 s’il est de 6 ou plus, plus 180 sinon |
# | `"why"` | ce que rend `justify` |
#
# Finissez par `plan = build_plan(my_cards, start)`, puis `lent_save_plan("plan-action.csv", plan)`.


# %% task="plan"
### BEGIN SOLUTION
def justify(card):
    codes = []
    if card["seen"]:
        codes.append("seen")
    if card["exposed"]:
        codes.append("exposed")
    if card["personal"]:
        codes.append("personal")
    if card["days"] <= 1:
        codes.append("quick")
    return codes


def get_rank(card):
    return (-card["likelihood"] * card["impact"], card["days"])


def build_plan(cards, start):
    rows = []
    rank = 1
    for card in sorted(cards, key=get_rank):
        risk = card["likelihood"] * card["impact"]
        if risk >= 12:
            delay = 30
        elif risk >= 6:
            delay = 90
        else:
            delay = 180
        row = {"rank": rank, "measure": card["measure"], "risk": risk, "days": card["days"], "owner": card["owner"]}
        row["due"] = lent_add_days(start, delay)
        row["why"] = justify(card)
        rows.append(row)
        rank = rank + 1
    return rows


plan = build_plan(my_cards, start)
lent_save_plan("plan-action.csv", plan)
### END SOLUTION

# %% [markdown]
# Ouvrez `plan-action.csv` dans votre tableur : c’est un plan que l’on peut poser sur une table de réunion. Les échéances se relisent en équipe. Une ligne sans responsable présent dans la salle n’est pas une ligne.
#
# Ces quatre fonctions servent telles quelles sur un autre registre. Gardez le vrai sous clé : c’est la liste de ce qui manque.
#
# ## Le bilan
#
# La cellule suivante relit toutes vos réponses.
