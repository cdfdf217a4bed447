# %% [markdown]
# # Lire des journaux : qui frappe à la porte ?
#
# Lundi 16 novembre 2026, 7 h 50, à Épinal. Inès s’occupe des machines d’une coopérative apicole : seize personnes, un serveur à Épinal, un autre à Magog. L’hébergeur lui écrit : « 135 connexions refusées cette nuit. » Rien de plus.
#
# Le mois dernier, la même alerte avait réveillé la directrice à trois heures. C’était Tuan, à Magog, qui avait oublié son mot de passe. Depuis, plus personne ne lit ces courriels.
#
# Cette nuit, était-ce encore Tuan ? La réponse est dans les journaux des deux serveurs. Il faut savoir les lire, et ne déranger quelqu’un que pour une bonne raison.

# %% [markdown]
# ## Ce que vous saurez faire
#
# - Lire une ligne de journal, et ramener son heure à une horloge commune.
# - Compter les essais par adresse et par heure.
# - Trouver une attaque par force brute, sans accuser un innocent.
# - Dire combien de temps garder tout cela, et pourquoi.
#
# Comptez une heure. Il faut les modules 01, 02, 03 et 12 : les fonctions, les tableaux, l’adresse IP, l’art de ne pas croire un nom affiché. Tout se passe sans Internet. Les gens sont inventés. Les adresses viennent des plages que les RFC 5737 et 3849 réservent aux exemples : `192.0.2.x`, `198.51.100.x`, `203.0.113.x`, `2001:db8::`.

# %% [markdown]
# ## 1. Une ligne par fait
#
# Un **journal** est un fichier où un programme écrit une ligne chaque fois qu’il se passe quelque chose. En anglais, on dit *log*. Celui de SSH (*secure shell*, la porte d’entrée à distance d’un serveur) s’appelle souvent `auth.log`. Voici une de ses lignes, telle quelle.

# %%
LINE = "Nov 16 21:12:45 srv-magog sshd[1201]: Failed password for tuan from 198.51.100.7 port 40022 ssh2"
print(LINE)

# %% [markdown]
# De gauche à droite : l’heure, la machine, le programme et son numéro entre crochets, puis le message. L’heure écrite à côté d’un fait s’appelle l’**horodatage**.
#
# Le message dit : mot de passe refusé, pour le nom `tuan`, depuis telle adresse. Le port est celui de l’autre côté ; il change à chaque visite.
#
# Prenons les morceaux. `split`, vu au module 02, coupe un texte. Un deuxième argument dit combien de coupes faire, au plus.
#
# *Votre pari : combien de morceaux, pour une coupe ?*

# %%
header, message = LINE.split("]: ", 1)
print(header)
print(message)

# %% [markdown]
# Deux morceaux, et deux noms à gauche du signe `=` : chacun reçoit le sien. Une seule coupe, car rien ne dit que `]: ` ne revient pas plus loin.
#
# Pour les mots du message, on peut couper aux espaces. Essayons sur deux refus, celui d’un nom qui existe et celui d’un nom inconnu du serveur.

# %%
unknown = "Failed password for invalid user pi from 203.0.113.9 port 40101 ssh2"
print(message.split(" ")[3], message.split(" ")[5])
print(unknown.split(" ")[3], unknown.split(" ")[5])

# %% [markdown]
# La première ligne donne `tuan 198.51.100.7`. La seconde donne `invalid pi` : deux mots de plus ont décalé toutes les places. Compter les mots ne suffit pas. Il faut décrire la *forme* du message.

# %% [markdown]
# ## 2. Décrire une forme
#
# Une **expression régulière** décrit la forme d’un texte, avec des signes qui ont un sens. La boîte d’outils s’appelle `re` (*regular expression*). Voici les signes dont nous avons besoin.
#
# | on écrit | cela veut dire |
# |---|---|
# | `port` | ces lettres, telles quelles |
# | `\d+` | un chiffre ou plusieurs |
# | `\S+` | un signe ou plusieurs, sans espace |
# | `.*` | n’importe quoi, le plus loin possible |
# | `.*?` | n’importe quoi, le moins loin possible |
# | `( … )` | garder ce morceau : c’est un groupe |
# | `(a\|b)` | l’un ou l’autre |
# | `( … )?` | ce morceau, ou rien |
# | `\[` | un crochet, un vrai |
#
# Avec cela, la forme d’une réponse de SSH s’écrit en une ligne. Le `r` devant les guillemets dit à Python de laisser les `\` tranquilles.

# %%
import re

SHAPE = r"(Failed|Accepted) \S+ for (invalid user )?(.*) from (\S+) port \d+ ssh2"
found = re.match(SHAPE, message)
print(found[1], found[3], found[4])
found = re.match(SHAPE, unknown)
print(found[1], found[3], found[4])

# %% [markdown]
# `re.match` compare la forme au *début* du texte. `found[1]` est le premier groupe, `found[3]` le troisième. Les deux lignes donnent maintenant le bon nom et la bonne adresse.
#
# *Votre pari : que rend `re.match` pour une ligne d’une autre forme ?*

# %%
for text in [
    "Invalid user pi from 203.0.113.9 port 40101",
    "Accepted publickey for tuan from 198.51.100.7 port 5 ssh2",
]:
    print(re.match(SHAPE, text))

# %% [markdown]
# `None` pour la première. Pour la seconde, un résultat : Tuan est entré avec une clé (`publickey`), et non un mot de passe.
#
# Le serveur écrit plusieurs lignes pour un même essai : `Invalid user` quand il ne connaît pas le nom, puis `Failed`, puis `Connection closed … [preauth]` quand l’autre raccroche avant d’être entré. Une seule est la réponse. Qui les compte toutes voit trois attaques au lieu d’une.

# %% [markdown]
# ### Le nom est choisi par celui qui frappe
#
# Au module 12, le nom affiché d’un courriel s’écrivait comme on voulait. Ici aussi. Voici quelqu’un qui se présente sous le nom `x from 198.51.100.7 port 22 ssh2`. Le serveur l’écrit tel quel.

# %%
forged = "Failed password for invalid user x from 198.51.100.7 port 22 ssh2 from 203.0.113.9 port 51000 ssh2"
print(re.match(SHAPE, forged)[4])
print(re.match(SHAPE.replace(".*", ".*?"), forged)[4])

# %% [markdown]
# Avec `.*`, qui va le plus loin possible, l’adresse est celle du dernier `from` : `203.0.113.9`, la vraie dans cette ligne. Ce n’est pas une règle : d’autres lignes d’OpenSSH finissent par des mots que le client choisit, son nom par exemple (`client user`), et un faux `from` peut s’y cacher. Avec `.*?`, on accuse `198.51.100.7`, l’adresse de Tuan. Un outil qui bloque tout seul les adresses aurait fermé la porte à Tuan, à la demande de l’attaquant.
#
# Retenez : dans un journal, une partie de la ligne est écrite par l’adversaire.

# %% [markdown]
# ## 3. Quelle heure est-il, et où ?
#
# Le serveur d’Épinal, plus récent, écrit autrement. La RFC 3339 fixe cette forme.

# %%
FRESH = "2026-11-17T03:12:45.482913+01:00 srv-epinal sshd-session[1377]: Failed password for root from 203.0.113.9 port 5 ssh2"
print(LINE[:15])
print(FRESH.split(" ")[0])

# %% [markdown]
# La première forme n’a ni année ni fuseau. Un **fuseau** est la règle d’heure d’un lieu : son avance ou son retard, été comme hiver. La seconde forme dit tout : `+01:00` est une heure d’avance sur **UTC** (« u-té-cé », le temps universel coordonné), l’horloge commune, qui ne connaît ni été ni hiver.
#
# *Votre pari : ces deux lignes ont-elles été écrites au même moment ?*
#
# `datetime`, vu au module 13, lit la seconde forme avec `fromisoformat`. Pour la première, `strptime` lit un texte selon un modèle : `%Y` l’année, `%b` le mois en trois lettres, `%d` le jour, `%H`, `%M` et `%S` l’heure.

# %%
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

first = datetime.strptime("2026 " + LINE[:15], "%Y %b %d %H:%M:%S").replace(tzinfo=ZoneInfo("America/Toronto"))
second = datetime.fromisoformat(FRESH.split(" ")[0])
print(first.astimezone(UTC))
print(second.astimezone(UTC))

# %% [markdown]
# Le même instant, à une demi-seconde près. Nous avons ajouté l’année, que le fichier ne dit pas, puis le fuseau, avec `replace(tzinfo=…)`. `ZoneInfo` connaît les fuseaux du monde par leur ville ; Magog suit `America/Toronto`. `astimezone(UTC)` fait le passage.
#
# Pour ranger, écrivons toujours de la même façon : `strftime` écrit un moment selon un modèle. La RFC 3339 donne un exemple pour vérifier.


# %%
def to_text(moment):
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


print(to_text(datetime.fromisoformat("1996-12-19T16:39:57-08:00")) == "1996-12-20T00:39:57Z")

# %% [markdown]
# `True` : c’est l’exemple de la section 5.8. Le Z à la fin veut dire UTC. Et, dans cette forme, l’ordre des textes est l’ordre du temps.
#
# L’écart entre Épinal et Magog n’est pas toujours le même. Essayez trois dates ; changez-les ensuite.

# %%
for day in ["2026-07-14", "2026-10-28", "2026-11-17"]:
    noon = datetime.fromisoformat(day + "T12:00:00+00:00")
    print(day, noon.astimezone(ZoneInfo("Europe/Paris")).hour, noon.astimezone(ZoneInfo("America/Toronto")).hour)

# %% [markdown]
# Six heures d’écart en été, cinq le 28 octobre, six en novembre : les deux rives ne changent pas d’heure le même jour. Ne calculez pas un fuseau de tête.
#
# Une troisième forme existe, la RFC 5424. Elle commence par un nombre entre chevrons.

# %%
SYSLOG = "<34>1 2003-10-11T22:14:15.003Z mymachine.example.com su - ID47 - 'su root' failed for lonvick on /dev/pts/8"
number = int(re.match(r"<(\d+)>", SYSLOG)[1])
print(number // 8, number % 8)
print(to_text(datetime.fromisoformat(SYSLOG.split(" ")[1])))

# %% [markdown]
# C’est l’exemple de la RFC. 34, c’est 8 fois 4, plus 2 : la famille 4 est la sécurité, la gravité 2 est « critique ». L’heure y a la forme de la RFC 3339.

# %% [markdown]
# ## 4. Le journal du serveur web
#
# Un serveur web, Apache ou nginx, écrit une ligne par page demandée, au format « combined ». Voici l’exemple de la documentation d’Apache.

# %%
WEB = '127.0.0.1 - frank [10/Oct/2000:13:55:36 -0700] "GET /apache_pb.gif HTTP/1.0" 200 2326 '
WEB = WEB + '"http://www.example.com/start.html" "Mozilla/4.08 [en] (Win98; I ;Nav)"'
WEB_SHAPE = r'(\S+) \S+ \S+ \[(.*?)\] "(.*?)" (\d+) (\S+) "(.*?)" "(.*)"'
found = re.match(WEB_SHAPE, WEB)
for place in range(1, 8):
    print(place, found[place])

# %% [markdown]
# Sept groupes, dans l’ordre : l’adresse, l’heure, la demande, le code de réponse, la taille, la page d’où l’on vient, le navigateur. Les deux derniers sont ce que le visiteur *dit* de lui.
#
# Le code 200 veut dire « voici », 401 « identifiez-vous », 404 « rien ici ». Quand rien n’est envoyé, la taille s’écrit `-`. L’heure a son décalage : `%z` le lit. Mais attention, c’est l’heure de la *demande*, à l’horloge du serveur.

# %%
print(to_text(datetime.strptime(found[2], "%d/%b/%Y:%H:%M:%S %z")))

# %% [markdown]
# 13 h 55 avec sept heures de retard : 20 h 55 en UTC.

# %% [markdown]
# ## 5. Une nuit, et ce qu’elle contient
#
# Fabriquons une nuit : huit heures, sept adresses. Chaque refus est un dictionnaire, comme si nos deux serveurs avaient été lus et réunis. `append` ajoute à une liste.


# %%
night = []


def add(ip, users, minutes):
    """Ajoute un refus par minute de la liste, en prenant les noms à tour de rôle."""
    for place, minute in enumerate(minutes):
        night.append({"ip": ip, "user": users[place % len(users)], "minute": minute})


# %%
add("192.0.2.53", ["sonde"], range(3, 480, 10))
add("198.51.100.7", ["tuan"], [200, 201, 202, 203, 204, 205])
add("198.51.100.20", ["linh"], range(15, 480, 40))
add("192.0.2.20", ["amara", "goran", "elif", "paola", "zoe"], [20, 110, 111, 230, 330, 420])
add("203.0.113.9", ["root"], [175, 176, 177, 178, 179, 179, 180, 180, 181, 182, 183, 184])
add("203.0.113.77", ["admin", "compta", "paie", "info", "stage", "web", "git"], range(260, 302, 6))
add("2001:db8::66", ["root", "admin"], range(5, 480, 11))
print(len(night))

# %% [markdown]
# `enumerate` donne la place et l’élément à la fois. 135 refus. Essayer beaucoup de mots de passe jusqu’à ce que l’un convienne s’appelle la **force brute**. Trois de ces adresses le font, chacune à sa façon. Lesquelles ?
#
# Comptons. `pandas` fait un tableau ; `groupby("ip")` range par adresse ; `size()` compte chaque tas.

# %%
import pandas

table = pandas.DataFrame(night)
print(table.groupby("ip").size())

# %% [markdown]
# *Votre pari : quelles sont les trois ?*
#
# Regardons aussi les heures. Une colonne de plus, puis un rangement par deux colonnes. `reset_index` remet le résultat en tableau, et `sort_values` le trie ; `ascending=False` met le plus grand d’abord.

# %%
table["hour"] = table["minute"] // 60
counts = table.groupby(["ip", "hour"]).size().reset_index(name="count")
print(counts.sort_values("count", ascending=False).head(4))
print(counts[counts["ip"] == "203.0.113.9"].to_dict("records"))

# %% [markdown]
# `counts["ip"] == "203.0.113.9"` répond oui ou non pour chaque ligne, et les crochets gardent les oui. Dans vos journaux, l’heure sera un texte : `table["time"].str[:13]` en prend les treize premiers signes, pour toute la colonne.
#
# L’image suivante montre chaque refus par un trait. Les deux cellules dessinent ; elles ne sont pas à retenir.

# %%
from IPython.display import display
from matplotlib import pyplot

ROWS = ["192.0.2.53", "198.51.100.7", "198.51.100.20", "192.0.2.20", "203.0.113.9", "203.0.113.77", "2001:db8::66"]


def draw_night(rows):
    figure, axes = pyplot.subplots(figsize=(9, 3.4))
    for place, ip in enumerate(rows):
        minutes = [row["minute"] / 60 for row in night if row["ip"] == ip]
        names = len(set(row["user"] for row in night if row["ip"] == ip))
        axes.eventplot(minutes, lineoffsets=place, linelengths=0.7, linewidths=1.8, color="navy")
        axes.text(8.1, place, tr("{n} refus, noms : {names}").format(n=len(minutes), names=names), va="center")
    axes.set(xlim=(0, 8), xlabel=tr("heures depuis le début de la nuit"), yticks=range(len(rows)), yticklabels=rows)
    axes.invert_yaxis()
    figure.tight_layout()
    pyplot.close(figure)
    return figure


# %%
description = tr(
    "Sept lignes de traits sur huit heures. 192.0.2.53 et 2001:db8::66 : des traits réguliers toute la nuit. 198.51.100.20 : un trait toutes les quarante minutes. 198.51.100.7 et 203.0.113.9 : un paquet serré, de six et de douze traits. 203.0.113.77 : sept traits en moins d’une heure, sept noms. 192.0.2.20 : six traits épars."
)
display(draw_night(ROWS), metadata={"image/png": {"alt": description}})
print(description)

# %% [markdown]
# | adresse | qui est-ce ? |
# |---|---|
# | `192.0.2.53` | une sonde de surveillance, mal réglée : toutes les dix minutes, le même nom |
# | `198.51.100.7` | Tuan, fatigué : six fois de suite, son propre nom |
# | `198.51.100.20` | une tablette qui garde un ancien mot de passe |
# | `192.0.2.20` | le bureau : cinq personnes derrière une seule adresse |
# | `203.0.113.9` | une attaque rapide |
# | `203.0.113.77` | un essai par nom, sur sept noms : le même mot de passe courant, essayé partout |
# | `2001:db8::66` | une attaque lente : un essai toutes les onze minutes, toute la nuit |
#
# L’avant-dernière façon s’appelle la **pulvérisation** (*password spraying*). Aucun compte ne reçoit deux essais : celui qui surveille les comptes ne voit rien.
#
# L’adresse la plus bruyante est la sonde. Elle est innocente. Compter ne suffit donc pas.

# %% [markdown]
# ## 6. Une fenêtre qui glisse
#
# Une **alerte** est un message qui demande à quelqu’un d’aller voir. Il nous faut un **seuil** : le nombre à partir duquel on alerte. Et une **fenêtre** : la durée pendant laquelle on compte.
#
# Prenons dix refus en dix minutes. Le plus commode est de compter par heure juste. *Votre pari : l’attaque de `203.0.113.9`, douze refus, passe-t-elle le seuil ?* Remontez voir le dernier affichage.
#
# Six refus dans la troisième heure (`hour` 2), six dans la suivante. L’attaque est à cheval sur 3 h : aucune des deux n’atteint dix. Il faut une fenêtre qui s’ouvre à chaque refus, où qu’il tombe.


# %%
def most_in_window(ip, minutes):
    """Le plus grand nombre de refus dans une fenêtre ouverte à l’un d’eux, et ses noms."""
    own = [row for row in night if row["ip"] == ip]
    best = []
    for start in own:
        window = [row for row in own if 0 <= row["minute"] - start["minute"] < minutes]
        if len(window) > len(best):
            best = window
    return len(best), len(set(row["user"] for row in best))


# %%
for ip in ROWS:
    print(ip.ljust(14), most_in_window(ip, 10), most_in_window(ip, 60), most_in_window(ip, 480))

# %% [markdown]
# `[row for row in own if …]` est une boucle écrite sur une ligne : la liste des lignes qui conviennent. `set` ne garde qu’un exemplaire de chaque nom, et `len` les compte. `ljust` complète avec des espaces.
#
# Chaque paire donne les refus et les noms, en 10, en 60 et en 480 minutes. Lisez par colonne. En dix minutes, `203.0.113.9` sort seul, avec 12. En une heure, `203.0.113.77` sort par ses sept noms. En huit heures, `2001:db8::66` sort… mais la sonde aussi.

# %% [markdown]
# ## 7. Ne pas crier au loup
#
# Un **faux positif** est une alerte sur quelqu’un qui n’attaquait pas. Il coûte cher : à la troisième, plus personne ne lit. Deux mesures, à regarder ensemble :
#
# - la part des alertes qui sont justes ;
# - la part des attaquants que l’on trouve.
#
# Le métier appelle la première la précision, la seconde le rappel. Le module 43 y reviendra. Choisissez le seuil, pour une fenêtre de dix minutes.

# %%
GUILTY = ["203.0.113.9", "203.0.113.77", "2001:db8::66"]


def draw_threshold(threshold):
    figure, axes = pyplot.subplots(figsize=(9, 3.2))
    values = [most_in_window(ip, 10)[0] for ip in ROWS]
    colors = ["firebrick" if ip in GUILTY else "lightgray" for ip in ROWS]
    bars = axes.barh(ROWS, values, color=colors, edgecolor="black")
    axes.bar_label(bars, padding=4)
    axes.axvline(threshold - 0.5, color="black", linestyle="--")
    axes.set(xlim=(0, 14), xlabel=tr("refus en dix minutes ; en rouge, les attaquants ; tirets : le seuil"))
    axes.invert_yaxis()
    figure.tight_layout()
    pyplot.close(figure)
    return figure


# %%
def try_threshold(threshold):
    accused = [ip for ip in ROWS if most_in_window(ip, 10)[0] >= threshold]
    right = [ip for ip in accused if ip in GUILTY]
    sentence = tr("Seuil {n} : alertes justes, {right} sur {all} ; attaquants trouvés, {right} sur 3.").format(
        n=threshold, right=len(right), all=len(accused)
    )
    display(draw_threshold(threshold), metadata={"image/png": {"alt": sentence}})
    print(sentence)


try_threshold(5)

# %% [markdown]
# Avec un curseur, à la souris ou aux flèches du clavier. S’il ne s’affiche pas chez vous, changez le nombre de `try_threshold(5)`.

# %%
from ipywidgets import IntSlider, interact

_ = interact(try_threshold, threshold=IntSlider(value=10, min=1, max=13, description=tr("seuil")))

# %% [markdown]
# À 1, tout le monde est accusé. À 5, Tuan l’est encore. À partir de 7, plus d’innocent. Mais aucun seuil ne trouve les deux autres attaquants : ils ne vont jamais vite. Une seule règle ne suffit pas.
#
# Il en faut trois. Une rapide : beaucoup de refus, peu de minutes. Une large : plusieurs *noms*, en une heure environ. Une lente : beaucoup de refus, toute une nuit.
#
# Reste la sonde, que la règle lente accuse. On ne relève pas le seuil pour elle : on laisserait passer l’attaquant lent. On l’inscrit dans une liste d’exceptions, avec une raison, un responsable et une date de fin.

# %%
known = [["192.0.2.53", "sonde"]]
for pair in [["192.0.2.53", "sonde"], ["192.0.2.53", "root"]]:
    print(pair, pair in known)

# %% [markdown]
# L’exception porte sur la paire, l’adresse *et* le nom. Si cette machine se met à essayer `root`, l’alerte part. Excuser une adresse entière, c’est offrir une cachette. Et la vraie réparation est de régler la sonde.
#
# Pour n’alerter qu’une fois par adresse, on s’arrête à la première règle qui convient. `break` sort de la boucle. Et `for ip, rule in …` donne deux noms d’un coup, comme plus haut avec `=`.

# %%
for rule in ["fast", "wide", "slow"]:
    print(rule)
    if rule == "wide":
        break
alerts = [["203.0.113.9", "fast"]]
for ip, rule in alerts:
    print(ip, "|", rule)

# %% [markdown]
# `slow`, la lente, n’a pas été affiché : la boucle s’est arrêtée à `wide`, la large. À vous de modifier : ajoutez à `night`, avec `add`, une huitième adresse qui attaque sans que vos trois règles la voient. C’est possible. Puis dites ce que cela vous apprend.

# %%
# Votre attaque, avec add(…), puis most_in_window sur son adresse :

# %% [markdown]
# ### Ce que ces règles ne voient pas
#
# - Une attaque partie de mille adresses, un essai chacune. Il faudrait compter aussi par nom.
# - Un voleur qui a déjà le bon mot de passe : il ne rate rien. Le second facteur du module 11 l’arrête.
# - Ce que l’attaquant a effacé, une fois entré. On envoie donc les journaux sur une autre machine.
# - Les lignes que le système a résumées : « message repeated 3 times ». Notre forme les laisse de côté.
#
# Aucune alerte ne veut pas dire aucune attaque. Et une alerte n’est pas un coupable : une adresse peut servir à beaucoup de gens.

# %% [markdown]
# ## 8. La loi, des deux côtés
#
# Entrer avec un mot de passe deviné, sur un serveur qui n’est pas le vôtre, est une infraction. N’essayez donc rien ailleurs que chez vous, sauf avec l’autorisation écrite et datée de qui en répond. Notre nuit, elle, est fabriquée.
#
# Voici les textes, en données datées. `as_of` est le jour de la lecture, `version` la date du texte lu. Relisez-les à la source avant de vous y fier.

# %%
LIMITS = [
    {"source": tr("Code pénal, art. 323-1"), "as_of": "2026-11-23", "version": "2018-04-17"},
    {"source": tr("Code criminel, art. 342.1"), "as_of": "2026-11-23", "version": "2020-01"},
]
LIMITS[0]["says"] = tr("Accéder ou se maintenir frauduleusement dans un système informatique est puni.")
LIMITS[1]["says"] = tr("Utiliser un ordinateur, ou le mot de passe d’un autre, frauduleusement et sans droit est puni.")
for law in LIMITS:
    print(law["source"], "|", law["version"], "|", law["says"])

# %% [markdown]
# Un journal parle de gens. Il dit qui travaille à 3 h du matin, et d’où. Le garder est une mesure de sécurité ; le garder trop longtemps, ou s’en servir pour surveiller le personnel, devient un risque.
#
# En Europe, le texte est le RGPD (règlement général sur la protection des données). Au Québec, c’est une loi du RLRQ (Recueil des lois et des règlements du Québec). La CNIL (Commission nationale de l’informatique et des libertés) a écrit une recommandation sur les journaux.

# %%
PRIVACY = [
    {
        "source": tr("RGPD, art. 5"),
        "says": tr("seulement les données nécessaires, et pas plus longtemps que nécessaire"),
    },
    {"source": tr("CNIL, délibération 2021-122"), "says": tr("recommandation : garder de six mois à un an")},
    {"source": tr("RLRQ, c. P-39.1, art. 5"), "says": tr("ne recueillir que les renseignements nécessaires")},
    {"source": tr("RLRQ, c. P-39.1, art. 23"), "says": tr("les fins accomplies, détruire ou anonymiser")},
]
for law in PRIVACY:
    print("2026-11-26", "|", law["source"], "|", law["says"])

# %% [markdown]
# | | Épinal : France, Union européenne | Magog : Québec, Canada |
# |---|---|---|
# | on parle de | données personnelles | renseignements personnels |
# | que garder | ce qui sert à la sécurité | ce qui est nécessaire à la fin choisie d’avance |
# | combien de temps | six mois à un an, recommandé ; plus, si on le justifie | aucun nombre dans la loi : la durée qu’il faut, écrite et justifiée |
# | ensuite | effacer | détruire ou anonymiser |
#
# La CNIL recommande : sa délibération n’oblige pas, mais elle sert de mesure. Elle admet jusqu’à trois ans dans quelques cas justifiés. Au Québec, c’est la Loi 25 qui a écrit ces articles dans leur forme d’aujourd’hui. L’autorité y est la CAI (Commission d’accès à l’information).
#
# Des deux côtés, trois gestes se ressemblent : prévenir les gens que les accès sont journalisés, limiter qui lit, et n’y chercher que la sécurité.

# %% [markdown]
# ## Ce que vous savez faire maintenant
#
# - Décrire la forme d’une ligne, et ne pas croire un nom choisi par l’adversaire.
# - Ramener deux horloges à UTC, été comme hiver.
# - Compter par adresse et par heure, et voir que le bruit n’est pas l’attaque.
# - Choisir une fenêtre et un seuil, et dire ce qu’ils ne voient pas.
#
# À la question d’Inès, vous pouvez répondre. Sur 135 refus, trois adresses méritent que l’on regarde, et Tuan peut dormir. L’exercice vous confie une autre nuit, la vôtre.
#
# ## Au travail demain
#
# Vingt minutes. Pour chaque serveur ou service en ligne de l’entreprise, écrivez quatre choses : où est son journal, dans quel fuseau il écrit, combien de temps il le garde, qui a le droit de le lire. Une case vide est une question à poser au prestataire.
#
# ## Trois questions pour se retourner
#
# Elles viennent des modules 03, 12 et 25. Répondez de mémoire, puis lisez la suite.
#
# 1. Tuan entre par une clé, et l’on vient de lui voler son portable. Qui doit signer la révocation de l’ancienne clé ? Que compare Inès avant de se fier à la neuve ?
# 2. Dans l’en-tête d’un paquet IPv4, combien d’octets pour une adresse, et quel autre nombre dit à quel programme on s’adresse ?
# 3. Dans un courriel, quelles lignes l’expéditeur écrit-il comme il veut ? Et dans une ligne de SSH ?

# %% [markdown]
# ### Réponses
#
# 1. La clé révoquée elle-même : l’annonce se prépare d’avance, et se garde sur papier. Inès compare l’empreinte entière de la clé neuve, lue de vive voix.
# 2. Quatre octets. Le port.
# 3. Le nom affiché et l’adresse `From`. Dans SSH, le nom essayé.
#
# *Sources : RFC 3339, section 5.8 ; RFC 5424, section 6.5 ; RFC 5737 et 3849 ; documentation d’Apache, page des journaux ; messages d’OpenSSH ; base de fuseaux de l’IANA (Internet Assigned Numbers Authority, qui tient les registres d’Internet).*
