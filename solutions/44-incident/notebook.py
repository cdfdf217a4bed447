# %% [markdown]
# # Répondre à un incident : l’exercice
#
# Une entreprise a deux sites, Magog et Épinal. Quelqu’un a cliqué, quelqu’un est entré, des octets sont sortis. Les traces sont là, sur quatre horloges. Vous les remettez dans l’ordre, vous dites quoi faire, et vous rendez le rapport.
#
# Six tâches, 20 points, environ 85 minutes. Vous pouvez vous arrêter et revenir. Les cinq premières se font chacune sans les autres. La dernière, le rapport, reprend vos réponses. Ce qui est prêté porte un nom qui commence par `lent_`, « prêté » en anglais.
#
# Cet incident est le vôtre : votre voisine en a un autre. Il est fabriqué, les gens n’existent pas, et les adresses viennent de plages réservées aux exemples. Ailleurs, on ne regarde les traces d’un système qu’avec l’autorisation écrite de son propriétaire : la leçon donne les articles de loi et leur date.
#
# Après chaque réponse, exécutez la cellule `check("…")`. Si vous restez en panne, écrivez `hint("stamps")` dans une cellule à vous : il y a trois indices par tâche, et ils ne coûtent rien.

# %% cell="setup"
from autograder.check import check, check_all, hint, solution, variant

# %% [markdown]
# Cette cellule apporte les outils de la leçon, et `to_text`, qui écrit un moment en UTC. Exécutez-la aussi.

# %% cell="imports"
import hashlib
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

import pandas


def to_text(moment):
    """Prêté : rend un moment en UTC, dans la forme de la RFC 3339."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


# %% [markdown]
# ## Tâche 1. Prévoir ce que disent les horloges (3 points)
#
# Le jeudi 29 octobre 2026. Épinal est passé à l’heure d’hiver le 25 octobre. Magog y passera le 1er novembre. Deux traces :
#
# | trace | ce qui est écrit |
# |---|---|
# | SSH, serveur de Magog | `Oct 29 03:40:00` |
# | web, serveur d’Épinal | `29/Oct/2026:08:20:00 +0100` |
#
# Sans rien exécuter, donnez cinq réponses, une par ligne, de la forme `nom = réponse` :
#
# - `gap_hours` : combien d’heures Épinal a-t-il d’avance sur Magog, ce jour-là ?
# - `ssh_utc` : l’heure de la trace SSH en UTC, par exemple `"12:05"`.
# - `web_utc` : l’heure de la trace web en UTC, écrite de même.
# - `first` : laquelle est arrivée la première ? `"ssh"` ou `"web"`.
# - `size_is_proof` : la copie d’un journal a la même taille que l’original. Est-ce la preuve qu’elle n’a pas changé ? `True` ou `False`.

# %% task="predict"
### BEGIN SOLUTION
gap_hours = 5
ssh_utc = "07:40"
web_utc = "07:20"
first = "web"
size_is_proof = False
### END SOLUTION

# %% [markdown]
# ## Tâche 2. Ramener quatre horodatages à UTC (4 points)
#
# Voici quatre traces de votre incident, dans leurs formats réels : la date d’un courriel, une ligne d’`auth.log`, une ligne du serveur web, une ligne de capture.

# %% cell="my-lines"
lines = variant()["lines"]
for name in lines:
    print(name.ljust(5), lines[name])

# %% [markdown]
# Écrivez quatre fonctions. Chacune rend un texte en UTC, de la forme `2026-10-29T07:12:45Z`. La fonction `to_text`, plus haut, fait la dernière étape.
#
# 1. `mail_time(value)` reçoit la date d’un courriel.
# 2. `auth_time(line, year, zone)` reçoit une ligne d’`auth.log`, l’année (un nombre) et le nom du fuseau du serveur. L’heure tient dans les quinze premiers signes. Quand le jour n’a qu’un chiffre, deux espaces le précèdent : `strptime` s’en arrange.
# 3. `web_time(line)` reçoit une ligne du serveur web. L’heure est entre crochets.
# 4. `conn_time(line)` reçoit une ligne de capture. Les colonnes sont séparées par une tabulation, et la première compte les secondes depuis 1970. `to_text` laisse tomber les fractions de seconde.
#
# Finissez par la liste `my_stamps` : vos quatre heures, dans cet ordre. Le serveur SSH est à Magog, en 2026 : son fuseau s’appelle `"America/Toronto"`.


# %% task="stamps"
### BEGIN SOLUTION
def mail_time(value):
    return to_text(parsedate_to_datetime(value))


def auth_time(line, year, zone):
    moment = datetime.strptime(str(year) + " " + line[:15], "%Y %b %d %H:%M:%S")
    return to_text(moment.replace(tzinfo=ZoneInfo(zone)))


def web_time(line):
    text = line.split("[")[1].split("]")[0]
    return to_text(datetime.strptime(text, "%d/%b/%Y:%H:%M:%S %z"))


def conn_time(line):
    return to_text(datetime.fromtimestamp(float(line.split("\t")[0]), UTC))


my_stamps = [
    mail_time(lines["mail"]),
    auth_time(lines["auth"], 2026, "America/Toronto"),
    web_time(lines["web"]),
    conn_time(lines["conn"]),
]
### END SOLUTION

# %% [markdown]
# ## Tâche 3. Écrire la chronologie, trouver le patient zéro (4 points)
#
# Le prestataire a déjà ramené toutes les traces à UTC. Elles sont dans le désordre, et quelques-unes sont répétées. Voici le courriel, puis les événements, puis à qui est chaque poste.

# %% cell="my-events"
print(variant()["mail"])
events = variant()["events"]
owners = variant()["owners"]
for event in events:
    print(event)
print(owners)

# %% [markdown]
# Chaque événement a les mêmes étiquettes :
#
# | étiquette | sens |
# |---|---|
# | `"time"` | l’heure, en UTC |
# | `"source"` | `"mail"`, `"auth"` (SSH), `"web"` ou `"conn"` (capture) |
# | `"host"` | la machine de l’entreprise |
# | `"ip"` | l’adresse de l’autre côté |
# | `"user"` | le compte, quand on le connaît |
# | `"what"` | `received` reçu, `failed` refusé, `login` entré, `get` page rendue, `connect` ou `out` vers l’extérieur |
# | `"bytes"` | les octets sortis de l’entreprise |
#
# Écrivez deux fonctions, avec pandas :
#
# 1. `build_timeline(events)` rend la liste des événements, sans répétition, rangés par `"time"`, puis par `"source"` quand deux heures sont égales.
# 2. `trace(timeline, indicators)` rend la liste, dans l’ordre reçu, des événements dont `"ip"` est dans la liste `indicators`.
#
# Puis donnez quatre réponses. Lisez, ou calculez :
#
# - `my_indicators` : une liste de deux adresses. D’abord celle du lien, dans le courriel. Ensuite celle d’où quelqu’un est entré, peu après, avec le compte de la personne qui a cliqué.
# - `my_zero` : la machine qui, la première, a parlé à une de ces adresses.
# - `my_account` : le compte employé pour entrer.
# - `my_bytes` : le total des octets sortis vers ces deux adresses.


# %% task="timeline"
### BEGIN SOLUTION
def build_timeline(events):
    table = pandas.DataFrame(events).drop_duplicates()
    return table.sort_values(["time", "source"]).to_dict("records")


def trace(timeline, indicators):
    table = pandas.DataFrame(timeline)
    return table[table["ip"].isin(indicators)].to_dict("records")


timeline = build_timeline(events)
link = variant()["mail"].split("http://")[1].split("/")[0]
my_zero = trace(timeline, [link])[0]["host"]
my_account = owners[my_zero]
for event in timeline:
    if event["what"] == "login" and event["user"] == my_account:
        entry = event["ip"]
my_indicators = [link, entry]
my_bytes = 0
for event in trace(timeline, my_indicators):
    my_bytes = my_bytes + event["bytes"]
### END SOLUTION

# %% [markdown]
# ## Tâche 4. Contenir, dans le bon ordre (3 points)
#
# Le poste du patient zéro est allumé, et le compte est encore ouvert quelque part. Dix gestes sont proposés autour de la table. Six sont bons, quatre nuisent.

# %% cell="lent-gestures"
GESTURES = {
    "isolate": tr("Débrancher le poste du réseau, sans l’éteindre."),
    "power_off": tr("Éteindre le poste tout de suite, au bouton."),
    "note": tr("Noter l’heure, qui appelle, ce qui a été vu."),
    "clean": tr("Lancer un nettoyage complet avant toute autre chose."),
    "copy": tr("Copier les journaux et la mémoire, et prendre leurs empreintes."),
    "mail_all": tr("Prévenir toute l’équipe par la messagerie de l’entreprise."),
    "block": tr("Bloquer le compte volé et fermer ses connexions ouvertes."),
    "visit": tr("Se connecter à l’adresse de l’attaquant pour voir ce qu’il a pris."),
    "rebuild": tr("Réinstaller le poste, et changer les mots de passe depuis un poste sain."),
    "return": tr("Remettre en service, et surveiller de près."),
}
for code in GESTURES:
    print(code.ljust(10), GESTURES[code])

# %% [markdown]
# Donnez deux réponses :
#
# - `steps` : la liste des six bons gestes, dans un ordre défendable. La mémoire d’une machine se copie une fois la machine débranchée, et avant toute réparation.
# - `never` : un dictionnaire qui donne à chacun des quatre autres la raison de s’abstenir : `"memory"` (on perd ce qui est en mémoire), `"evidence"` (on efface les traces), `"overheard"` (l’attaquant lira), `"law"` (c’est interdit, et cela l’avertit). Chaque raison sert une fois.

# %% task="contain"
### BEGIN SOLUTION
steps = ["note", "isolate", "block", "copy", "rebuild", "return"]
never = {"power_off": "memory", "clean": "evidence", "mail_all": "overheard", "visit": "law"}
### END SOLUTION

# %% [markdown]
# ## Tâche 5. Réparer le contrôle des preuves (2 points)
#
# Le jour de la saisie, quelqu’un a noté chaque pièce dans un registre : son nom, sa taille en octets, son empreinte SHA-256 et l’heure. Depuis, on travaille sur des copies. Voici un brouillon qui les contrôle.


# %% cell="lent-custody"
register = variant()["register"]
copies = variant()["copies"]


def verify_draft(register, copies):
    verdicts = {}
    for entry in register:
        if entry["name"] in copies:
            if len(copies[entry["name"]]) == entry["size"]:
                verdicts[entry["name"]] = "ok"
            else:
                verdicts[entry["name"]] = "changed"
    return verdicts


for entry in register:
    print(entry["name"].ljust(13), entry["size"], entry["sha256"][:16], entry["taken"])
print(verify_draft(register, copies))

# %% [markdown]
# Le courriel n’a pas changé : ses accents suffisent à tromper le brouillon. Une copie a bougé, et il la dit bonne. Une autre manque, et il se tait. Trois défauts.
#
# Écrivez `verify(register, copies)`, le brouillon réparé. Elle rend un dictionnaire qui donne à *chaque* nom du registre `"ok"`, `"changed"` ou `"missing"`. L’empreinte se prend sur les octets du texte, en UTF-8. Finissez par `my_verdicts = verify(register, copies)`.


# %% task="custody"
### BEGIN SOLUTION
def verify(register, copies):
    verdicts = {}
    for entry in register:
        name = entry["name"]
        if name not in copies:
            verdicts[name] = "missing"
        elif hashlib.sha256(copies[name].encode("utf-8")).hexdigest() == entry["sha256"]:
            verdicts[name] = "ok"
        else:
            verdicts[name] = "changed"
    return verdicts


my_verdicts = verify(register, copies)
### END SOLUTION

# %% [markdown]
# ## Tâche 6. Rendre le rapport d’incident (4 points)
#
# Le rapport a six parties, toujours les mêmes, dans l’ordre de `ORDER`. Les règles de droit sont des données datées : `RULES` les porte, lues le 25 novembre 2026. `"hours"` vaut `None` quand le texte ne fixe aucun nombre d’heures.

# %% cell="lent-report"
known = variant()["known"]
ORDER = ["summary", "timeline", "indicators", "evidence", "clocks", "unknown"]
HEADINGS = {
    "summary": tr("Résumé"),
    "timeline": tr("Chronologie, en UTC"),
    "indicators": tr("Indicateurs, désarmés"),
    "evidence": tr("Preuves et empreintes"),
    "clocks": tr("Échéances"),
    "unknown": tr("Ce que l’on ne sait pas"),
}
NOTHING = tr("Rien à ce jour.")
RULES = [
    {"name": tr("RGPD, art. 33"), "hours": 72, "words": ""},
    {"name": tr("NIS 2, art. 23, alerte précoce"), "hours": 24, "words": ""},
    {"name": tr("NIS 2, art. 23, notification"), "hours": 72, "words": ""},
    {"name": tr("RLRQ, c. P-39.1, art. 3.5"), "hours": None, "words": tr("avec diligence")},
    {"name": tr("LPRPDE, art. 10.1"), "hours": None, "words": tr("le plus tôt possible")},
]


def lent_save(path, text):
    """Prêté : écrit un texte dans un fichier."""
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


print(tr("Incident connu à :"), known)

# %% [markdown]
# Écrivez trois fonctions :
#
# 1. `defang(address)` rend l’adresse désarmée : chaque point devient `[.]`.
# 2. `clock_lines(known, rules)` rend une liste d’une ligne par règle : le nom, puis ` | `, puis l’échéance. L’échéance est le moment `known` plus le nombre d’heures, en UTC. Sans nombre d’heures, c’est le texte de `"words"`.
# 3. `build_report(title, sections)` rend le texte du rapport. La première ligne est `#`, un espace, puis le titre. Puis, pour chaque code de `ORDER` : une ligne `##`, un espace et l’intertitre de `HEADINGS` ; puis une ligne par élément de `sections[code]`, précédée d’un tiret et d’un espace. Une partie vide ne disparaît pas : elle a une seule ligne, un tiret, un espace et `NOTHING`.
#
# Puis rangez six listes de textes dans un dictionnaire, une par code de `ORDER`, et donnez-le à `build_report` avec un titre à vous. Le texte rendu s’appelle `report`. Les six listes :
#
# - `summary` : au moins `my_zero`, `my_account` et `my_bytes` ;
# - `timeline` : une ligne par événement suivi : l’heure, la source et la machine, séparées par un espace ;
# - `indicators` : vos deux indicateurs, désarmés ;
# - `evidence` : une ligne par pièce du registre : le nom, un espace, l’empreinte entière ;
# - `clocks` : ce que rend `clock_lines(known, RULES)` ;
# - `unknown` : au moins une phrase à vous.
#
# Une adresse d’attaquant n’y paraît jamais telle quelle. Finissez par `lent_save("rapport-incident.md", report)`.


# %% task="report"
### BEGIN SOLUTION
def defang(address):
    return address.replace(".", "[.]")


def clock_lines(known, rules):
    lines = []
    for rule in rules:
        due = rule["words"]
        if rule["hours"] is not None:
            due = to_text(datetime.fromisoformat(known) + timedelta(hours=rule["hours"]))
        lines.append(rule["name"] + " | " + due)
    return lines


def build_report(title, sections):
    lines = ["# " + title]
    for code in ORDER:
        lines.append("## " + HEADINGS[code])
        if sections[code] == []:
            lines.append("- " + NOTHING)
        for item in sections[code]:
            lines.append("- " + item)
    return "\n".join(lines)


sections = {"summary": [my_zero, my_account, str(my_bytes)], "timeline": [], "indicators": [], "evidence": []}
for event in trace(timeline, my_indicators):
    sections["timeline"].append(event["time"] + " " + event["source"] + " " + event["host"])
for address in my_indicators:
    sections["indicators"].append(defang(address))
for entry in register:
    sections["evidence"].append(entry["name"] + " " + entry["sha256"])
sections["clocks"] = clock_lines(known, RULES)
sections["unknown"] = [tr("Ce que l’attaquant a fait des fichiers sortis.")]
report = build_report(tr("Rapport d’incident"), sections)
lent_save("rapport-incident.md", report)
### END SOLUTION

# %% [markdown]
# Ouvrez `rapport-incident.md` : c’est le livrable. Relisez-le comme le lirait quelqu’un qui n’était pas là. Chaque ligne mène-t-elle à une preuve ? Y a-t-il un nom de trop ?
#
# ## Le bilan
#
# La cellule suivante relit toutes vos réponses.
