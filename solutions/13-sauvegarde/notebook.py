# %% [markdown]
# # Sauvegarde et mises à jour : l’exercice
#
# Une petite entreprise a perdu ses fichiers dans la nuit. On vous confie ce qui reste : une archive, un manifeste, une liste d’événements, et un budget. Vous dites ce qui peut être repris, combien de travail est perdu, et comment faire mieux.
#
# Six tâches, 20 points, environ 80 minutes. Vous pouvez vous arrêter et revenir. Chaque tâche se fait sans les autres. Ce qui est prêté porte un nom qui commence par `lent_`, « prêté » en anglais.
#
# Après chaque réponse, exécutez la cellule `check("…")`. Si vous restez en panne, écrivez `hint("manifest")` dans une cellule à vous : il y a trois indices par tâche, et ils ne coûtent rien.

# %% cell="setup"
from autograder.check import check, check_all, hint, solution, variant

# %% [markdown]
# Cette cellule apporte les outils de la leçon. Exécutez-la aussi.

# %% cell="imports"
import base64
import hashlib
import io
import json
import zipfile
from datetime import datetime
from pathlib import Path

# %% [markdown]
# ## Tâche 1. Prévoir ce qui reste (3 points)
#
# Sans rien calculer sur la machine, donnez six réponses, une par ligne, de la forme `nom = réponse` :
#
# - `name_starts` : dans une ligne de manifeste, à quelle place commence le nom du fichier ? Les places se comptent à partir de 0.
# - `zip_complains` : un chiffre a changé dans `clients.csv` sur le disque. *Ensuite*, on fait l’archive. `testzip` signale-t-il quelque chose ? `True` ou `False`.
# - `same_hash` : deux fichiers vides ont des noms différents. Leurs empreintes sont-elles égales ? `True` ou `False`.
# - `nas_kept` : le rançongiciel frappe l’ordinateur de la caisse. La copie est sur un disque réseau, branché en permanence et modifiable depuis la caisse. Peut-on compter dessus ? `True` ou `False`.
# - `synced_file` : un dossier est synchronisé avec un service en ligne, sans garder d’anciennes versions. Que trouve-t-on en ligne une heure après l’attaque ? `"intact"` ou `"encrypted"`.
# - `hours_lost` : la dernière bonne copie date de lundi, 22 h. Le rançongiciel frappe mardi, 16 h 30. Combien d’heures de travail sont perdues ? Une demi-heure s’écrit `0.5`.

# %% task="predict"
### BEGIN SOLUTION
name_starts = 66
zip_complains = False
same_hash = True
nas_kept = False
synced_file = "encrypted"
hours_lost = 18.5
### END SOLUTION

# %% [markdown]
# ## Tâche 2. Écrire et lire un manifeste (3 points)
#
# Un rappel. Une ligne de manifeste, c’est 64 signes d’empreinte, un espace, un signe de mode, puis le nom. Le signe de mode est un espace ou une étoile ; les deux veulent dire la même chose pour nous.

# %% cell="example-line"
line = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 *notes de Zoé.txt"
print(line[:64])
print(line[66:])

# %% [markdown]
# Le nom peut contenir des espaces : on ne peut donc pas couper aux espaces.
#
# Écrivez deux fonctions.
#
# 1. `make_manifest(files)` reçoit un dictionnaire qui mène du nom d’un fichier à ses octets. Elle rend le texte du manifeste : une ligne par fichier, avec *deux espaces* avant le nom, et `\n` au bout de chaque ligne. Les noms sont dans l’ordre de `sorted(files)`, l’ordre alphabétique de Python.
# 2. `read_manifest(text)` fait le chemin inverse. Elle rend un dictionnaire qui mène du nom à l’empreinte. Les lignes vides sont laissées de côté. `text.splitlines()` rend la liste des lignes, sans leur `\n`.


# %% task="manifest"
def make_manifest(files):
    """Rend le manifeste de ces fichiers, dans la forme de sha256sum."""
    ### BEGIN SOLUTION
    text = ""
    for name in sorted(files):
        text = text + hashlib.sha256(files[name]).hexdigest() + "  " + name + "\n"
    return text
    ### END SOLUTION


def read_manifest(text):
    """Rend un dictionnaire : du nom à l’empreinte."""
    ### BEGIN SOLUTION
    hashes = {}
    for line in text.splitlines():
        if line != "":
            hashes[line[66:]] = line[:64]
    return hashes
    ### END SOLUTION


# %% [markdown]
# ## Tâche 3. Réparer la vérification, puis juger votre archive (5 points)
#
# Une collègue a écrit une vérification. Elle dit « tout va bien » d’une archive qui ne va pas bien du tout. Voici un exemple : une archive de trois fichiers, et le manifeste fait le vendredi soir, gardé ailleurs. On vous prête une lecture de manifeste.


# %% cell="lent_manifest"
def lent_read_manifest(text):
    """Prêté : rend un dictionnaire, du nom à l’empreinte."""
    return {line[66:]: line[:64] for line in text.splitlines() if line}


example = Path("data/exemple.zip").read_bytes()
friday = lent_read_manifest(Path("data/exemple.sha256").read_text(encoding="utf-8"))
for name in friday:
    print(friday[name][:8], name)


# %% cell="draft"
def restore_draft(data):
    """Brouillon : rend les fichiers de l’archive, du nom aux octets."""
    files = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            files[name] = archive.read(name)
    return files


def compare_draft(manifest, files):
    """Brouillon : compare les fichiers rendus au manifeste."""
    report = {"altered": [], "missing": [], "extra": []}
    for name in files:
        if name not in manifest:
            report["missing"].append(name)
        elif len(files[name]) == 0:
            report["altered"].append(name)
    return report


print(compare_draft(friday, restore_draft(example)))

# %% [markdown]
# Le brouillon ne trouve rien. Pourtant, dans cette archive, un chiffre du numéro de téléphone de l’école a changé.
#
# Il a quatre défauts :
#
# - `restore_draft` rend aussi les *dossiers* de l’archive, comme s’ils étaient des fichiers. Le nom d’un dossier finit par `/`. `name.endswith("/")` le dit.
# - `compare_draft` ne regarde pas le contenu.
# - Elle confond un fichier de trop avec un fichier qui manque.
# - Elle ne parcourt que les fichiers rendus : elle ne peut pas voir ceux qui manquent.
#
# Écrivez les deux fonctions corrigées, puis servez-vous-en sur votre archive.
#
# 1. `restore(data)` reçoit les octets d’une archive zip. Elle rend un dictionnaire, du nom de chaque fichier à ses octets, sans les dossiers.
# 2. `compare_restore(manifest, files)` reçoit le manifeste déjà lu (du nom à l’empreinte) et les fichiers rendus. Elle rend un dictionnaire de trois listes triées : `"altered"` (dans les deux, mais le contenu a changé), `"missing"` (dans le manifeste seulement), `"extra"` (dans l’archive seulement).
# 3. `my_report` est le résultat de `compare_restore` sur votre archive et votre manifeste.
#
# Votre archive voyage en base64, vu au module 02. La cellule suivante la remet en octets. Les noms des fichiers sont en français, comme l’entreprise les a écrits.

# %% cell="case"
my_archive = base64.b64decode(variant()["archive"])
my_manifest = variant()["manifest"]
print(len(my_archive), zipfile.ZipFile(io.BytesIO(my_archive)).testzip())
print(my_manifest)

# %% [markdown]
# `None` : `testzip` n’a rien à redire. L’archive s’ouvre. Est-elle bonne pour autant ?


# %% task="restore"
### BEGIN SOLUTION
def restore(data):
    files = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if not name.endswith("/"):
                files[name] = archive.read(name)
    return files


def compare_restore(manifest, files):
    report = {"altered": [], "missing": [], "extra": []}
    for name in sorted(manifest):
        if name not in files:
            report["missing"].append(name)
        elif hashlib.sha256(files[name]).hexdigest() != manifest[name]:
            report["altered"].append(name)
    for name in sorted(files):
        if name not in manifest:
            report["extra"].append(name)
    return report


my_report = compare_restore(lent_read_manifest(my_manifest), restore(my_archive))
### END SOLUTION

# %% [markdown]
# Vous savez maintenant quels fichiers reprendre, et lesquels demander au comptable ou à un client. L’archive, elle, ne vous aurait rien dit.

# %% [markdown]
# ## Tâche 4. Mesurer la perte et l’arrêt (4 points)
#
# Voici les événements de votre entreprise, dans le désordre : ils viennent de deux machines. Chaque ligne a une heure (`"at"`), un fait (`"what"`) et, pour une sauvegarde, un état (`"state"`).

# %% cell="events"
my_events = variant()["events"]
for event in my_events:
    print(event["at"], event["what"], event["state"])
print(tr("RPO promis, en heures :"), variant()["rpo"])
print(tr("RTO promis, en heures :"), variant()["rto"])

# %% [markdown]
# - `"backup"` : une sauvegarde. `"verified"` : le logiciel a relu sa copie et l’a trouvée égale à l’original ; `"failed"` : elle a échoué.
# - `"entry"` : l’attaquant est entré. `"encrypted"` : le rançongiciel a chiffré les fichiers ; c’est ce moment que nous appelons l’attaque.
# - `"stopped"` : le travail s’est arrêté. `"resumed"` : il a repris.
#
# Chaque liste a un seul `"encrypted"`, un seul `"stopped"` et un seul `"resumed"`. Toutes les heures sont celles de la même ville, et l’heure n’a pas changé cette semaine-là.
#
# La perte va de la dernière bonne sauvegarde jusqu’à `"encrypted"`. Une sauvegarde faite *après* l’attaque, ou dans la même minute, ne compte pas : elle a copié, sans faute, des fichiers déjà chiffrés. L’arrêt va de `"stopped"` à `"resumed"`.
#
# 1. `hours_between(start, end)` reçoit deux heures écrites comme ci-dessus. Elle rend le nombre d’heures de l’une à l’autre, avec ses décimales.
# 2. `last_good(events)` rend l’heure (le texte) de la dernière sauvegarde `"verified"` d’avant l’attaque, ou `None` s’il n’y en a pas. Ces textes se comparent avec `<` : le plus petit est le plus ancien.
# 3. `measure(events, rpo, rto)` rend un dictionnaire : `"loss"` et `"down"`, en heures ; `"rpo_met"` et `"rto_met"`, qui disent si la promesse est tenue. Elle est tenue si la durée ne dépasse pas ce qui est promis : égale, elle convient encore.
# 4. `clocks` est le résultat de `measure` sur `my_events`, avec les deux promesses de votre variante.


# %% task="clocks"
### BEGIN SOLUTION
def hours_between(start, end):
    gap = datetime.fromisoformat(end) - datetime.fromisoformat(start)
    return gap.total_seconds() / 3600


def find_time(events, what):
    for event in events:
        if event["what"] == what:
            return event["at"]


def last_good(events):
    struck = find_time(events, "encrypted")
    best = None
    for event in events:
        usable = event["what"] == "backup" and event["state"] == "verified" and event["at"] < struck
        if usable and (best is None or event["at"] > best):
            best = event["at"]
    return best


def measure(events, rpo, rto):
    loss = hours_between(last_good(events), find_time(events, "encrypted"))
    down = hours_between(find_time(events, "stopped"), find_time(events, "resumed"))
    return {"loss": loss, "down": down, "rpo_met": loss <= rpo, "rto_met": down <= rto}


clocks = measure(my_events, variant()["rpo"], variant()["rto"])
### END SOLUTION

# %% [markdown]
# ## Tâche 5. Quel correctif d’abord ? (2 points)
#
# Six appareils, un seul après-midi. Rappel de la règle de la leçon, à lire de haut en bas, en s’arrêtant à la première ligne qui convient :
#
# 1. Plus aucun correctif n’existera : `"isolate"`, on débranche du réseau et on prévoit de remplacer.
# 2. La faille est déjà exploitée par des attaquants : `"today"`.
# 3. L’appareil est joignable depuis Internet : `"week"`.
# 4. Le reste : `"month"`, avec les mises à jour ordinaires.
#
# Les appareils :
#
# - `"vpn"` : le boîtier d’accès à distance, joignable depuis Internet. Le fabricant écrit que des attaquants se servent déjà de la faille.
# - `"till"` : la caisse, derrière le pare-feu. Faille de note 9,8 sur 10, sans attaque connue.
# - `"site"` : la boutique en ligne. Une faille, un correctif, aucune attaque connue.
# - `"oven"` : l’ordinateur du four, sous un système que son éditeur ne corrige plus. Il est relié au réseau.
# - `"browser"` : le navigateur du bureau, derrière le pare-feu. L’éditeur signale des pages piégées qui utilisent la faille.
# - `"label"` : l’imprimante d’étiquettes, branchée par un câble à un seul poste. Faille de note 5, sans attaque connue.
#
# Écrivez un dictionnaire nommé `patches`, qui donne un des quatre mots à chacun des six appareils.

# %% task="patches"
### BEGIN SOLUTION
patches = {
    "vpn": "today",
    "till": "month",
    "site": "week",
    "oven": "isolate",
    "browser": "today",
    "label": "month",
}
### END SOLUTION

# %% [markdown]
# ## Tâche 6. Juger un plan, puis écrire le vôtre (3 points)
#
# Un plan est une liste de copies. La première est toujours la copie de travail. En voici un, celui de beaucoup de petites entreprises.

# %% cell="common-plan"
WORK = {"name": "work", "media": "disk", "place": "shop", "online": True, "test": ""}
common_plan = [
    WORK,
    {"name": "nas", "media": "disk", "place": "shop", "online": True, "test": ""},
]
for copy in common_plan:
    print(copy["name"], copy["media"], copy["place"], copy["online"], copy["test"])

# %% [markdown]
# `"media"` est la sorte de support, `"place"` l’endroit, `"online"` dit si la copie reste branchée. `"test"` est le jour de l’essai de restauration, écrit `"2026-12-01"`, ou un texte vide si rien n’est prévu.
#
# 1. `judge_plan(copies)` rend la liste de ce qui manque, dans cet ordre :
#    - `"copies"` : il y a moins de trois copies, celle de travail comprise ;
#    - `"media"` : il y a moins de deux sortes de support ;
#    - `"offsite"` : toutes les copies sont à la boutique, `"shop"` ;
#    - `"offline"` : toutes les copies restent branchées ;
#    - `"tested"` : aucune copie n’a de jour d’essai.
#
#    Un plan sans défaut donne `[]`. Pour `common_plan`, tout manque.
# 2. `plan` est le vôtre : une liste, `WORK` d’abord, puis des offres choisies dans la liste de la cellule suivante. À chaque offre choisie, ajoutez `"who"`, le nom d’une personne ou d’un rôle qui s’en occupe, et `"test"`, le jour de l’essai. `judge_plan(plan)` doit rendre `[]`. La somme des `"price"` ne dépasse pas le budget. Au moins une copie se fait assez souvent pour tenir votre RPO.
# 3. Écrivez ce plan dans le fichier `plan-sauvegarde.json`, en JSON, avec les accents lisibles : `Path(…).write_text(…, encoding="utf-8")` et `json.dumps(…, ensure_ascii=False, indent=2)`, qui va à la ligne pour être lisible.

# %% cell="offers"
my_offers = variant()["offers"]
for offer in my_offers:
    print(offer)
print(tr("Budget par an :"), variant()["budget"], tr("RPO, en heures :"), variant()["rpo"])

# %% [markdown]
# Pour prendre la première offre, par exemple : `dict(my_offers[0])` en fait une copie, à laquelle on ajoute les deux étiquettes. Prenez celles qu’il vous faut, sans dépasser le budget.


# %% task="plan"
### BEGIN SOLUTION
def judge_plan(copies):
    media = []
    offsite = False
    offline = False
    tested = False
    for copy in copies:
        if copy["media"] not in media:
            media.append(copy["media"])
        if copy["place"] != "shop":
            offsite = True
        if not copy["online"]:
            offline = True
        if copy["test"] != "":
            tested = True
    faults = []
    if len(copies) < 3:
        faults.append("copies")
    if len(media) < 2:
        faults.append("media")
    if not offsite:
        faults.append("offsite")
    if not offline:
        faults.append("offline")
    if not tested:
        faults.append("tested")
    return faults


cloud = dict(my_offers[3])
drawer = dict(my_offers[1])
for copy in [cloud, drawer]:
    copy["who"] = "Hélène"
    copy["test"] = "2026-12-07"
plan = [WORK, cloud, drawer]
Path("plan-sauvegarde.json").write_text(json.dumps(plan, ensure_ascii=False, indent=2), encoding="utf-8")
### END SOLUTION

# %% [markdown]
# Ouvrez `plan-sauvegarde.json` : une page, un nom par copie, un jour d’essai. Remplacez les offres par celles de votre fournisseur, et affichez-la près de l’ordinateur.
#
# ## Le bilan
#
# La cellule suivante relit toutes vos réponses.
