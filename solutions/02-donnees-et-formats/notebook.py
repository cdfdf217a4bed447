# %% [markdown]
# # Données et formats : l’exercice
#
# Fatou ferme sa quincaillerie à Gérardmer. Noémie tient la sienne à Magog. Leurs caisses ont rendu chacune un fichier, et la comptable attend deux fichiers propres ce soir.
#
# Six tâches, 20 points, environ 80 minutes. Chaque tâche se fait sans les autres : vous pouvez en laisser une et y revenir. Écrivez à la place de `# VOTRE CODE ICI`, effacez la ligne `raise NotImplementedError()`, exécutez, puis exécutez la cellule `check` du dessous.
#
# Un essai raté ne coûte rien. Pour un coup de pouce, tapez par exemple `hint("read_export")` dans une cellule à vous : il y a trois indices par tâche.
#
# Les deux caisses, les articles et les ventes sont inventés par un programme. Aucun client n’y figure.

# %% [markdown]
# Exécutez d’abord les deux cellules suivantes. Elles sont verrouillées : la première prépare les vérifications, la seconde les outils de la leçon.

# %% cell="setup"
from autograder.check import check, check_all, hint, solution, variant

# %% cell="tools"
import base64
import csv
import io
import json
import uuid
from decimal import Decimal
from pathlib import Path

import pandas

SPACES = [" ", "\u00a0", "\u202f"]  # l’espace, l’espace insécable, l’espace insécable étroit


def cents(text):
    """Rend le nombre de centimes d’un montant qui a toujours deux chiffres après la virgule."""
    return int(text.replace(",", ""))


# %% [markdown]
# ## Tâche 1. Prédire (3 points)
#
# Lisez ces quatre petits programmes sans les exécuter. Qu’affiche chacun ?
#
# Programme A :
#
# ```python
# print(len("Noël".encode("utf-8")))
# ```
#
# Programme B :
#
# ```python
# print(len("Zoé".encode("utf-8").decode("cp1252")))
# ```
#
# Programme C :
#
# ```python
# print(0.1 + 0.2 == 0.3)
# ```
#
# Programme D :
#
# ```python
# print(len(base64.b64encode(b"four")))
# ```
#
# Répondez par quatre noms : `guess_a`, `guess_b`, `guess_c` et `guess_d`. Chacun désigne ce que l’écran montre, entre guillemets. Si A montrait 12, vous écririez `guess_a = "12"`.

# %% task="predict_formats"
### BEGIN SOLUTION
guess_a = "5"
guess_b = "4"
guess_c = "False"
guess_d = "8"
### END SOLUTION

# %% [markdown]
# ## Tâche 2. Réparer (4 points)
#
# Voici des montants tels que les deux caisses les écrivent. Vous verrez des espaces : certains sont insécables, l’œil ne les distingue pas.
#
# | texte | d’où il vient | nombre voulu |
# |---|---|---|
# | `4,50` | les deux caisses | `Decimal("4.50")` |
# | `1 234,56 €` | Gérardmer | `Decimal("1234.56")` |
# | `89,95 $` | Magog | `Decimal("89.95")` |
# | `-2,00` | un article rendu | `Decimal("-2.00")` |
#
# Le stagiaire a laissé ce brouillon. Exécutez-le.


# %% cell="draft"
def parse_amount_draft(text):
    text = text.replace(" ", "").replace("€", "")
    text = text.replace(",", "")
    return float(text)


print(parse_amount_draft("4,50"))
print(parse_amount_draft("1 234,56 €"))

# %% [markdown]
# Il répond `450.0` pour `4,50`. Quatre choses sont à reprendre :
#
# - la virgule disparaît, alors qu’elle doit devenir un point ;
# - le signe `$` reste ;
# - les espaces insécables restent : la liste `SPACES`, prête plus haut, contient les trois espaces ;
# - `float` n’est pas exact ; pour de l’argent, c’est `Decimal`.
#
# Écrivez la fonction réparée sous le nom `parse_amount`. Elle reçoit un texte et rend un `Decimal`.


# %% task="repair_amount"
### BEGIN SOLUTION
def parse_amount(text):
    for sign in SPACES + ["€", "$"]:
        text = text.replace(sign, "")
    text = text.replace(",", ".")
    return Decimal(text)


### END SOLUTION

# %% [markdown]
# ## Tâche 3. Lire un export, d’où qu’il vienne (4 points)
#
# Voici le début des deux fichiers, en octets. Regardez où sont les accents.

# %% cell="two-exports"
gerardmer = Path("data/ventes-gerardmer.csv").read_bytes()
magog = Path("data/ventes-magog.csv").read_bytes()
print(gerardmer[:120])
print(magog[:120])

# %% [markdown]
# À Gérardmer, la caisse écrit en Windows-1252 : `\xe9` est un « é ». À Magog, elle écrit en UTF-8 : `\xc3\xa9` est un « é », et le fichier commence par la marque `\xef\xbb\xbf`.
#
# Écrivez deux fonctions :
#
# - `decode_export(data)` reçoit des octets et rend un texte. Elle essaie l’UTF-8, en enlevant la marque du début s’il y en a une. Si Python refuse, elle prend Windows-1252.
# - `read_export(data, delimiter)` reçoit des octets et le séparateur, par exemple `";"`. Elle rend la liste des lignes, chacune en dictionnaire, avec `csv.DictReader` et `io.StringIO`.
#
# Un article peut contenir un `;` ou un retour à la ligne, entre guillemets : le lecteur de CSV sait le faire, ne coupez pas le texte vous-même.


# %% task="read_export"
### BEGIN SOLUTION
def decode_export(data):
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252")


def read_export(data, delimiter):
    text = decode_export(data)
    return list(csv.DictReader(io.StringIO(text), delimiter=delimiter))


### END SOLUTION

# %% [markdown]
# ## Tâche 4. Contrôler votre export (3 points)
#
# Cet export est le vôtre : votre voisine en a un autre. Il est fabriqué. La cellule suivante l’ouvre avec pandas et garde toutes les valeurs en texte.

# %% cell="my-export"
export = bytes.fromhex(variant()["export"])
table = pandas.read_csv(io.BytesIO(export), sep=";", encoding="cp1252", dtype=str)
my_rows = table.to_dict("records")
print(table)

# %% [markdown]
# `my_rows` est une liste de dictionnaires, un par ligne. Les étiquettes sont `"ticket"`, `"article"`, `"quantité"`, `"prix"` et `"montant"`. Sur chaque ligne, la quantité fois le prix doit donner le montant. Une seule ligne se trompe : son montant a été retapé à la main.
#
# Ici, comptez en centimes, avec la fonction `cents` prête plus haut : `cents("4,50")` rend 450. Un nombre entier est toujours exact.
#
# - `find_broken(rows)` rend la liste des tickets dont le montant est faux.
# - `total_cents(rows)` rend le total juste, en centimes : la somme des quantités fois les prix. Elle ne se fie pas à la colonne `"montant"`.
#
# Finissez par deux lignes qui donnent les noms `my_broken` et `my_total` aux réponses pour `my_rows`.


# %% task="audit_export"
### BEGIN SOLUTION
def find_broken(rows):
    broken = []
    for row in rows:
        if int(row["quantité"]) * cents(row["prix"]) != cents(row["montant"]):
            broken.append(row["ticket"])
    return broken


def total_cents(rows):
    total = 0
    for row in rows:
        total = total + int(row["quantité"]) * cents(row["prix"])
    return total


my_broken = find_broken(my_rows)
my_total = total_cents(my_rows)
### END SOLUTION

# %% [markdown]
# ## Tâche 5. Distinguer (3 points)
#
# Le fournisseur de la caisse écrit : « Vos notes sont protégées, elles sont en base64. » Avant de répondre, classez ces six cas.
#
# - A : une note écrite `Y2Fm6Q==` dans un fichier.
# - B : 64 signes affichés à côté d’un téléchargement, pour vérifier qu’il est arrivé intact.
# - C : une archive que la comptable ouvre avec une phrase secrète.
# - D : un « é » écrit sur deux octets, `c3 a9`.
# - E : la page de la banque pendant qu’elle voyage : seuls les deux bouts, qui ont la clé, la lisent.
# - F : 64 signes gardés au lieu d’un contrat : on voit si le contrat change, on ne peut pas le retrouver.
#
# Rangez vos réponses dans un dictionnaire `kinds`, avec les étiquettes `"A"` à `"F"`. Les valeurs possibles sont `"encoding"` (codage), `"hash"` (empreinte) et `"encryption"` (chiffrement).
#
# Puis la preuve. Écrivez `open_note(text)`, qui reçoit un texte en base64 et rend le texte d’origine, codé en UTF-8. Finissez par `my_note = open_note(note)` : vous lirez la note « protégée » sans aucune clé.

# %% cell="my-note"
note = variant()["note"]
print(note)


# %% task="tell_apart"
### BEGIN SOLUTION
kinds = {
    "A": "encoding",
    "B": "hash",
    "C": "encryption",
    "D": "encoding",
    "E": "encryption",
    "F": "hash",
}


def open_note(text):
    return base64.b64decode(text).decode("utf-8")


my_note = open_note(note)
### END SOLUTION

# %% [markdown]
# Affichez `my_note` dans une cellule à vous : voilà de quoi répondre au fournisseur.

# %% [markdown]
# ## Tâche 6. Écrire les fichiers propres (3 points)
#
# La comptable veut deux fichiers : un JSON pour son logiciel, un CSV pour son tableur. Ils reprennent votre export, `my_rows`.
#
# `make_id(name)` rend, en texte, l’UUID de version 5 de ce nom dans l’espace `uuid.NAMESPACE_DNS`. Un exemple publié : `"www.example.com"` donne `"2ed6657d-e927-568b-95e1-2665a8aea6a2"`.
#
# `clean_rows(rows)` rend une liste de dictionnaires neufs, dans le même ordre, avec ces étiquettes :
#
# | étiquette | valeur |
# |---|---|
# | `"id"` | ce que rend `make_id` pour le ticket |
# | `"ticket"` | le ticket, en texte |
# | `"article"` | l’article, accents compris |
# | `"cents"` | la quantité fois le prix, en centimes, un nombre entier |
#
# Écrivez ensuite les deux fichiers, à partir de `clean_rows(my_rows)` :
#
# - `ventes.json` : avec `json.dumps`, en UTF-8, et des accents lisibles (`ensure_ascii=False`) ;
# - `ventes.csv` : avec `pandas.DataFrame(…).to_csv`, séparateur `;`, sans la colonne de numéros (`index=False`), codage `utf-8-sig` pour que le tableur voie les accents.


# %% task="clean_files"
### BEGIN SOLUTION
def make_id(name):
    return str(uuid.uuid5(uuid.NAMESPACE_DNS, name))


def clean_rows(rows):
    cleaned = []
    for row in rows:
        amount = int(row["quantité"]) * cents(row["prix"])
        cleaned.append(
            {"id": make_id(row["ticket"]), "ticket": row["ticket"], "article": row["article"], "cents": amount}
        )
    return cleaned


sales = clean_rows(my_rows)
Path("ventes.json").write_text(json.dumps(sales, ensure_ascii=False), encoding="utf-8")
pandas.DataFrame(sales).to_csv("ventes.csv", sep=";", index=False, encoding="utf-8-sig")
### END SOLUTION

# %% [markdown]
# Les deux fichiers sont à côté de ce carnet. Ouvrez `ventes.csv` dans votre tableur : les accents et les colonnes sont en place.
#
# ## Pour finir
#
# La cellule suivante relit toutes les tâches et compte les points. Exécutez-la, puis enregistrez (Ctrl + S, ou Cmd + S sur un Mac).
