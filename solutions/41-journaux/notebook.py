# %% [markdown]
# # Lire des journaux : l’exercice
#
# Une coopérative a deux serveurs, l’un à Épinal, l’autre à Magog. On vous confie leurs journaux d’une nuit. Il y a du bruit, des gens fatigués, une machine qui insiste, et un attaquant. Vous le trouvez, sans accuser personne d’autre, et vous rendez le tableau des alertes.
#
# Six tâches, 20 points, environ 85 minutes. Vous pouvez vous arrêter et revenir. Les cinq premières se font chacune sans les autres ; la dernière se sert de la cinquième. Ce qui est prêté porte un nom qui commence par `lent_`, « prêté » en anglais.
#
# Cette nuit est la vôtre : votre voisine en a une autre. Elle est fabriquée, les gens n’existent pas, et les adresses viennent de plages réservées aux exemples. Ailleurs, on ne lit les journaux d’un système qu’avec l’autorisation écrite de qui en répond : la leçon donne les textes et leur date.
#
# Après chaque réponse, exécutez la cellule `check("…")`. Si vous restez en panne, écrivez `hint("ssh")` dans une cellule à vous : il y a trois indices par tâche, et ils ne coûtent rien.

# %% cell="setup"
from autograder.check import check, check_all, hint, solution, variant

# %% [markdown]
# Cette cellule apporte les outils de la leçon, et `to_text`, qui écrit un moment en UTC. Exécutez-la aussi.

# %% cell="imports"
import json
import re
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pandas


def to_text(moment):
    """Prêté : rend un moment en UTC, dans la forme de la RFC 3339, sans fraction de seconde."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


# %% [markdown]
# ## Tâche 1. Prévoir ce que dit une ligne (3 points)
#
# Voici six lignes. Les deux premières viennent l’une du serveur SSH de Magog, l’autre du serveur web d’Épinal. Les quatre suivantes se suivent dans un même journal.
#
# ```
# Nov 16 21:40:05 srv-magog sshd[2101]: Accepted password for tuan from 198.51.100.7 port 40022 ssh2
# 203.0.113.4 - - [18/Jul/2026:03:10:00 +0200] "GET / HTTP/1.1" 200 5120 "-" "curl/8.5.0"
#
# Nov 16 22:01:10 srv-magog sshd[2140]: Invalid user pi from 203.0.113.9 port 40101
# Nov 16 22:01:10 srv-magog sshd[2140]: Failed password for invalid user pi from 203.0.113.9 port 40101 ssh2
# Nov 16 22:01:11 srv-magog sshd[2140]: Connection closed by invalid user pi 203.0.113.9 port 40101 [preauth]
# Nov 16 22:01:30 srv-magog sshd[2144]: Failed password for root from 203.0.113.9 port 40177 ssh2
# ```
#
# Sans rien exécuter, donnez six réponses, une par ligne, de la forme `nom = réponse` :
#
# - `magog_utc` : l’heure de la première ligne en UTC, heures et minutes, par exemple `"12:05"`. Le 16 novembre, Magog est à l’heure d’hiver.
# - `web_utc` : l’heure de la deuxième ligne en UTC, écrite de même.
# - `year_written` : la première ligne dit-elle son année ? `True` ou `False`.
# - `attempts` : combien d’essais de mot de passe refusés dans les quatre dernières lignes ?
# - `right_share` : une règle a donné 10 alertes ; 4 désignaient un vrai attaquant. Quelle part des alertes est juste ? Un nombre entre 0 et 1, comme `0.25`.
# - `found_share` : il y avait en tout 5 attaquants, et la règle en a trouvé 4. Quelle part des attaquants est trouvée ?

# %% task="predict"
### BEGIN SOLUTION
magog_utc = "02:40"
web_utc = "01:10"
year_written = False
attempts = 2
right_share = 0.4
found_share = 0.8
### END SOLUTION

# %% [markdown]
# ## Tâche 2. Lire une ligne de SSH (4 points)
#
# Voici le début de vos deux journaux. Magog écrit l’heure à l’ancienne, sans année ni fuseau. Épinal l’écrit selon la RFC 3339.

# %% cell="my-lines"
my_magog = variant()["magog"]
my_epinal = variant()["epinal"]
for line in my_magog[:6] + my_epinal[:6]:
    print(line)

# %% [markdown]
# Écrivez deux fonctions.
#
# 1. `ssh_time(line, year, zone)` reçoit une ligne, l’année (un nombre) et le nom du fuseau du serveur. Elle rend l’heure en UTC, de la forme `2026-11-17T02:12:45Z`. `to_text`, plus haut, fait la dernière étape. Une ligne qui commence par un chiffre suit la RFC 3339 : elle dit elle-même son année et son décalage. Les autres tiennent dans les quinze premiers signes ; quand le jour n’a qu’un chiffre, deux espaces le précèdent, et `strptime` s’en arrange.
# 2. `read_ssh(line, year, zone)` rend `None` si la ligne n’est pas la réponse à un essai. Sinon, elle rend un dictionnaire de quatre étiquettes : `"time"` (ce que rend `ssh_time`), `"what"` (`"failed"` ou `"accepted"`), `"user"` (le nom essayé) et `"ip"` (l’adresse).
#
# Le message commence après le premier `]: ` de la ligne. Une réponse a l’une de ces formes :
#
# ```
# Failed password for tuan from 198.51.100.7 port 40022 ssh2
# Failed password for invalid user pi from 2001:db8::9 port 40101 ssh2
# Accepted publickey for tuan from 198.51.100.7 port 40022 ssh2: ED25519 SHA256:9gru4B…
# ```
#
# Trois précisions. Le mot après `Failed` ou `Accepted` peut changer (`password`, `publickey`…). `invalid user` n’est pas un nom : il veut dire que ce nom n’existe pas sur le serveur. Et le nom est choisi par celui qui frappe : il peut contenir des espaces, et même ressembler à la suite de la ligne. La vraie adresse est toujours celle du *dernier* `from`.
#
# Une ligne peut n’avoir aucun `]: ` : elle ne parle pas de SSH, rendez `None`.


# %% task="ssh"
### BEGIN SOLUTION
PATTERN = r"(Failed|Accepted) \S+ for (invalid user )?(.*) from (\S+) port \d+ ssh2"


def ssh_time(line, year, zone):
    if line[0].isdigit():
        moment = datetime.fromisoformat(line.split(" ")[0])
    else:
        moment = datetime.strptime(str(year) + " " + line[:15], "%Y %b %d %H:%M:%S")
        moment = moment.replace(tzinfo=ZoneInfo(zone))
    return to_text(moment)


def read_ssh(line, year, zone):
    if "]: " not in line:
        return None
    found = re.match(PATTERN, line.split("]: ", 1)[1])
    if found is None:
        return None
    return {"time": ssh_time(line, year, zone), "what": found[1].lower(), "user": found[3], "ip": found[4]}


### END SOLUTION


# %% [markdown]
# Essayez votre fonction sur vos lignes : dans une cellule à vous, une boucle sur `my_magog`, et `print(read_ssh(line, 2026, "America/Toronto"))`. Pour Épinal, le fuseau s’appelle `"Europe/Paris"`.

# %% [markdown]
# ## Tâche 3. Réparer un lecteur de journal web (3 points)
#
# Le serveur web d’Épinal écrit au format « combined ». Le motif vous est prêté : c’est celui de la leçon, avec ses sept groupes. Un collègue, lui, coupe aux espaces.

# %% cell="lent_pattern"
LENT_WEB = r'(\S+) \S+ \S+ \[(.*?)\] "(.*?)" (\d+) (\S+) "(.*?)" "(.*)"'

my_web = variant()["web"]
examples = [
    '203.0.113.4 - - [25/Oct/2026:02:30:00 +0200] "GET / HTTP/1.1" 200 5120 "-" "Mozilla/5.0 (Windows NT 10.0)"',
    '2001:db8::7 - - [25/Oct/2026:02:30:00 +0100] "GET /logo.svg HTTP/1.1" 304 - "-" "curl/8.5.0"',
    '198.51.100.9 - - [25/Oct/2026:09:00:00 +0100] "-" 408 - "-" "-"',
]


def web_draft(line):
    """Brouillon : rend ce que dit une ligne du journal web."""
    parts = line.split(" ")
    return {
        "ip": parts[0],
        "time": parts[3][1:],
        "request": parts[5] + " " + parts[6],
        "status": parts[8],
        "size": parts[9],
        "agent": parts[11],
    }


print(web_draft(examples[0]))

# %% [markdown]
# Le brouillon a cinq défauts :
#
# - il coupe le navigateur, et garde des guillemets ;
# - il perd le décalage : les deux premières lignes d’exemple ont la même heure écrite, à une heure d’écart ;
# - le code et la taille restent du texte ;
# - un tiret à la place de la taille n’est pas un nombre : il veut dire que rien n’a été envoyé, donc `0` ;
# - sur la troisième ligne, la demande est un tiret, et toutes les places glissent.
#
# Écrivez `read_web(line)`, corrigée, avec le motif prêté. Elle rend un dictionnaire de six étiquettes : `"ip"`, `"time"` (en UTC, comme à la tâche 2), `"request"` (la demande entière, sans ses guillemets), `"status"` (un nombre), `"size"` (un nombre) et `"agent"` (le navigateur entier, sans ses guillemets). Elle rend `None` si le motif ne convient pas.
#
# Puis donnez `my_refused` : le nombre de lignes de `my_web` dont le code est 401, « il faut s’identifier ».


# %% task="web"
### BEGIN SOLUTION
def read_web(line):
    found = re.match(LENT_WEB, line)
    if found is None:
        return None
    moment = datetime.strptime(found[2], "%d/%b/%Y:%H:%M:%S %z")
    size = 0
    if found[5] != "-":
        size = int(found[5])
    return {
        "ip": found[1],
        "time": to_text(moment),
        "request": found[3],
        "status": int(found[4]),
        "size": size,
        "agent": found[7],
    }


my_refused = 0
for line in my_web:
    row = read_web(line)
    if row is not None and row["status"] == 401:
        my_refused = my_refused + 1
### END SOLUTION

# %% [markdown]
# ## Tâche 4. Compter par adresse et par heure (2 points)
#
# Pour les tâches 4 à 6, le prestataire a déjà lu vos deux journaux SSH. Voici les essais des deux serveurs réunis, rangés par heure UTC. L’étiquette de plus, `"where"`, dit d’où vient l’essai : le serveur, puis le numéro de la ligne, comptée à partir de 1 comme dans un éditeur.

# %% cell="my-events"
my_events = []
for time, what, user, ip, where in variant()["events"]:
    my_events.append({"time": time, "what": what, "user": user, "ip": ip, "where": where})
print(len(my_events))
for event in my_events[:6]:
    print(event)

# %% [markdown]
# Écrivez deux fonctions, avec pandas. Elles ne comptent que les refus : `"what"` vaut `"failed"`.
#
# 1. `count_failures(events)` rend un dictionnaire : de l’adresse à son nombre de refus.
# 2. `count_hours(events)` rend une liste de dictionnaires, un par adresse et par heure où il y a un refus : `"ip"`, `"hour"` (les treize premiers signes de l’heure, comme `"2026-11-17T02"`) et `"count"`. Le plus grand nombre vient d’abord ; à nombres égaux, dans l’ordre des adresses, puis des heures.
#
# Puis donnez `my_loudest` : l’adresse qui a le plus de refus sur toute votre nuit. Lisez-la dans ce qu’affiche votre fonction, ou calculez-la.


# %% task="count"
### BEGIN SOLUTION
def count_failures(events):
    table = pandas.DataFrame(events)
    failed = table[table["what"] == "failed"]
    return failed.groupby("ip").size().to_dict()


def count_hours(events):
    table = pandas.DataFrame(events)
    table["hour"] = table["time"].str[:13]
    failed = table[table["what"] == "failed"]
    counts = failed.groupby(["ip", "hour"]).size().reset_index(name="count")
    counts = counts.sort_values(["count", "ip", "hour"], ascending=[False, True, True])
    return counts.to_dict("records")


# Lue dans ce qu’affiche print(count_failures(my_events)) :
my_loudest = "192.0.2.53"
### END SOLUTION

# %% [markdown]
# Regardez les noms que cette adresse essaie, et ses heures. La plus bruyante n’est pas l’attaquant : c’est une sonde de surveillance, que l’entreprise a installée et que quelqu’un a mal réglée. Elle frappe tous les quarts d’heure ou presque, toujours sous le même nom.

# %% [markdown]
# ## Tâche 5. Chercher dans une fenêtre qui glisse (4 points)
#
# Une règle de détection est un dictionnaire. Celle-ci dit : « au moins 10 refus, sur au moins 1 nom, en moins de 10 minutes ».

# %% cell="lent_rule"
example_rule = {"name": "fast", "minutes": 10, "failures": 10, "names": 1}
KNOWN = [["192.0.2.53", "sonde"]]


def lent_minutes(first, second):
    """Prêté : rend le nombre de minutes de la première heure à la seconde, négatif si elle vient avant."""
    gap = datetime.fromisoformat(second) - datetime.fromisoformat(first)
    return gap.total_seconds() / 60


print(lent_minutes("2026-11-17T02:55:00Z", "2026-11-17T03:04:30Z"))

# %% [markdown]
# `KNOWN` est la liste des exceptions : une adresse *et* un nom, que l’on sait expliquer. Une exception porte sur la paire, jamais sur l’adresse seule : si la sonde se mettait à essayer `root`, on veut le savoir.
#
# 1. `hits(failures, rule)` reçoit les refus d’une seule adresse, rangés par heure. Elle rend `True` si une fenêtre, ouverte à l’un de ces refus, contient au moins `rule["failures"]` refus et au moins `rule["names"]` noms différents. La fenêtre contient les refus dont l’écart avec le premier est *inférieur* à `rule["minutes"]`. Sinon, `hits` rend `False`.
# 2. `find_alerts(events, rules, known)` reçoit des essais, une liste de règles et une liste de paires connues. Elle ne regarde que les refus qui ne sont pas dans `known`. Elle rend une liste de paires `[ip, name]`, l’adresse et le nom de la règle, dans l’ordre trié des adresses : une seule alerte par adresse, celle de la première règle de la liste qui convient.


# %% task="detect"
### BEGIN SOLUTION
def hits(failures, rule):
    for start in failures:
        count = 0
        names = []
        for event in failures:
            gap = lent_minutes(start["time"], event["time"])
            if gap >= 0 and gap < rule["minutes"]:
                count = count + 1
                if event["user"] not in names:
                    names.append(event["user"])
        if count >= rule["failures"] and len(names) >= rule["names"]:
            return True
    return False


def find_alerts(events, rules, known):
    by_ip = {}
    for event in events:
        if event["what"] == "failed" and [event["ip"], event["user"]] not in known:
            if event["ip"] not in by_ip:
                by_ip[event["ip"]] = []
            by_ip[event["ip"]].append(event)
    alerts = []
    for ip in sorted(by_ip):
        for rule in rules:
            if hits(by_ip[ip], rule):
                alerts.append([ip, rule["name"]])
                break
    return alerts


### END SOLUTION


# %% [markdown]
# ## Tâche 6. Régler les seuils, rendre le tableau des alertes (4 points)
#
# Une règle ne vaut que par ses nombres. Voici deux nuits déjà lues pour les régler. La première est calme : personne n’attaque. Il y a pourtant une sonde, et une personne fatiguée qui se trompe plusieurs fois de suite. Une tablette garde un ancien mot de passe et l’essaie toutes les quarante minutes. Il y a aussi un bureau de six personnes derrière une seule adresse, et quelques robots. Dans la seconde, trois attaquants s’ajoutent.

# %% cell="nights"
calm = json.loads(Path("data/calme.json").read_text(encoding="utf-8"))
attacked = json.loads(Path("data/attaques.json").read_text(encoding="utf-8"))
print(len(calm["events"]), calm["attackers"])
print(len(attacked["events"]), attacked["attackers"])

# %% [markdown]
# Les journaux d’où viennent ces essais sont dans le dossier `data`, ligne pour ligne. Comptez d’abord : pour chaque adresse, combien de refus, et sur combien de noms ?
#
# 1. `my_rules` est une liste de trois règles, de la forme d’`example_rule`, aux noms de votre choix. Avec `KNOWN`, elles ne doivent donner aucune alerte sur `calm["events"]`, et désigner les trois attaquants de `attacked["events"]`, sans personne d’autre. D’autres nuits, que vous ne voyez pas, serviront à la note : ne collez pas vos seuils au ras de l’exemple.
# 2. `make_report(events, alerts)` reçoit des essais rangés par heure et les paires que rend `find_alerts`. Elle rend une liste de dictionnaires, un par alerte et dans le même ordre, avec ces huit étiquettes :
#
# | étiquette | contenu |
# |---|---|
# | `"ip"` | l’adresse |
# | `"rule"` | le nom de la règle |
# | `"failures"` | le nombre de refus de cette adresse |
# | `"names"` | le nombre de noms différents dans ces refus |
# | `"first"` | l’heure de son premier refus |
# | `"last"` | l’heure de son dernier refus |
# | `"entered"` | le premier nom accepté depuis cette adresse, à l’heure de son premier refus ou après ; `""` s’il n’y en a pas |
# | `"evidence"` | les `"where"` de ses cinq premiers refus, séparés par un espace |
#
# `" ".join(["a", "b"])` réunit une liste de textes : `"a b"`. Chaque adresse de `alerts` a au moins un refus.
#
# 3. Sur votre nuit, `my_attacker` est l’adresse de l’attaquant, et `my_entered` le nom du compte par lequel il est entré, ou `""`.
# 4. Écrivez votre tableau dans le fichier `alertes.csv`, avec `pandas.DataFrame(…).to_csv("alertes.csv", sep=";", index=False)`.


# %% task="report"
### BEGIN SOLUTION
my_rules = [
    {"name": "fast", "minutes": 10, "failures": 10, "names": 1},
    {"name": "wide", "minutes": 60, "failures": 5, "names": 5},
    {"name": "slow", "minutes": 480, "failures": 25, "names": 1},
]


def make_report(events, alerts):
    rows = []
    for ip, rule in alerts:
        failures = []
        for event in events:
            if event["ip"] == ip and event["what"] == "failed":
                failures.append(event)
        first = failures[0]["time"]
        entered = ""
        for event in events:
            if event["ip"] == ip and event["what"] == "accepted" and event["time"] >= first and entered == "":
                entered = event["user"]
        names = []
        places = []
        for event in failures:
            places.append(event["where"])
            if event["user"] not in names:
                names.append(event["user"])
        row = {"ip": ip, "rule": rule, "failures": len(failures), "names": len(names)}
        row["first"] = first
        row["last"] = failures[-1]["time"]
        row["entered"] = entered
        row["evidence"] = " ".join(places[:5])
        rows.append(row)
    return rows


my_table = make_report(my_events, find_alerts(my_events, my_rules, KNOWN))
my_attacker = my_table[0]["ip"]
my_entered = my_table[0]["entered"]
pandas.DataFrame(my_table).to_csv("alertes.csv", sep=";", index=False)
### END SOLUTION

# %% [markdown]
# Ouvrez `alertes.csv` dans un tableur : une ligne, une adresse, une heure, et les numéros des lignes qui le prouvent. Qui doute peut aller voir. Si quelqu’un est entré, ce n’est plus une alerte, c’est un incident : le module 44 prend la suite.
#
# Pour vous en servir au travail, gardez `read_ssh`, `find_alerts`, `make_report` et vos trois règles. Notez à côté la date du réglage, et la raison de chaque exception.
#
# ## Le bilan
#
# La cellule suivante relit toutes vos réponses.
