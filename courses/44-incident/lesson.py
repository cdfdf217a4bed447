# %% [markdown]
# # Répondre à un incident : une nuit, quatre horloges
#
# Jeudi 29 octobre 2026, 14 h 40, à Épinal. Yusuf tient la comptabilité d’un atelier de lutherie qui a deux sites, Épinal et Magog. Un client l’appelle : il vient de recevoir une fausse facture, avec son vrai numéro de commande. D’où vient ce numéro ?
#
# Yusuf veut éteindre le serveur. À Magog, Océane veut changer tous les mots de passe. Leur prestataire veut lancer un grand nettoyage. Chacun a une bonne raison, et chacun peut effacer la seule trace utile.
#
# Quelqu’un doit dire quoi faire, dans quel ordre, et l’écrire. Ce sera vous.

# %% [markdown]
# ## Ce que vous saurez faire
#
# - Remettre dans l’ordre des traces venues de quatre horloges.
# - Trouver par où tout a commencé.
# - Contenir, sans détruire les preuves.
# - Rendre un rapport où chaque fait mène à une preuve.
#
# Comptez une heure. Il faut les modules 02, 12, 13, 14, 21, 41 et 43 : les formats, l’en-tête d’un courriel, la sauvegarde, les priorités, l’empreinte, les journaux, ATT&CK. Tout se passe sans Internet, sur des traces inventées. Les adresses viennent de plages réservées aux exemples : elles ne mènent nulle part.

# %% [markdown]
# ## 1. Ce qui se passe, et dans quel ordre on y répond
#
# Un **incident** est un événement qui porte atteinte aux données ou aux machines de l’entreprise, ou qui menace de le faire. Une panne de courant n’en est pas un. Un mot de passe volé, si, même quand rien n’a encore été pris.
#
# Le NIST (*National Institute of Standards and Technology*, l’institut américain des normes) a publié en avril 2025 sa publication spéciale 800-61, révision 3. Elle range le travail en six fonctions.
#
# | fonction | en clair | quand |
# |---|---|---|
# | gouverner, identifier, protéger | savoir qui décide, ce que l’on a, et le tenir | avant |
# | détecter | s’apercevoir que quelque chose ne va pas | pendant |
# | répondre | comprendre, contenir, prévenir | pendant |
# | rétablir | remettre en service, vérifier | pendant et après |
#
# Les trois premières ne sont pas la réponse : c’est ce qui la rend possible. Et chaque incident apprend quelque chose, que l’on rapporte aux six.

# %% [markdown]
# ## 2. La première ligne du cahier
#
# Avant tout geste, on note : l’heure, qui appelle, ce qui a été vu. Pas ce que l’on suppose. Ce cahier est la première preuve.
#
# Puis on met de côté les traces. Pour chacune, on prend l’empreinte tout de suite, comme au module 21. Changez un signe, et l’empreinte change : on saura si la copie a bougé.

# %%
import hashlib

line = "Oct 29 03:12:45 srv-magog sshd[1201]: Accepted password for yusuf from 203.0.113.45 port 50122 ssh2\n"
print(hashlib.sha256(line.encode("utf-8")).hexdigest()[:16])
print(hashlib.sha256(line.replace("03:12", "03:21").encode("utf-8")).hexdigest()[:16])

# %% [markdown]
# Deux chiffres échangés, et plus rien ne se ressemble. La longueur, elle, n’a pas changé : la taille d’un fichier ne prouve rien.
#
# Le papier qui suit une preuve s’appelle la **chaîne de possession**. Elle dit qui l’a eue, quand, et avec quelle empreinte. On travaille sur une copie ; l’original reste sous clé.

# %%
custody = [{"name": "auth.log", "sha256": hashlib.sha256(line.encode("utf-8")).hexdigest(), "by": "Océane"}]
custody[0]["taken"] = "2026-10-29T13:55:00Z"
for entry in custody:
    print(entry["taken"], entry["by"], entry["name"], entry["sha256"][:16])

# %% [markdown]
# À vous de fabriquer. Ajoutez à `custody` une seconde pièce, `access.log`, dont le texte est de votre invention, saisie à 14 h 02 UTC. Réaffichez la liste.

# %%
# Votre pièce, avec custody.append({…}), puis la boucle qui affiche :

# %% [markdown]
# ## 3. Quatre traces, quatre façons de dire l’heure
#
# Voici quatre traces de la même nuit, dans leurs formats réels. Un rappel d’une phrase pour chacune :
#
# - le courriel porte des en-têtes, qui disent d’où il vient et quand (module 12) ;
# - `auth.log` est le journal de SSH (*secure shell*, la porte d’entrée à distance d’un serveur) : une ligne par essai de connexion (module 41) ;
# - le journal du serveur web a une ligne par page demandée, avec l’adresse de qui la demande (module 41) ;
# - une capture note ce qui passe sur le réseau (module 03) ; ici, elle est résumée en une ligne par conversation, comme le fait le logiciel Zeek.

# %%
MAIL = "Date: Thu, 29 Oct 2026 00:02:11 -0700"
AUTH = "Oct 29 03:12:45 srv-magog sshd[1201]: Accepted password for yusuf from 203.0.113.45 port 50122 ssh2"
WEB = '203.0.113.45 - - [29/Oct/2026:08:16:20 +0100] "GET /export/clients.csv HTTP/1.1" 200 48213 "-" "curl/8.5.0"'
CONN = "1793257500.250000\tCk3dXq1\t10.20.0.17\t49812\t198.51.100.23\t443\ttcp\t2210"
for trace in [MAIL, AUTH, WEB, CONN]:
    print(trace)

# %% [markdown]
# *Votre pari : à lire les heures comme elles sont écrites, laquelle de ces traces est la première ? Et la dernière ?*
#
# Un horodatage (l’heure qu’une machine écrit à côté d’un fait) n’a de sens qu’avec son fuseau, la règle d’heure d’un lieu. On ramène donc tout à UTC (le temps universel coordonné), qui ne connaît ni été ni hiver.
#
# | trace | ce qu’elle dit | ce qui manque |
# |---|---|---|
# | courriel, RFC 5322 | `-0700` : sept heures de retard sur UTC | rien |
# | `auth.log` | l’heure du serveur | l’année et le fuseau |
# | web, format « combined » | `+0100` : une heure d’avance | rien |
# | Zeek | des secondes depuis le 1er janvier 1970, UTC | rien, mais illisible |

# %% [markdown]
# ### Le courriel
#
# Python lit les dates de courriel avec `parsedate_to_datetime`. Il rend un moment, avec son décalage. `astimezone(UTC)` le ramène à UTC. L’exemple est celui de la RFC 5322, annexe A.

# %%
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

moment = parsedate_to_datetime("Fri, 21 Nov 1997 09:55:06 -0600")
print(moment)
print(moment.astimezone(UTC))

# %% [markdown]
# 9 h 55 là-bas, 15 h 55 en UTC : six heures de plus. Pour ranger les traces, nous voulons un texte, toujours le même. La RFC 3339 en donne la forme : année, mois, jour, un T, l’heure, un Z pour UTC.


# %%
def to_text(moment):
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


print(to_text(moment))
print(to_text(parsedate_to_datetime(MAIL.split(": ")[1])))

# %% [markdown]
# `strftime` écrit un moment selon un modèle : `%Y` l’année, `%m` le mois, `%d` le jour, `%H`, `%M`, `%S` l’heure. Le courriel est donc parti à 7 h 02 en UTC.
#
# Cette forme a une vertu : l’ordre des textes est l’ordre du temps. *Votre pari ?*

# %%
print(sorted(["2026-10-29T07:02:11Z", "1997-11-21T15:55:06Z", "2026-10-29T07:01:59Z"]))

# %% [markdown]
# ### Le serveur web
#
# `strptime` fait le chemin inverse : du texte au moment, selon un modèle. `%b` est le mois en trois lettres anglaises, `%z` le décalage. Il faut d’abord prendre ce qui est entre crochets.

# %%
text = WEB.split("[")[1].split("]")[0]
print(text)
print(to_text(datetime.strptime(text, "%d/%b/%Y:%H:%M:%S %z")))

# %% [markdown]
# 8 h 16 à Épinal, 7 h 16 en UTC. `split("[")[1]` est ce qui suit le crochet ouvrant ; `split("]")[0]`, ce qui précède le fermant.

# %% [markdown]
# ### Le journal sans année ni fuseau
#
# `auth.log` écrit `Oct 29 03:12:45`. L’année, on la connaît par le contexte. Le fuseau, il faut l’avoir noté : c’est celui du serveur, à Magog. Le monde entier tient ses fuseaux dans une base commune, celle de l’IANA (*Internet Assigned Numbers Authority*, qui tient les registres d’Internet). Magog suit l’heure de `America/Toronto`.

# %%
from zoneinfo import ZoneInfo

moment = datetime.strptime("2026 " + AUTH[:15], "%Y %b %d %H:%M:%S")
print(moment)
moment = moment.replace(tzinfo=ZoneInfo("America/Toronto"))
print(moment)
print(to_text(moment))

# %% [markdown]
# `AUTH[:15]` prend les quinze premiers signes. La première ligne affichée n’a pas de fuseau. `replace(tzinfo=…)` dit lequel c’est, sans toucher à l’heure. On obtient 7 h 12 en UTC.
#
# À vous de modifier : remplacez `America/Toronto` par `Europe/Paris`, et exécutez. Le fait recule de cinq heures : voilà ce que coûte un fuseau mal noté. Remettez le bon.
#
# *Votre pari : combien d’heures entre Épinal et Magog, ce jour-là ?* Beaucoup répondent six. Regardons jour par jour. Cette cellule dessine.

# %%
from datetime import timedelta

from IPython.display import display
from matplotlib import pyplot


def count_hours(day):
    """Le nombre d’heures d’avance d’Épinal sur Magog, à midi UTC ce jour-là."""
    east, west = day.astimezone(ZoneInfo("Europe/Paris")), day.astimezone(ZoneInfo("America/Toronto"))
    return (east.utcoffset() - west.utcoffset()) / timedelta(hours=1)


# %%
days = [datetime(2026, 10, 15, 12, tzinfo=UTC) + timedelta(days=number) for number in range(28)]
figure, axes = pyplot.subplots(figsize=(9, 2.8))
axes.step([day.strftime("%d/%m") for day in days], [count_hours(day) for day in days], where="mid", linewidth=2)
axes.set(ylim=(4.5, 6.5), yticks=[5, 6], ylabel=tr("heures d’écart"))
axes.set_xticks(range(0, 28, 3))
figure.tight_layout()
pyplot.close(figure)
description = tr(
    "Une ligne à 6 heures d’écart, qui descend à 5 du 25 au 31 octobre 2026, puis remonte à 6 le 1er novembre."
)
display(figure, metadata={"image/png": {"alt": description}})
print(description)

# %% [markdown]
# Cinq heures, pendant une semaine. L’Europe quitte l’heure d’été le 25 octobre, le Québec le 1er novembre. Qui écrit « moins six » de mémoire se trompe d’une heure, et peut mettre l’effet avant la cause. On ne calcule pas un fuseau de tête : on le demande à la base.
#
# Une limite : dans la nuit du 1er novembre, à Magog, 1 h 30 arrive deux fois. Un journal sans fuseau ne peut pas dire laquelle. Le rapport le signale.

# %% [markdown]
# ### La capture
#
# Des secondes depuis 1970 : `fromtimestamp` les lit. Les colonnes sont séparées par une tabulation, `\t`.

# %%
columns = CONN.split("\t")
print(columns[2], columns[4])
print(to_text(datetime.fromtimestamp(float(columns[0]), UTC)))

# %% [markdown]
# Le poste `10.20.0.17` parle à `198.51.100.23` à 7 h 05. Nos quatre traces sont maintenant sur la même horloge.

# %% [markdown]
# ## 4. La chronologie
#
# Ranger les faits par heure réelle, c’est écrire la **chronologie**. À quatre lignes, on le ferait à la main. Un vrai incident en a des milliers : c’est le travail de pandas, vu au module 02.

# %%
import pandas

events = [
    {"time": "2026-10-29T07:16:20Z", "source": "web", "host": "srv-epinal", "ip": "203.0.113.45", "bytes": 48213},
    {"time": "2026-10-29T07:12:45Z", "source": "auth", "host": "srv-magog", "ip": "203.0.113.45", "bytes": 0},
    {"time": "2026-10-29T07:02:11Z", "source": "mail", "host": "courrier", "ip": "", "bytes": 0},
    {"time": "2026-10-29T07:05:00Z", "source": "conn", "host": "pc-17", "ip": "198.51.100.23", "bytes": 2210},
    {"time": "2026-10-29T07:12:45Z", "source": "auth", "host": "srv-magog", "ip": "203.0.113.45", "bytes": 0},
]
table = pandas.DataFrame(events).drop_duplicates()
table = table.sort_values(["time", "source"])
print(table)

# %% [markdown]
# `drop_duplicates` retire les lignes répétées : deux journaux notent souvent le même fait. `sort_values` range par heure, puis par source quand deux heures sont égales.
#
# Comparons l’ordre des heures *écrites* et l’ordre des heures *réelles*. Ces cellules dessinent.

# %%
WRITTEN = [
    ("00:02", tr("courriel")),
    ("03:12", tr("connexion SSH")),
    ("07:05", tr("capture")),
    ("08:16", tr("page web")),
]
REAL = [
    ("07:02", tr("courriel")),
    ("07:05", tr("capture")),
    ("07:12", tr("connexion SSH")),
    ("07:16", tr("page web")),
]


def draw_orders():
    figure, axes = pyplot.subplots(figsize=(8, 3))
    for row, (hour, name) in enumerate(WRITTEN):
        place = [other for _, other in REAL].index(name)
        axes.plot([0, 1], [row, place], color="firebrick" if row != place else "gray", marker="o")
        axes.text(-0.05, row, f"{hour}  {name}", ha="right", va="center")
        axes.text(1.05, place, f"{REAL[place][0]}  {name}", va="center")
    axes.set(xlim=(-0.9, 1.9), ylim=(3.6, -0.9))
    axes.text(-0.05, -0.7, tr("heure écrite"), ha="right", weight="bold")
    axes.text(1.05, -0.7, tr("heure réelle, UTC"), weight="bold")
    axes.set_axis_off()
    pyplot.close(figure)
    return figure


# %%
description = tr(
    "Deux colonnes de quatre faits. À gauche, l’heure écrite : courriel, connexion SSH, capture, page web. À droite, l’heure réelle : la capture passe avant la connexion SSH ; leurs deux traits se croisent."
)
display(draw_orders(), metadata={"image/png": {"alt": description}})
print(description)

# %% [markdown]
# À gauche, quelqu’un entre par SSH quatre heures avant que le poste ne parle à l’extérieur. On chercherait un autre coupable. À droite, tout s’enchaîne : un courriel, un clic, une connexion, une page.
#
# Et si l’on se trompe de fuseau pour `auth.log` ? Choisissez le décalage avec le curseur, à la souris ou aux flèches du clavier.


# %%
def draw_guess(hours):
    figure, axes = pyplot.subplots(figsize=(9, 2.2))
    guess = 3 + 12.75 / 60 + hours
    for place in [7 + 2.2 / 60, 7 + 5 / 60, 7 + 16.3 / 60]:
        axes.plot(place, 0, "o", color="gray")
    axes.text(7.15, 0.5, tr("courriel, capture, page web"), ha="center")
    axes.plot(guess, 0, "s", color="firebrick", markersize=9)
    axes.text(guess, -0.7, tr("connexion SSH"), ha="center", color="firebrick")
    axes.set(xlim=(5.4, 9.8), ylim=(-1.1, 1.1), yticks=[], xlabel=tr("heure UTC"))
    figure.tight_layout()
    pyplot.close(figure)
    return figure


def show_guess(hours):
    minutes = 192 + 60 * hours + 1
    when = (
        tr("avant le courriel") if minutes < 422 else tr("après la page web") if minutes > 436 else tr("entre les deux")
    )
    sentence = tr("Décalage de {n} heures : la connexion SSH tombe {when}.").format(n=hours, when=when)
    display(draw_guess(hours), metadata={"image/png": {"alt": sentence}})
    print(sentence)


show_guess(5)

# %%
from ipywidgets import IntSlider, interact

_ = interact(show_guess, hours=IntSlider(value=4, min=3, max=6, description=tr("décalage")))

# %% [markdown]
# S’il ne s’affiche pas, changez le nombre de `show_guess(5)`. À 4 heures, la bonne valeur, le fait tombe entre le clic et la page. À 5, il vient après le vol. À 3, avant le courriel. Une heure suffit à changer l’histoire.

# %% [markdown]
# ## 5. Les indicateurs et le patient zéro
#
# Un **indicateur** est une trace qui aide à reconnaître l’attaque ailleurs. Ici, deux adresses : celle du lien dans le courriel, `198.51.100.23`, et celle d’où quelqu’un est entré, `203.0.113.45`.
#
# On garde les lignes qui les portent. `isin` (« est dans ») pose la question à toute une colonne.

# %%
indicators = ["198.51.100.23", "203.0.113.45"]
traced = table[table["ip"].isin(indicators)]
print(traced[["time", "source", "host"]])
print(traced["bytes"].sum())

# %% [markdown]
# Trois lignes, et 50 423 octets sortis. La première machine à parler à un indicateur est `pc-17`. C’est le **patient zéro** : par là, tout est entré.
#
# Attention à deux pièges. Le bruit d’abord : des robots essaient des mots de passe sur tous les serveurs du monde, sans lien avec vous. Une adresse qui échoue cent fois et n’entre jamais n’est pas votre attaquant. La conclusion hâtive ensuite : le serveur n’a rien fait, c’est le compte de Yusuf qui a été employé.
#
# Dans un rapport, on n’écrit pas une adresse d’attaquant telle quelle : un clic malheureux, et l’on y va. On la désarme.

# %%
print("198.51.100.23".replace(".", "[.]"))

# %% [markdown]
# Tout le métier lit `198[.]51[.]100[.]23`, et aucun logiciel n’en fait un lien.

# %% [markdown]
# ## 6. Contenir
#
# Le **confinement**, ce sont les gestes qui empêchent l’incident de s’étendre, avant toute réparation. L’ordre compte, comme au module 14 : on y dit par quoi commencer, et pourquoi.
#
# | geste | pourquoi à ce moment |
# |---|---|
# | noter l’heure et ce que l’on voit | sans cela, rien ne se prouve |
# | débrancher la machine du réseau, allumée | elle ne parle plus, et sa mémoire reste |
# | bloquer le compte, fermer ses connexions ouvertes | un mot de passe changé ne ferme pas une connexion |
# | copier les journaux et la mémoire, avec leurs empreintes | après, on répare, et les traces partent |
# | réinstaller, changer les mots de passe depuis un poste sain | un poste touché livre aussi le nouveau |
# | remettre en service, et surveiller | ils reviennent souvent |
#
# Et quatre gestes à ne pas faire. Éteindre : la mémoire est perdue. Nettoyer avant de copier : les traces partent avec. Prévenir par la messagerie touchée : l’attaquant lit. Aller voir chez lui : c’est l’avertir, et c’est interdit.

# %% [markdown]
# ### « Aller voir » est une infraction
#
# Se connecter à la machine de l’attaquant, même avec son propre mot de passe, c’est entrer dans un système sans en avoir le droit. Cette machine est souvent celle d’une autre victime. Sans l’autorisation écrite de son propriétaire, les articles de loi sont les mêmes pour vous.

# %%
LIMITS = [
    {"where": "France", "source": tr("Code pénal, art. 323-1"), "as_of": "2026-11-23"},
    {"where": "Canada", "source": tr("Code criminel, art. 342.1"), "as_of": "2026-11-23"},
]
LIMITS[0]["says"] = tr("Accéder ou se maintenir frauduleusement dans un système informatique est puni.")
LIMITS[1]["says"] = tr("Utiliser un ordinateur, ou le mot de passe d’un autre, frauduleusement et sans droit est puni.")
for law in LIMITS:
    print(law["where"], "|", law["source"], "|", law["as_of"], "|", law["says"])

# %% [markdown]
# ## 7. Les horloges de la loi
#
# Des données de clients sont sorties. D’autres horloges partent, et elles ne s’arrêtent pas la fin de semaine. Les voici, en données datées : `as_of` est le jour de la lecture. Relisez chaque texte à la source avant de vous y fier.

# %%
CLOCKS = [
    {"source": tr("RGPD, art. 33"), "hours": 72, "says": tr("autorité de contrôle, si possible en 72 heures")},
    {"source": tr("NIS 2, art. 23"), "hours": 24, "says": tr("alerte précoce en 24 heures")},
    {"source": tr("NIS 2, art. 23"), "hours": 72, "says": tr("notification en 72 heures")},
    {"source": tr("NIS 2, art. 23"), "hours": None, "says": tr("rapport final, un mois après la notification")},
    {"source": tr("RLRQ, c. P-39.1, art. 3.5"), "hours": None, "says": tr("Commission d’accès, avec diligence")},
    {"source": tr("LPRPDE, art. 10.1"), "hours": None, "says": tr("Commissariat, le plus tôt possible")},
]
for clock in CLOCKS:
    print("2026-11-25", "|", clock["source"], "|", clock["says"])

# %% [markdown]
# | | Épinal : France, Union européenne | Magog : Québec, Canada |
# |---|---|---|
# | le texte dit | violation de données personnelles | incident de confidentialité ; atteinte aux mesures de sécurité |
# | on prévient | la CNIL ; l’ANSSI si NIS 2 s’applique | la CAI ; le Commissariat si la loi fédérale s’applique |
# | à partir de quel seuil | sauf si aucun risque pour les personnes | risque de préjudice sérieux ; risque réel de préjudice grave |
# | délai | 72 h après en avoir pris connaissance | avec diligence ; le plus tôt possible ; aucun nombre d’heures |
# | registre | toutes les violations, documentées | tous les incidents, 5 ans ; toutes les atteintes, 24 mois |
#
# Les 72 heures sont celles du RGPD (règlement général sur la protection des données). La directive NIS (*Network and Information Security*, sécurité des réseaux), dans sa version 2, ne vise que certaines entreprises ; ce luthier n’en est sans doute pas. La « diligence » vient de la Loi 25, qui a modifié la loi citée dans le RLRQ (Recueil des lois et des règlements du Québec). La LPRPDE (loi fédérale sur la protection des renseignements personnels et les documents électroniques) dit « le plus tôt possible ». Le seuil se décide avec quelqu’un dont c’est le métier.
#
# Les durées de garde viennent de deux règlements : le Règlement sur les incidents de confidentialité au Québec, et `DORS/2018-64`, article 6, au Canada.
#
# CNIL (Commission nationale de l’informatique et des libertés), ANSSI (Agence nationale de la sécurité des systèmes d’information) et CAI (Commission d’accès à l’information) sont les noms des autorités.
#
# L’horloge part quand on *sait*, pas quand l’attaque a eu lieu. Ajoutons 72 heures.

# %%
known = datetime.fromisoformat("2026-10-29T13:40:00Z")
limit = known + timedelta(hours=72)
print(to_text(limit))
print(limit.astimezone(ZoneInfo("Europe/Paris")))
print(limit.astimezone(ZoneInfo("America/Toronto")))

# %% [markdown]
# `fromisoformat` relit la forme de la RFC 3339, et `timedelta` est une durée. Su jeudi à 14 h 40 à Épinal, à dire avant dimanche 14 h 40. À Magog, le même instant est dimanche, 8 h 40 : l’heure a changé dans la nuit. Voilà pourquoi l’on ajoute les heures en UTC.

# %% [markdown]
# ## 8. Le rapport
#
# Le rapport est ce qui reste. Il sera lu par une direction, un assureur, une autorité, peut-être un juge. Six parties suffisent :
#
# 1. le résumé : par où, quel compte, combien ;
# 2. la chronologie, en UTC ;
# 3. les indicateurs, désarmés ;
# 4. les preuves, avec leurs empreintes ;
# 5. les échéances, avec leurs textes ;
# 6. ce que l’on ne sait pas.
#
# La sixième est la plus difficile, et la plus utile. Un rapport sans inconnue est un rapport que l’on ne croit pas. Une partie vide se dit aussi : on écrit « rien à ce jour », on ne retire pas le titre.
#
# Chaque phrase est un fait qui mène à une preuve, ou une hypothèse qui dit son nom. Pas de coupable : « le compte de Yusuf a été employé », et non « Yusuf a ouvert ». Et pas plus de noms de clients qu’il n’en faut.

# %% [markdown]
# ## Ce que vous savez faire maintenant
#
# - Ramener à UTC quatre sortes d’horodatage, sans calcul de tête.
# - Écrire une chronologie, et y lire le patient zéro.
# - Contenir dans un ordre qui garde les preuves.
# - Tenir une chaîne de possession, et dater les échéances.
#
# L’exercice vous confie un autre incident, le vôtre, et vous demande le rapport.
#
# ## Au travail demain
#
# Vingt minutes. Prenez une feuille et écrivez cinq lignes : qui appeler d’abord, à quel numéro, qui décide de débrancher, où sont les journaux, dans quel fuseau chaque machine écrit l’heure. Imprimez-la : le jour venu, l’ordinateur sera peut-être débranché.
#
# ## Trois questions pour se retourner
#
# Elles viennent des modules 12, 13 et 43. Répondez de mémoire, puis lisez la suite.
#
# 1. Le nom affiché d’un courriel est celui du patron. Quelles lignes disent d’où il vient vraiment ? Et comment classez-vous le message, si ni SPF ni DKIM ne vise le domaine affiché ?
# 2. La dernière sauvegarde vérifiée date de mercredi, 22 h en UTC. L’attaque a lieu jeudi à 7 h 12. Le travail s’arrête à 13 h 40 et reprend à 19 h 40. Combien d’heures sont perdues, et un RTO de 8 heures est-il tenu ?
# 3. Le rapport nomme `T1078`, Valid Accounts. Que faut-il citer à côté ? Et la règle posée depuis a signalé deux attaques sur quatre, sans fausse alerte : quels sont sa précision et son rappel ?

# %% [markdown]
# ### Réponses
#
# 1. Les en-têtes : `Received`, `Return-Path`, et le résultat des contrôles du domaine. Le nom affiché s’écrit comme on veut. Sans rien d’aligné, l’expéditeur n’est pas prouvé : on n’ouvre rien, on appelle.
# 2. 9 h 12 de travail, de la sauvegarde à l’attaque. L’arrêt dure 6 heures : le RTO est tenu. Une sauvegarde faite après l’attaque n’aurait pas compté.
# 3. Les mots exacts de la trace, comme `Accepted password`. La précision vaut 1, le rappel 0,5.
#
# *Sources : NIST, publication spéciale 800-61, révision 3, avril 2025 ; RFC 3339 et 5322 ; base de fuseaux de l’IANA ; formats d’OpenSSH, du journal web « combined » et de Zeek.*
