# %% [markdown]
# # ATT&CK et Sigma : l’exercice
#
# Une nuit, un petit parc de machines, et des traces. Vous donnez à chaque trace son nom dans ATT&CK, vous faites taire une règle qui crie au loup, et vous écrivez une règle Sigma que l’on peut poser au travail.
#
# Six tâches, 20 points, environ 85 minutes. Vous pouvez vous arrêter et revenir. Chaque tâche se fait sans les autres, sauf que la sixième se sert de `measure`, écrite à la cinquième. Ce qui est prêté porte un nom qui commence par `lent_`, « prêté » en anglais.
#
# Cette nuit est la vôtre : votre voisine en a une autre. Elle est fabriquée, et les gens n’existent pas. Ailleurs, on ne regarde les traces d’un système qu’avec l’autorisation écrite de son propriétaire : la leçon donne les articles de loi et leur date.
#
# Après chaque réponse, exécutez la cellule `check("…")`. Si vous restez en panne, écrivez `hint("catalog")` dans une cellule à vous : il y a trois indices par tâche, et ils ne coûtent rien.

# %% cell="setup"
from autograder.check import check, check_all, hint, solution, variant

# %% [markdown]
# Cette cellule apporte les outils de la leçon : le compilateur Sigma et la base de données. Exécutez-la aussi.

# %% cell="imports"
import json
import sqlite3

from sigma.backends.sqlite import sqliteBackend
from sigma.rule import SigmaRule

# %% [markdown]
# ## Tâche 1. Prévoir ce que dit une règle (3 points)
#
# Voici le cœur d’une règle, et cinq programmes lancés cette nuit-là. `certutil.exe` est un outil de Windows, que l’on détourne parfois pour télécharger.
#
# ```yaml
# detection:
#     selection:
#         Image|endswith: '\certutil.exe'
#         CommandLine|contains:
#             - 'http'
#             - 'ftp'
#     filter:
#         User: 'maintenance'
#     condition: selection and not filter
# ```
#
# | numéro | `Image` | `CommandLine` | `User` |
# |---|---|---|---|
# | 1 | `C:\Windows\System32\certutil.exe` | `certutil -urlcache http://192.0.2.7/a` | `linh` |
# | 2 | `C:\Windows\System32\certutil.exe` | `certutil -hashfile image.iso` | `linh` |
# | 3 | `C:\Windows\System32\CERTUTIL.EXE` | `CERTUTIL -urlcache FTP://192.0.2.7/b` | `goran` |
# | 4 | `C:\Windows\System32\certutil.exe` | `certutil -urlcache http://192.0.2.9/c` | `maintenance` |
# | 5 | `C:\Windows\notepad.exe` | `notepad http.txt` | `goran` |
#
# Une autre règle, une autre nuit : elle a levé 8 alertes. L’analyste les a lues : 6 étaient de vraies attaques. Or il y a eu 24 attaques, cette nuit-là.
#
# Sans rien exécuter, donnez cinq réponses, une par ligne, de la forme `nom = réponse` :
#
# - `alerts` : la liste des numéros que la première règle signale, par exemple `[2, 5]`.
# - `list_means` : sous un champ, une liste de valeurs veut dire `"and"` (toutes) ou `"or"` (au moins une) ?
# - `precision` : la précision de l’autre règle, un nombre entre 0 et 1, écrit avec un point.
# - `recall` : son rappel, de même.
# - `noisy_recall` : le rappel d’une règle qui signale tous les événements, sans exception.

# %% task="predict"
### BEGIN SOLUTION
alerts = [1, 3]
list_means = "or"
precision = 0.75
recall = 0.25
noisy_recall = 1
### END SOLUTION

# %% [markdown]
# ## Tâche 2. Lire le catalogue (3 points)
#
# Voici un extrait d’ATT&CK, au format STIX 2.1, dans `data/attack.json`. C’est du JSON : des dictionnaires et des listes, comme au module 02. La mention de licence de MITRE est dans le fichier.

# %% cell="lent-catalog"
with open("data/attack.json", encoding="utf-8") as file:
    bundle = json.load(file)

print(len(bundle["objects"]), bundle["objects"][0]["definition"]["statement"])
print(json.dumps(bundle["objects"][6], indent=1))

# %% [markdown]
# Écrivez `read_catalog(bundle)`. Elle rend un dictionnaire : à chaque numéro de technique, par exemple `"T1110"`, un dictionnaire de deux étiquettes, `"name"` le nom et `"tactics"` la liste des tactiques, dans l’ordre du fichier.
#
# - Une technique est un objet dont le `"type"` vaut `"attack-pattern"`. Laissez les autres.
# - Laissez aussi les techniques retirées : elles ont une étiquette `"revoked"` qui vaut `True`. Les autres ne l’ont pas toujours : `objet.get("revoked")` rend `None` quand elle manque, sans erreur.
# - Le numéro est l’`"external_id"` de la référence dont la `"source_name"` vaut `"mitre-attack"`. Elle n’est pas toujours la première de la liste.
# - Chaque tactique est le `"phase_name"` d’un élément de `"kill_chain_phases"`.


# %% task="catalog"
def read_catalog(bundle):
    """Rend {numéro: {"name": nom, "tactics": [tactiques]}}."""
    ### BEGIN SOLUTION
    catalog = {}
    for item in bundle["objects"]:
        if item["type"] == "attack-pattern" and not item.get("revoked"):
            tactics = []
            for phase in item["kill_chain_phases"]:
                tactics.append(phase["phase_name"])
            for reference in item["external_references"]:
                if reference["source_name"] == "mitre-attack":
                    catalog[reference["external_id"]] = {"name": item["name"], "tactics": tactics}
    return catalog
    ### END SOLUTION


# %% [markdown]
# ## Tâche 3. Nommer huit traces, et le prouver (4 points)
#
# Huit traces de la nuit, sous huit lettres, dans le désordre. `sshd` est la porte d’entrée à distance d’une machine Linux. `LogonType=10` est la façon dont Windows note une session ouverte par le bureau à distance. `lsass.exe` est le programme qui garde les mots de passe en mémoire.

# %% cell="my-traces"
traces = variant()["traces"]
for letter in traces:
    print(letter, traces[letter])

# %% [markdown]
# Les noms à donner sont ceux du catalogue. Les voici en clair :
#
# | numéro | ce que fait l’attaquant |
# |---|---|
# | `T1566.001` | il envoie une pièce jointe piégée |
# | `T1204.002` | il compte sur quelqu’un pour ouvrir un fichier piégé |
# | `T1059.001` | il se sert de PowerShell |
# | `T1053.005` | il programme une tâche qui reviendra |
# | `T1003.001` | il lit les mots de passe gardés en mémoire |
# | `T1110` | il essaie des mots de passe, sans plus de précision |
# | `T1110.003` | il essaie un mot de passe sur beaucoup de comptes |
# | `T1078` | il entre avec un compte qui existe, comme s’il était chez lui |
# | `T1021.001` | il passe d’une machine à l’autre par le bureau à distance |
# | `T1490` | il empêche de revenir en arrière |
# | `T1486` | il rend les fichiers illisibles |
#
# Quand deux noms vont, le plus précis l’emporte. Donnez deux dictionnaires :
#
# - `techniques` donne à chacune des huit lettres le numéro d’une technique.
# - `quotes` donne à chaque lettre votre preuve : un morceau de la trace, recopié tel quel, de 4 à 30 signes, *qui ne se trouve dans aucune des sept autres*. Une heure, un nom de machine ou une adresse ne prouvent rien : citez les mots qui disent ce qui est fait.

# %% task="night"
### BEGIN SOLUTION
MARKERS = {
    "T1566.001": "attachment=",
    "T1204.002": "WINWORD.EXE",
    "T1059.001": "powershell.exe",
    "T1053.005": "schtasks /create",
    "T1003.001": "lsass.exe",
    "T1110.003": "Failed password",
    "T1078": "Accepted password",
    "T1021.001": "LogonType=10",
    "T1490": "delete shadows",
    "T1486": " fois)",
}
techniques = {}
quotes = {}
for letter in traces:
    for number in MARKERS:
        if MARKERS[number] in traces[letter]:
            techniques[letter] = number
            quotes[letter] = MARKERS[number]
### END SOLUTION

# %% [markdown]
# ## Tâche 4. Remettre une attaque dans l’ordre (2 points)
#
# Sept étapes, mélangées. Chacune, sauf la première, a besoin d’une autre avant elle.
#
# - `A` : Depuis le serveur, les fichiers de la comptabilité deviennent illisibles.
# - `B` : Le document ouvert lance PowerShell, qui apporte un outil sur le poste.
# - `C` : Sur le serveur, les copies de secours sont effacées, pour que le chiffrement qui vient soit sans retour.
# - `D` : Un courriel arrive, avec une facture jointe.
# - `E` : Ce mot de passe ouvre le bureau à distance du serveur.
# - `F` : Inès ouvre la facture jointe.
# - `G` : L’outil lit la mémoire du poste, et y trouve un mot de passe d’administration.
#
# Donnez l’ordre : les sept lettres entre guillemets, par exemple `order = "ABCDEFG"`.

# %% task="steps"
### BEGIN SOLUTION
order = "DFBGECA"
### END SOLUTION

# %% [markdown]
# ## Tâche 5. Faire taire une règle qui crie au loup (4 points)
#
# PowerShell accepte une commande codée, illisible au premier regard. Trois façons de l’écrire, majuscules ou non : `-EncodedCommand`, `-enc`, ou `-e` suivi d’un espace. Les attaquants l’aiment. Votre nuit en contient sept. Quatre sont des attaques : un analyste les a confirmées une à une. Voici votre nuit, et deux outils.

# %% cell="lent-sigma"
events = variant()["events"]
confirmed = variant()["confirmed"]


def lent_compile(rule):
    """Prêté : compile le texte d’une règle Sigma en une requête SQL."""
    return sqliteBackend(collate_nocase=True).convert_rule(SigmaRule.from_yaml(rule))[0]


def lent_run(query, events):
    """Prêté : rend les numéros des événements que la requête retient."""
    base = sqlite3.connect(":memory:")
    base.execute("CREATE TABLE logs (id, UtcTime, Computer, User, ParentImage, Image, CommandLine)")
    for event in events:
        base.execute(
            "INSERT INTO logs VALUES (:id, :UtcTime, :Computer, :User, :ParentImage, :Image, :CommandLine)", event
        )
    return [row[0] for row in base.execute(query).fetchall()]


for event in events:
    print(event["id"], event["User"].ljust(14), event["ParentImage"].rsplit("\\", 1)[1].ljust(13), event["CommandLine"])
print("confirmed:", confirmed["powershell"])

# %% [markdown]
# Les trois autres commandes codées sont normales : elles viennent de l’outil qui fait l’inventaire du parc. Voici son chemin, puis la règle d’origine, et le parent de chaque événement qu’elle signale.

# %% cell="draft"
draft_rule = r"""
title: PowerShell avec une commande codée
id: 3f0c4d52-7d0a-4b57-9a63-0d6f3f0f9a11
status: experimental
logsource:
    category: process_creation
    product: windows
detection:
    selection:
        Image|endswith: '\powershell.exe'
        CommandLine|contains: '-e'
    condition: selection
level: high
tags:
    - attack.t1059.001
"""
print(variant()["tool"])
print(lent_compile(draft_rule))
for event in events:
    if event["id"] in lent_run(lent_compile(draft_rule), events):
        print(event["id"], event["ParentImage"])

# %% [markdown]
# Le `r` devant les trois guillemets garde les barres obliques inverses telles quelles : gardez-le.
#
# 1. Écrivez `measure(alerts, bad)`. Elle reçoit deux listes de numéros, sans répétition : ce que la règle signale, et ce qui était vraiment une attaque. Elle rend un dictionnaire de cinq étiquettes : `"tp"` les vraies alertes, `"fp"` les fausses, `"fn"` les attaques manquées (trois nombres), `"precision"` et `"recall"`. Quand il n’y a aucune alerte, la précision vaut `None` ; quand il n’y a aucune attaque, le rappel vaut `None`.
# 2. Écrivez `quiet_rule`, le texte d’une règle réparée. Sur votre nuit, elle signale les quatre attaques et rien d’autre. Elle sera essayée sur d’autres nuits, avec d’autres gens, d’autres machines et le même outil d’inventaire.
#
# Dans une cellule à vous, `lent_run(lent_compile(quiet_rule), events)` montre ce qu’elle signale. Regardez bien les programmes parents (`ParentImage`) avant d’écrire le filtre. Un nom de fichier se copie ; un chemin sous `C:\Program Files` demande d’être administrateur.


# %% task="wolf"
### BEGIN SOLUTION
def measure(alerts, bad):
    tp = 0
    for number in alerts:
        if number in bad:
            tp = tp + 1
    result = {"tp": tp, "fp": len(alerts) - tp, "fn": len(bad) - tp, "precision": None, "recall": None}
    if alerts != []:
        result["precision"] = tp / len(alerts)
    if bad != []:
        result["recall"] = tp / len(bad)
    return result


quiet_rule = r"""
title: PowerShell avec une commande codée
id: 3f0c4d52-7d0a-4b57-9a63-0d6f3f0f9a11
status: experimental
logsource:
    category: process_creation
    product: windows
detection:
    selection:
        Image|endswith: '\powershell.exe'
        CommandLine|contains:
            - ' -enc'
            - ' -e '
    filter:
        ParentImage: 'TOOL'
    condition: selection and not filter
level: high
tags:
    - attack.t1059.001
""".replace("TOOL", variant()["tool"])
### END SOLUTION

# %% [markdown]
# ## Tâche 6. Écrire une règle pour le travail (4 points)
#
# Avant de chiffrer, un rançongiciel empêche de revenir en arrière. C’est la technique `T1490`. La fiche de MITRE cite quatre façons, avec quatre programmes de Windows :
#
# | programme | ce que fait l’attaquant | ce que fait un jour normal |
# |---|---|---|
# | `vssadmin.exe` | `delete` et `shadows` : il efface les copies de secours | `list shadows` |
# | `wmic.exe` | `shadowcopy` et `delete` : de même | `shadowcopy list brief` |
# | `wbadmin.exe` | `delete` et `catalog` : il efface la liste des sauvegardes | `start backup` |
# | `bcdedit.exe` | `recoveryenabled` et `no` : il coupe la réparation au démarrage | `recoveryenabled yes` |
#
# Un attaquant met parfois deux espaces entre deux mots. Et un bloc-notes qui ouvre un fichier au nom inquiétant n’efface rien.
#
# Écrivez `rule`, le texte d’une règle Sigma complète :
#
# - `title` : de 10 à 256 signes ; `id` : un identifiant neuf, qu’une cellule vous fabrique plus bas ; `status` : `experimental` ;
# - `description` : ce qu’elle voit et pourquoi c’est grave, 40 signes au moins ;
# - `logsource` : `category: process_creation` et `product: windows` ;
# - `detection` : ce qui signale les quatre façons, et rien de normal. Une recherche par façon, et une `condition` qui dit `or` ;
# - `falsepositives` : une liste d’au moins une fausse alerte possible, 15 signes au moins, pour la personne qui la lira à 3 h du matin ;
# - `level` : `high`, et `tags` : au moins `attack.t1490`.
#
# Essayez-la avec `lent_run(lent_compile(rule), events)` : l’analyste a confirmé les numéros `confirmed["recovery"]`. Finissez la cellule par deux lignes : `result = measure(…)`, la mesure de votre règle sur votre nuit, et `lent_save("regle.yml", rule)`.

# %% cell="lent-save"
import uuid


def lent_save(path, text):
    """Prêté : écrit un texte dans un fichier."""
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)


print(confirmed["recovery"])
print("id:", uuid.uuid4())

# %% task="rule"
### BEGIN SOLUTION
rule = r"""
title: Effacement des moyens de revenir en arrière de Windows
id: 8b1f5a0e-2c64-4e0f-9d0b-43a7c1d9e243
status: experimental
description: Un programme de Windows efface les copies de secours, ou coupe la réparation. Un rançongiciel le fait juste avant de chiffrer.
references:
    - https://attack.mitre.org/techniques/T1490/
logsource:
    category: process_creation
    product: windows
detection:
    shadows:
        Image|endswith: '\vssadmin.exe'
        CommandLine|contains|all:
            - 'delete'
            - 'shadows'
    copies:
        Image|endswith: '\wmic.exe'
        CommandLine|contains|all:
            - 'shadowcopy'
            - 'delete'
    catalog:
        Image|endswith: '\wbadmin.exe'
        CommandLine|contains|all:
            - 'delete'
            - 'catalog'
    repair:
        Image|endswith: '\bcdedit.exe'
        CommandLine|contains|all:
            - 'recoveryenabled'
            - ' no'
    condition: shadows or copies or catalog or repair
falsepositives:
    - Un administrateur qui libère de la place sur un disque, prévu et noté au cahier
level: high
tags:
    - attack.impact
    - attack.t1490
"""
result = measure(lent_run(lent_compile(rule), events), confirmed["recovery"])
lent_save("regle.yml", rule)
### END SOLUTION

# %% [markdown]
# Le fichier `regle.yml` peut partir au travail. Chez vous, elle passera par le compilateur du logiciel de la maison, et non par SQLite : c’est tout l’intérêt de Sigma. Laissez-la une semaine en `experimental`, lisez chaque alerte, puis mesurez de nouveau.
#
# ## Le bilan
#
# La cellule suivante relit toutes vos réponses.
