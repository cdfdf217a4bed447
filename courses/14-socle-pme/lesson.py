# %% [markdown]
# # Le socle d’une PME : répondre une fois, répondre juste
#
# Lundi, 8 h 15, à Bruyères. Rachid dirige une entreprise de chauffage de quatorze personnes. Son plus gros client, un hôpital, lui envoie un questionnaire : « Appliquez-vous les 42 mesures de l’ANSSI ? » L’ANSSI (Agence nationale de la sécurité des systèmes d’information) est le service de l’État français chargé de ces sujets.
#
# Le même jour, à Thetford Mines, Marie-Ève ouvre un courriel de son assureur. Sa cidrerie emploie vingt-deux personnes. « Avez-vous les 13 contrôles de base du Centre canadien pour la cybersécurité ? »
#
# Tous deux ont envie de cocher « oui » partout. Tous deux savent que ce serait mentir. Que font-ils déjà, que leur manque-t-il, et par quoi commencer ?

# %% [markdown]
# ## Ce que vous saurez faire
#
# - Relier deux listes de mesures, et voir ce qui reste seul.
# - Tenir un registre qu’un programme sait vérifier.
# - Mesurer les écarts, sans se flatter.
# - Dire par quoi commencer, et pourquoi.
#
# Comptez cinquante minutes. Il faut les modules 01, 02, 11 et 13 : les fonctions, les listes, les dictionnaires, le double facteur, la sauvegarde. Tout se passe sans Internet. Les entreprises sont inventées. Ne mettez dans ce carnet aucun défaut réel de la vôtre : une liste de faiblesses est un cadeau pour qui la trouve.

# %% [markdown]
# ## 1. Deux listes pour les mêmes ennuis
#
# Une **mesure** est une chose que l’entreprise fait pour rendre un ennui plus rare ou moins grave. Changer la serrure en est une. Sauvegarder en est une autre.
#
# Une liste de mesures publiée et numérotée s’appelle un **référentiel**. En voici deux :
#
# | | France | Canada |
# |---|---|---|
# | titre | Guide d’hygiène informatique | Contrôles de cybersécurité de base pour les petites et moyennes organisations |
# | auteur | ANSSI | Centre canadien pour la cybersécurité |
# | version | 2, septembre 2017 | 1.2, février 2020 |
# | compte | 42 mesures, dix chapitres | 13 contrôles |
#
# Au Canada, ces textes disent « contrôles ». Nous écrivons « mesures » pour les deux. Les mots qui suivent sont les nôtres ; les numéros sont ceux des textes.

# %%
CANADA = {
    "C1": tr("Préparer un plan pour les incidents."),
    "C2": tr("Mettre à jour systèmes et logiciels, automatiquement."),
    "C3": tr("Activer les logiciels de protection."),
    "C4": tr("Bien régler les appareils."),
    "C5": tr("Vérifier solidement qui se connecte."),
    "C6": tr("Former le personnel."),
    "C7": tr("Sauvegarder et chiffrer les données."),
}
print(len(CANADA))

# %% [markdown]
# Voici les six suivantes. La ligne `CANADA["C8"] = …` ajoute une étiquette au dictionnaire, comme au module 02.

# %%
CANADA["C8"] = tr("Protéger les appareils mobiles.")
CANADA["C9"] = tr("Défendre le bord du réseau.")
CANADA["C10"] = tr("Encadrer le nuage et les prestataires.")
CANADA["C11"] = tr("Protéger les sites web.")
CANADA["C12"] = tr("Limiter les accès et les droits.")
CANADA["C13"] = tr("Protéger les clés USB et les disques qui circulent.")
print(len(CANADA))

# %% [markdown]
# Treize. La liste française est plus longue. Elle tient en dix chapitres, du numéro 1 au numéro 42. `range(4, 8)` donne les nombres de 4 à 7 : le dernier n’est pas compris.
#
# *Votre pari : combien de nombres dans `range(1, 43)` ?*

# %%
print(list(range(4, 8)))
print(len(range(1, 43)))

# %% [markdown]
# Quarante-deux. Rangeons les chapitres dans un dictionnaire : le chiffre romain, puis les numéros de ses mesures.

# %%
CHAPTERS = {
    "I": range(1, 4),
    "II": range(4, 8),
    "III": range(8, 14),
    "IV": range(14, 19),
    "V": range(19, 27),
    "VI": range(27, 30),
    "VII": range(30, 34),
    "VIII": range(34, 36),
    "IX": range(36, 41),
    "X": range(41, 43),
}
for chapter in CHAPTERS:
    print(chapter, list(CHAPTERS[chapter]))

# %% [markdown]
# | chapitre | de quoi il parle |
# |---|---|
# | I | sensibiliser et former |
# | II | connaître ce que l’on a |
# | III | vérifier qui entre, limiter les accès |
# | IV | protéger les postes |
# | V | protéger le réseau |
# | VI | protéger les postes et les comptes qui administrent |
# | VII | travailler hors des murs |
# | VIII | tenir à jour |
# | IX | surveiller, sauvegarder, contrôler, réagir |
# | X | aller plus loin |

# %% [markdown]
# ## 2. Relier les deux listes
#
# Rachid active le double facteur. Il avance dans la liste française, numéro 13. Il avance aussi dans la liste canadienne, `"C5"`. Un seul travail, deux réponses : il faut noter le lien.
#
# Un dictionnaire suffit. L’étiquette est le numéro français. La valeur est la liste des mesures canadiennes qu’il touche.
#
# *Votre pari : que montre la boucle ?*

# %%
links = {10: ["C5"], 13: ["C5"], 31: ["C8", "C13"], 26: []}
for number in links:
    if links[number] == []:
        print(number)

# %% [markdown]
# La boucle montre 26. Cette mesure demande de fermer à clé les locaux techniques. La liste canadienne n’en parle pas. C’est un **orphelin** : rien ne le relie à l’autre côté.
#
# Un orphelin n’est pas une faute. C’est une question qu’un des deux textes ne pose pas. On le dit, au lieu de forcer un lien.
#
# Il faut chercher dans les deux sens. *Votre pari : lesquelles de ces mesures canadiennes ne sont citées par personne ?*

# %%
cited = []
for number in links:
    cited = cited + links[number]
print(cited)
for target in ["C5", "C7", "C8", "C13"]:
    if target not in cited:
        print(target)

# %% [markdown]
# `cited + links[number]` met deux listes bout à bout. `not in` (« pas dans ») demande si une valeur manque. Ici, `"C7"` n’est citée par personne. Sauvegarder n’a pourtant rien de rare : c’est notre dictionnaire qui est trop court.
#
# À vous de modifier : ajoutez `37: ["C7"]` aux liens. Le numéro 37 demande de sauvegarder. Exécutez de nouveau les deux cellules.

# %% [markdown]
# Voici notre correspondance entière. Elle est discutable : personne ne l’a publiée. Trois étiquettes de plus, `"D1"` à `"D3"`, viennent d’une norme ; la partie suivante les explique.

# %%
LINKS = {1: ["C6"], 2: ["C6"], 3: ["C10"], 4: ["D3"], 5: ["C12"], 6: ["C12"], 7: ["C9"]}
LINKS |= {8: ["C12"], 9: ["C12"], 10: ["C5"], 11: ["C5"], 12: ["C4"], 13: ["C5"]}
LINKS |= {14: ["C3", "C4"], 15: ["C13"], 16: ["C4"], 17: ["C3"], 18: ["C7"]}
LINKS |= {19: ["C9"], 20: ["C9"], 21: [], 22: ["C9"], 23: ["C9", "C11"], 24: ["C9"], 25: [], 26: []}
LINKS |= {27: ["C12"], 28: [], 29: ["C12"], 30: ["C8"], 31: ["C8", "C13"], 32: ["C8", "C9"]}
LINKS |= {33: ["C8"], 34: ["C2"], 35: ["C2"], 36: [], 37: ["C7"], 38: [], 39: ["D2"], 40: ["C1"]}
LINKS |= {41: ["D3"], 42: []}
TARGETS = list(CANADA) + ["D1", "D2", "D3"]
print(len(LINKS), len(TARGETS))

# %% [markdown]
# Le signe `|=` ajoute un dictionnaire à un autre. Un dessin montre mieux la forme. Les deux cellules suivantes dessinent ; elles ne sont pas à retenir.

# %%
from IPython.display import display
from matplotlib import pyplot


def count_links(chapter, target):
    return sum(target in LINKS[number] for number in CHAPTERS[chapter])


def draw_links():
    figure, axes = pyplot.subplots(figsize=(10, 4.6))
    for row, chapter in enumerate(CHAPTERS):
        alone = [number for number in CHAPTERS[chapter] if LINKS[number] == []]
        axes.text(16.3, row, ", ".join(str(number) for number in alone), va="center", color="firebrick")
        for column, target in enumerate(TARGETS):
            count = count_links(chapter, target)
            axes.text(column, row, str(count) if count else "·", ha="center", va="center", size=9 + 2 * count)
    axes.axvspan(12.5, 13.5, color="moccasin")
    axes.set(xlim=(-0.6, 18.6), ylim=(9.6, -0.6), yticks=range(10), yticklabels=list(CHAPTERS))
    axes.set_xticks([*range(16), 17.2], [*TARGETS, tr("seules")])
    axes.set(xlabel=tr("mesure canadienne"), ylabel=tr("chapitre français"))
    figure.tight_layout()
    pyplot.close(figure)
    return figure


# %%
description = tr(
    "Une grille : dix chapitres français, seize mesures canadiennes. Beaucoup de liens sous C9 et C12. La colonne D1 est vide. À droite, les mesures françaises seules : 21, 25, 26, 28, 36, 38 et 42."
)
display(draw_links(), metadata={"image/png": {"alt": description}})
print(description)

# %% [markdown]
# Chaque nombre compte les liens. Beaucoup tombent sous `"C9"` et `"C12"` : là où le Canada dit une chose, la France en dit plusieurs. À droite, sept mesures françaises sont seules. Au milieu, la colonne `"D1"` est vide : la France n’en parle pas.

# %% [markdown]
# ## 3. Une norme, chez son éditeur
#
# Au Canada, un troisième texte existe : la norme 104, que son éditeur nomme `CAN/DGSI 104`. L’éditeur est le DGSI (*Digital Governance Standards Institute*, l’Institut des normes de gouvernance numérique). Elle s’appelait avant `CAN/CIOSC 104`. Elle vise les organisations de moins de 500 personnes.
#
# Le texte appartient à son éditeur : nous ne le recopions pas. Le gouvernement du Canada en a publié le contour. La norme reprend les 13 domaines, et elle ajoute ceci :
#
# - `"D1"` : la direction s’engage ;
# - `"D2"` : quelqu’un répond de la sécurité ;
# - `"D3"` : on évalue les risques.
#
# Ces trois étiquettes sont les nôtres, pas les numéros de la norme. La même page annonce encore deux domaines de plus, que nous n’avons pas pu lire : ils ne sont pas dans ce module. Un programme de certification, CyberSécuritaire Canada, s’appuie sur elle.

# %% [markdown]
# ## 4. Un registre, et un schéma qui le garde
#
# Rachid a commencé un **inventaire** de ses mesures, dans un tableur. Une ligne par mesure : ce qui est fait, par qui, vérifié quel jour. Très vite, il trouve « oui », « Oui ! », « en cours ? » et une date au mois de treize.
#
# Un **schéma** dit quelle forme doit avoir une ligne. JSON Schema (« djéson skima ») est le plus courant. Il s’écrit lui-même en JSON (*JavaScript Object Notation*), vu au module 02. `"properties"` décrit chaque étiquette. `"required"` dit lesquelles sont obligatoires.

# %%
SCHEMA = {
    "type": "object",
    "properties": {
        "measure": {"type": "integer", "minimum": 1, "maximum": 42},
        "status": {"enum": ["done", "partial", "missing", "excluded"]},
        "owner": {"type": "string", "minLength": 1},
    },
    "required": ["measure", "status"],
}

# %% [markdown]
# `"type": "object"` veut dire : un dictionnaire. `"integer"` est un nombre entier, `"string"` un texte. `"enum"` donne les seules valeurs permises. La bibliothèque `jsonschema` applique ces règles ; `Draft202012Validator` suit la version 2020-12.
#
# *Votre pari : laquelle de ces trois lignes est acceptée ?*

# %%
from jsonschema import Draft202012Validator

judge = Draft202012Validator(SCHEMA)
print(judge.is_valid({"measure": 13, "status": "done", "owner": "Aïcha"}))
print(judge.is_valid({"measure": 13, "status": "oui", "owner": "Aïcha"}))
print(judge.is_valid({"measure": 13, "satus": "done", "owner": "Aïcha"}))

# %% [markdown]
# La première seule. La deuxième emploie un mot hors de la liste. La troisième a une faute de frappe, `satus` : il lui manque donc `status`.
#
# Un juge qui refuse doit dire pourquoi. `iter_errors` donne les refus l’un après l’autre.

# %%
for error in judge.iter_errors({"measure": 43, "status": "oui"}):
    print(error.message)

# %% [markdown]
# Les messages sont en anglais : 43 dépasse le maximum de 42, et « oui » n’est pas dans la liste. Deux refus pour une ligne.
#
# Le schéma a pourtant un trou. *Votre pari pour cette ligne, où `owner` est mal tapé ?*

# %%
print(judge.is_valid({"measure": 13, "status": "done", "onwer": "Aïcha"}))

# %% [markdown]
# `True`. Le responsable est perdu, et personne ne le voit : `owner` n’était pas obligatoire, et une étiquette inconnue passe. `"additionalProperties": False` ferme la porte aux étiquettes que le schéma ne nomme pas.

# %%
SCHEMA["additionalProperties"] = False
judge = Draft202012Validator(SCHEMA)
print(judge.is_valid({"measure": 13, "status": "done", "onwer": "Aïcha"}))

# %% [markdown]
# Refusé. Dernière règle : écarter une mesure demande une raison. Rachid n’a pas de salle de serveurs ; il peut écarter le numéro 26, s’il le dit. `"if"` pose une question à la ligne, `"then"` ajoute une règle quand la réponse est oui. `"const"` veut dire : exactement cette valeur.

# %%
SCHEMA["properties"]["reason"] = {"type": "string", "minLength": 1}
SCHEMA["if"] = {"properties": {"status": {"const": "excluded"}}}
SCHEMA["then"] = {"required": ["reason"]}
judge = Draft202012Validator(SCHEMA)
print(judge.is_valid({"measure": 26, "status": "excluded"}))
print(judge.is_valid({"measure": 26, "status": "excluded", "reason": "aucune salle de serveurs"}))

# %% [markdown]
# `False`, puis `True`. Une exclusion sans raison est un oubli qui se cache. Avec sa raison, c’est une décision.
#
# Attention : le schéma juge la forme, jamais la vérité. Une ligne peut être parfaite et mentir. Le registre demande donc aussi qui a vérifié, et quel jour.

# %% [markdown]
# À vous de fabriquer : le schéma d’un cahier de prêt. Chaque ligne a un `name`, un texte non vide, et un `days`, un entier de 1 à 30. Les deux sont obligatoires, et rien d’autre n’est permis. Essayez-le sur une bonne ligne et sur trois mauvaises.

# %%
# Votre schéma, puis Draft202012Validator(…).is_valid(…) :

# %% [markdown]
# ## 5. Mesurer les écarts
#
# Un **écart** est la différence entre ce que le référentiel demande et ce que l’entreprise peut montrer. Quatre états, quatre sorts :
#
# | état | points | compte dans le total |
# |---|---|---|
# | `done`, en place | 2 | oui |
# | `partial`, commencé | 1 | oui |
# | `missing`, absent | 0 | oui |
# | `excluded`, écarté avec sa raison | — | non |
#
# Et une mesure dont le registre ne dit rien ? Elle vaut 0, et elle compte. Sans cette règle, il vaudrait mieux se taire.
#
# *Votre pari : quatre mesures, une ligne de chaque état. Quel pourcentage ?*

# %%
points = 2 + 1 + 0
counted = 4 - 1
print(100 * points // (2 * counted))

# %% [markdown]
# La moitié, 50. `//` divise et laisse tomber la virgule, comme au module 11. Trois mesures comptent, à deux points chacune : trois points sur six.
#
# Voyons le registre de Rachid, chapitre par chapitre. Ces cellules dessinent.

# %%
COVERED = {"I": 16, "II": 37, "III": 66, "IV": 80, "V": 42, "VI": 33, "VII": 62, "VIII": 75, "IX": 20, "X": 0}


def draw_coverage():
    figure, axes = pyplot.subplots(figsize=(8, 3.4))
    bars = axes.barh(list(COVERED), list(COVERED.values()), color="tab:blue")
    axes.bar_label(bars, labels=[f" {value} %" for value in COVERED.values()])
    axes.set(xlim=(0, 100), xlabel=tr("part couverte, en %"), ylabel=tr("chapitre"))
    axes.invert_yaxis()
    figure.tight_layout()
    pyplot.close(figure)
    return figure


# %%
description = tr(
    "Dix barres, une par chapitre. Les postes, chapitre IV, sont couverts à 80 %. La formation, chapitre I, l’est à 16 %, et réagir, chapitre IX, à 20 %."
)
display(draw_coverage(), metadata={"image/png": {"alt": description}})
print(description)

# %% [markdown]
# Le prestataire a bien travaillé : les postes sont en ordre. Mais personne n’est formé, et personne ne sait quoi faire le jour venu. La forme de ce dessin est fréquente. On achète plus volontiers un outil qu’on ne change une habitude.
#
# Le pourcentage ne dit pas tout : 80 % des postes ne valent rien si la sauvegarde est dans les 20 % qui restent. Il faut peser.

# %% [markdown]
# ## 6. Peser : le risque
#
# Un **risque** est un ennui possible. On le mesure par deux nombres : sa vraisemblance (arrive-t-il souvent ?) et sa gravité (que coûte-t-il ?). Nous les notons de 1 à 4, et nous les multiplions.
#
# *Votre pari : qu’est-ce qui passe devant, un ennui fréquent et léger, 4 et 1, ou un ennui rare et grave, 2 et 4 ?*

# %%
print(4 * 1, 2 * 4)

# %% [markdown]
# 8 devant 4. Cette façon de compter est courante et grossière. Elle sert à discuter, pas à prédire. Notez toujours qui a donné les notes, et sur quels faits.
#
# La **priorité** est le rang donné à une action, avec la raison qui le justifie. Pour ranger, Python a `sorted`. Son réglage `key` reçoit une fonction, qui dit par quoi comparer.

# %%
cards = [
    {"measure": 40, "risk": 12, "days": 3},
    {"measure": 13, "risk": 16, "days": 1},
    {"measure": 2, "risk": 12, "days": 1},
]


def get_days(card):
    return card["days"]


for card in sorted(cards, key=get_days):
    print(card)

# %% [markdown]
# Les actions d’un jour d’abord. À égalité, `sorted` garde l’ordre de départ : 13, puis 2. Pour ranger par deux nombres, la fonction en rend deux, entre parenthèses. Un signe moins met les plus grands devant.


# %%
def get_rank(card):
    return (-card["risk"], card["days"])


for card in sorted(cards, key=get_rank):
    print(card)

# %% [markdown]
# 13, puis 2, puis 40. Le plus grand risque passe devant. À risque égal, le travail le plus court.
#
# Est-ce vraiment mieux que de commencer par le facile ? Essayons sur neuf actions, que l’on fait l’une après l’autre. Ces cellules dessinent.

# %%
ACTIONS = [(16, 1), (12, 1), (12, 3), (9, 2), (8, 5), (6, 1), (4, 1), (3, 2), (2, 1)]


def remaining(actions):
    """Les jours passés et le risque qui reste, après chaque action."""
    days, left = [0], [sum(risk for risk, _ in actions)]
    for risk, length in actions:
        days.append(days[-1] + length)
        left.append(left[-1] - risk)
    return days, left


# %%
def draw_effort(spent):
    figure, axes = pyplot.subplots(figsize=(8, 3.6))
    orders = [(tr("risque d’abord"), lambda a: (-a[0], a[1]), "-"), (tr("court d’abord"), lambda a: (a[1], a[0]), "--")]
    kept = []
    for name, key, style in orders:
        days, left = remaining(sorted(ACTIONS, key=key))
        axes.step(days, left, where="post", linestyle=style, linewidth=2, label=name)
        kept.append([value for day, value in zip(days, left, strict=True) if day <= spent][-1])
    axes.axvline(spent, color="black", linestyle=":")
    axes.set(xlabel=tr("jours de travail"), ylabel=tr("risque qui reste"), ylim=(0, 75))
    axes.legend()
    figure.tight_layout()
    pyplot.close(figure)
    return figure, kept


# %%
def show_effort(spent):
    figure, (first, second) = draw_effort(spent)
    sentence = tr("Après {n} jours : il reste {a} si l’on suit le risque, {b} si l’on suit la facilité.")
    sentence = sentence.format(n=spent, a=first, b=second)
    display(figure, metadata={"image/png": {"alt": sentence}})
    print(sentence)


show_effort(4)

# %% [markdown]
# Deux escaliers descendent de 72 à 0. Celui du risque descend plus vite au début. Avec un curseur, à la souris ou aux flèches du clavier ; s’il ne s’affiche pas, changez le nombre de la cellule du dessus.

# %%
from ipywidgets import IntSlider, interact

_ = interact(show_effort, spent=IntSlider(value=7, min=0, max=17, description=tr("jours")))

# %% [markdown]
# La première semaine, le risque d’abord n’est jamais derrière. De 9 à 13 jours, la facilité le dépasse : une action de cinq jours occupe toute la place. Aucun ordre n’est donc le meilleur chaque jour.
#
# Les deux escaliers se rejoignent à la fin. L’ordre ne compte que si l’on risque de s’arrêter en route, et on le risque toujours. On protège alors le début.

# %% [markdown]
# ### Dire pourquoi
#
# Un rang sans raison ne survit pas à la première réunion. Nous emploierons quatre codes, toujours fondés sur un fait :
#
# | code | le fait |
# |---|---|
# | `seen` | c’est déjà arrivé ici |
# | `exposed` | on peut l’atteindre depuis Internet |
# | `personal` | des renseignements sur des personnes sont en jeu |
# | `quick` | un jour de travail au plus |
#
# « Le cousin du patron l’a lu » n’est pas dans la liste.

# %% [markdown]
# ## 7. Et la loi ?
#
# Un référentiel n’est pas une loi. Mais la loi demande des mesures, et il faut bien les prendre quelque part. D’un côté, le RGPD (règlement général sur la protection des données). De l’autre, la loi québécoise, dans le RLRQ (Recueil des lois et des règlements du Québec). Ces textes sont des données datées ; relisez-les à la source.

# %%
LAWS = [
    {"where": tr("Union européenne"), "source": tr("RGPD, art. 32"), "as_of": "2026-11-25"},
    {"where": tr("Québec"), "source": tr("RLRQ, c. P-39.1, art. 10"), "as_of": "2026-11-25"},
    {"where": tr("Union européenne"), "source": tr("NIS 2, art. 21"), "as_of": "2026-11-25"},
]
LAWS[0]["says"] = tr("Des mesures adaptées au risque, et un essai régulier de ces mesures.")
LAWS[1]["says"] = tr("Des mesures de sécurité propres à protéger les renseignements personnels.")
LAWS[2]["says"] = tr("Dix familles de mesures, pour les entités essentielles ou importantes.")
for law in LAWS:
    print(law["where"], "|", law["source"], "|", law["as_of"], "|", law["says"])

# %% [markdown]
# | | Bruyères | Thetford Mines |
# |---|---|---|
# | on parle de | données personnelles | renseignements personnels |
# | la loi demande | des mesures adaptées au risque | des mesures de sécurité propres à les protéger |
# | elle donne une liste | non | non |
# | référentiel courant | les 42 de l’ANSSI | les 13 du Centre canadien |
#
# La directive NIS (*Network and Information Security*, sécurité des réseaux), dans sa version 2, vient de l’Union européenne. Elle vise surtout des entreprises moyennes ou grandes, dans des secteurs nommés. Avec quatorze personnes, Rachid n’y est sans doute pas. Son hôpital, peut-être, d’où le questionnaire. Où en est la loi française qui l’applique ? Nous n’avons pas pu le confirmer.

# %% [markdown]
# ## Ce que vous savez faire maintenant
#
# - Relier deux référentiels, et nommer les orphelins des deux côtés.
# - Écrire un schéma, et lui faire refuser une ligne.
# - Mesurer des écarts sans compter le silence pour un oui.
# - Ranger des actions par risque, avec leurs raisons.
#
# L’exercice vous confie le registre d’une entreprise, qui n’est pas celle de votre voisin. Vous en sortirez avec un plan d’action.
#
# ## Au travail demain
#
# Vingt minutes. Prenez les 13 mesures canadiennes, une feuille, et un collègue. Pour chacune : en place, commencé, absent, ou écarté avec une raison. Un « en place » sans preuve que l’on puisse montrer devient « commencé ». Choisissez une seule action d’un jour au plus, et donnez-lui un nom et une date. Rangez la feuille sous clé.
#
# ## Trois questions pour se retourner
#
# Elles viennent des modules 02, 11 et 13. Répondez de mémoire, puis lisez la suite.
#
# 1. Le registre dit « sauvegarde : en place ». Il y a trois copies : l’ordinateur, un disque réseau toujours branché, un dossier synchronisé en ligne. Que manque-t-il à la règle 3-2-1 d’aujourd’hui ?
# 2. Le registre part vers un tableur français. Quel séparateur, et pourquoi le codage `utf-8-sig` ?
# 3. Un prestataire écrit dans le registre « mots de passe : protégés par une empreinte SHA-256 ». SHA-256 (*secure hash algorithm*) est l’empreinte courante du module 02. La mesure est-elle en place ?

# %% [markdown]
# ### Réponses
#
# 1. Une copie débranchée, et une restauration essayée. Un rançongiciel écrirait sur les trois. La mesure est commencée, pas en place.
# 2. Le point-virgule, car la virgule sert aux nombres. La marque du début dit au tableur que les accents sont en UTF-8.
# 3. Non, commencée au mieux. SHA-256 est rapide et sans sel : il faut une fonction lente, avec un sel par compte.
#
# *Sources : ANSSI, Guide d’hygiène informatique, version 2, septembre 2017 ; Centre canadien pour la cybersécurité, Contrôles de cybersécurité de base, version 1.2 ; page du programme CyberSécuritaire Canada sur la norme ; JSON Schema, version 2020-12.*
