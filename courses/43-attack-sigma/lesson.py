# %% [markdown]
# # ATT&CK et Sigma : donner un nom, puis une alarme
#
# Mardi, 6 h 50, à Remiremont. Awa dirige une fromagerie de quatorze personnes. Elle reçoit un courriel de son prestataire : « Cette nuit, du T1059.001, puis du T1490. Le reste est calme. » À Coaticook, au Québec, Gaétan tient une meunerie. Le même matin, son propre outil de surveillance lui envoie 312 alertes. Il n’en lit plus aucune depuis des mois.
#
# Awa a un message vrai qu’elle ne sait pas lire. Gaétan a des messages lisibles qui ne veulent plus rien dire. Le premier ennui s’appelle le vocabulaire, le second, la mesure. Cette leçon traite des deux.

# %% [markdown]
# ## Ce que vous saurez faire
#
# - Donner à une trace le nom que tout le métier emploie, et le prouver.
# - Écrire une règle qui la repère, dans un format que tous les logiciels comprennent.
# - Mesurer ce que la règle voit, et ce qu’elle invente.
# - Faire taire une règle qui crie au loup, sans la rendre aveugle.
#
# Comptez cinquante-cinq minutes. Il faut les modules 02, 12, 13 et 41 : le format JSON, la preuve qui se cite, la sauvegarde, les journaux. Tout se passe sur votre machine, sans Internet, sur des traces inventées.
#
# Cinq mots du module 41, d’une phrase chacun. Un journal est le fichier où une machine note ce qu’elle fait. Un horodatage est l’heure qu’elle écrit à côté. Une alerte est une ligne que l’on demande à un humain de lire. Un faux positif est une alerte pour rien. Un seuil est le nombre à partir duquel on alerte.

# %% [markdown]
# ## 1. Un catalogue des gestes
#
# Deux médecins de deux pays se comprennent : ils ont une liste commune de maladies. Pour les attaques, cette liste s’appelle **ATT&CK** (*Adversarial Tactics, Techniques and Common Knowledge*, « tactiques, techniques et savoir commun sur les adversaires » ; on dit « attaque »). Elle est tenue par MITRE, un organisme américain sans but lucratif. Elle est publique et gratuite.
#
# Elle répond à deux questions. *Pourquoi* l’attaquant fait-il cela ? C’est la **tactique**, son but du moment : entrer, rester, nuire. *Comment* s’y prend-il ? C’est la **technique**, avec un numéro. `T1110` est la force brute. Un point annonce une façon plus précise : `T1110.003`, essayer un mot de passe sur beaucoup de comptes.
#
# *Votre pari : `T1490` s’appelle « Inhibit System Recovery », empêcher de rétablir le système. Quel est le but de l’attaquant : entrer, se cacher, ou nuire ?*

# %%
TACTICS = {
    "TA0001": "Initial Access",
    "TA0002": "Execution",
    "TA0003": "Persistence",
    "TA0006": "Credential Access",
    "TA0008": "Lateral Movement",
    "TA0040": "Impact",
}
MATRIX = {
    "TA0001": ["T1566.001", "T1078"],
    "TA0002": ["T1204.002", "T1059.001"],
    "TA0003": ["T1053.005"],
    "TA0006": ["T1110.003", "T1003.001"],
    "TA0008": ["T1021.001"],
    "TA0040": ["T1490", "T1486"],
}

# %% [markdown]
# Les noms sont en anglais : c’est ainsi qu’on les cite partout. En clair : le premier accès, l’exécution, la présence durable, l’accès aux mots de passe, le passage d’une machine à l’autre, l’effet. Ce sont six tactiques sur quatorze, et dix techniques. La cellule suivante dessine.

# %%
from IPython.display import display
from matplotlib import pyplot


def draw_matrix(lit):
    figure, axes = pyplot.subplots(figsize=(10, 2.8))
    for column, (tactic, name) in enumerate(TACTICS.items()):
        axes.text(column + 0.5, 3.25, f"{tactic}\n" + name.replace(" ", "\n", 1), ha="center", va="center", fontsize=9)
        for row, number in enumerate(MATRIX[tactic]):
            color = "moccasin" if number in lit else "white"
            axes.add_patch(pyplot.Rectangle((column + 0.05, 1.6 - row), 0.9, 0.8, facecolor=color, edgecolor="black"))
            axes.text(column + 0.5, 2 - row, number, ha="center", va="center", fontsize=10)
    axes.set(xlim=(0, 6), ylim=(0.4, 4))
    axes.set_axis_off()
    figure.tight_layout()
    pyplot.close(figure)
    return figure


description = tr(
    "Six colonnes, une par but, du premier accès à l’effet. T1059.001, PowerShell, est allumée sous « Execution » ; T1490 sous « Impact », à l’autre bout."
)
display(draw_matrix(["T1059.001", "T1490"]), metadata={"image/png": {"alt": description}})
print(description)

# %% [markdown]
# Voilà le courriel d’Awa. Quelqu’un a fait exécuter quelque chose par PowerShell, puis a rendu impossible le retour en arrière. Entre les deux, rien n’est allumé : ou rien ne s’est passé, ou personne n’a regardé. Et juste sous `T1490`, il y a `T1486`, « Data Encrypted for Impact » : le rançongiciel. Il reste peut-être peu de temps.
#
# La matrice se lit par colonnes, mais une attaque ne les suit pas toujours de gauche à droite. C’est un rangement par buts, pas un calendrier.

# %% [markdown]
# ### Le catalogue est un fichier
#
# MITRE le publie au format **STIX** (*Structured Threat Information Expression*, « expression structurée de renseignements sur les menaces »). C’est du JSON, avec des objets de plusieurs sortes. La bibliothèque `stix2` relit un objet et refuse celui qui est mal formé.

# %%
import stix2

text = """{"type": "attack-pattern", "spec_version": "2.1", "name": "Inhibit System Recovery",
 "id": "attack-pattern--f5d8eed6-48a9-4cdf-a3d7-d1ffa99c3d2a",
 "created": "2019-04-02T13:54:43.136Z", "modified": "2022-04-19T23:26:59.186Z",
 "kill_chain_phases": [{"kill_chain_name": "mitre-attack", "phase_name": "impact"}],
 "external_references": [{"source_name": "mitre-attack", "external_id": "T1490"}]}"""
technique = stix2.parse(text)
print(technique.name)
print(technique.kill_chain_phases[0].phase_name)
print(technique.external_references[0].external_id)

# %% [markdown]
# Le nom, la tactique, le numéro. Le numéro n’est pas l’identifiant de l’objet : il est rangé parmi les références, avec sa source. Une technique peut avoir d’autres références, venues d’autres catalogues, et plusieurs tactiques.
#
# *Votre pari : que dit `stix2` si l’on retire le nom ?*

# %%
try:
    stix2.parse(text.replace('"name": "Inhibit System Recovery",', ""))
except stix2.exceptions.MissingPropertiesError as error:
    print(error)

# %% [markdown]
# Refusé : une propriété obligatoire (*required*) n’a pas de valeur. Un bon format dit ce qui est exigé.
#
# Le catalogue change plusieurs fois par an. Cette leçon suit la version 18.1, du 13 novembre 2025. Une version 20.0 est parue en octobre 2026. Des techniques sont retirées (*revoked*) : `T1086`, « PowerShell », est devenue `T1059.001`. Un numéro se cite donc avec sa version.

# %% [markdown]
# ## 2. Nommer, et prouver
#
# Voici trois traces, dans leurs formats réels.

# %%
TRACES = [
    "sshd: Failed password for linh from 203.0.113.9 | sshd: Failed password for omar from 203.0.113.9",
    "sshd: Accepted password for omar from 203.0.113.9 port 50122 ssh2",
    "ParentImage=WINWORD.EXE CommandLine=powershell.exe -w hidden -enc QUFBQUFBQUE=",
]
for trace in TRACES:
    print(trace)

# %% [markdown]
# *Votre pari : quel numéro pour chacune ? Choisissez parmi ceux du dessin.*
#
# | trace | technique | les mots qui le prouvent |
# |---|---|---|
# | 1 | `T1110.003`, Password Spraying | `Failed password for linh`, puis `for omar`, même adresse |
# | 2 | `T1078`, Valid Accounts | `Accepted password` |
# | 3 | `T1059.001`, PowerShell | `powershell.exe`, `-enc` |
#
# Trois règles du métier. Le nom le plus précis l’emporte : `T1110` serait juste, mais moins utile. On nomme ce que la trace *montre*, pas ce que l’on devine ensuite. Et l’on cite les mots exacts, comme au module 12 on citait l’en-tête : sans citation, ce n’est qu’une opinion.
#
# La deuxième trace est la plus sournoise. Prise seule, c’est une connexion normale. Seule la première la rend suspecte.

# %% [markdown]
# ## 3. De la trace à la règle
#
# Awa sait ce qui s’est passé. Elle veut maintenant être réveillée la prochaine fois. Il lui faut une **règle de détection** : une description écrite de ce qu’il faut signaler.
#
# Chaque logiciel de surveillance a son langage. Changer de logiciel, c’était tout récrire. **Sigma** est un format ouvert, commun : on écrit la règle une fois, un compilateur la traduit. La spécification suivie ici est la 2.1.0, du 2 août 2025. Une règle s’écrit en **YAML** (« yamel »), des lignes `nom: valeur` où le retrait compte.

# %%
RULE = r"""
title: PowerShell et une commande codée
id: 5e0f9c1a-43d2-4b8e-9f57-2a6c8d1e7b90
status: experimental
logsource:
    category: process_creation
    product: windows
detection:
    selection:
        Image|endswith: '\powershell.exe'
        CommandLine|contains: ' -enc'
    condition: selection
level: high
tags:
    - attack.t1059.001
"""

# %% [markdown]
# | ligne | ce qu’elle dit | Sigma l’exige |
# |---|---|---|
# | `title` | ce que la règle repère, pour un humain | oui |
# | `id` | un UUID, pour ne jamais confondre deux règles | non, mais conseillé |
# | `status` | `experimental`, puis `test`, puis `stable` | non |
# | `logsource` | de quels journaux elle parle : ici, les programmes que Windows lance | oui |
# | `detection` | ce qu’il faut chercher, et la `condition` | oui |
# | `level` | de `informational` à `critical` | non |
# | `tags` | la technique, en minuscules, avec `attack.` devant | non |
#
# Sous `detection`, `selection` est une recherche : un nom de votre choix. Ses champs doivent être vrais *ensemble*. `|endswith` veut dire « finit par », `|contains` « contient ». Les majuscules ne comptent pas.
#
# *Votre pari : une fois traduite en requête, combien de conditions cette règle aura-t-elle, et quel mot les reliera ?*

# %%
from sigma.backends.sqlite import sqliteBackend
from sigma.rule import SigmaRule

compiler = sqliteBackend(collate_nocase=True)
query = compiler.convert_rule(SigmaRule.from_yaml(RULE))[0]
print(query)

# %% [markdown]
# C’est du **SQL** (*Structured Query Language*, le langage des bases de données). `SELECT * FROM logs` : prends les lignes du tableau `logs`. `WHERE` : où… Puis deux conditions, reliées par `AND`. `LIKE` compare à un modèle, où `%` tient lieu de n’importe quoi. `ESCAPE` dit quel signe protège une barre oblique.
#
# Pour l’essayer, il faut une base. Python en a une, `sqlite3`, qui peut vivre en mémoire. Voici six programmes lancés cette nuit.

# %%
import sqlite3

SHELL = "C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe"
NIGHT = [
    (1, SHELL, "powershell.exe -nop -w hidden -enc QUFBQUFBQUE="),
    (2, SHELL, "powershell.exe -ExecutionPolicy Bypass -File C:\\Outils\\copie.ps1"),
    (3, "C:\\Windows\\notepad.exe", "notepad.exe devis -encore.txt"),
    (4, SHELL, "PowerShell.EXE -EncodedCommand QUFBQUFBQUE="),
    (5, SHELL, "powershell.exe -e QUFBQUFBQUE="),
    (6, SHELL, "powershell.exe -enc SW52ZW50YWlyZQ=="),
]
base = sqlite3.connect(":memory:")
base.execute("CREATE TABLE logs (id, Image, CommandLine)")
base.executemany("INSERT INTO logs VALUES (?, ?, ?)", NIGHT)
for row in base.execute(query):
    print(row[0], row[2])

# %% [markdown]
# `executemany` range toutes les lignes d’un coup. La règle a retenu 1, 4 et 6. Le bloc-notes (3) contient bien ` -enc`, mais ce n’est pas le bon programme. La ligne 2 n’a rien de codé.
#
# À vous de modifier. Dans `RULE`, retirez la ligne `Image|endswith`, puis exécutez de nouveau les trois dernières cellules de code. Le bloc-notes revient. Remettez la ligne.

# %% [markdown]
# ## 4. Combien de juste, combien de vu
#
# Un analyste a relu la nuit : les attaques sont 1, 4 et 5. Le numéro 6 est l’outil d’inventaire, qui code aussi ses commandes. Deux questions différentes :
#
# - parmi mes *alertes*, combien étaient vraies ? C’est la **précision** ;
# - parmi les *attaques*, combien ai-je vues ? C’est le **rappel**.
#
# *Votre pari, pour des alertes 1, 4, 6 et des attaques 1, 4, 5 ?*

# %%
alerts = [1, 4, 6]
attacks = [1, 4, 5]
true_alerts = []
for number in alerts:
    if number in attacks:
        true_alerts.append(number)
print(tr("précision"), len(true_alerts) / len(alerts))
print(tr("rappel"), len(true_alerts) / len(attacks))

# %% [markdown]
# Deux tiers et deux tiers, pour deux raisons différentes : le 6 est une fausse alerte, le 5 une attaque manquée. On compte les vraies alertes (*true positives*, `tp`), les fausses (*false positives*, `fp`) et les attaques manquées (*false negatives*, `fn`). Sans aucune alerte, la précision n’existe pas : on ne divise pas par zéro.
#
# Gagner sur l’un coûte souvent sur l’autre. Prenons la règle la plus simple : alerter quand un compte a trop d’échecs dans l’heure. Douze comptes, dont quatre attaqués. Où mettre le seuil ?

# %%
NORMAL = [0, 1, 1, 2, 3, 4, 6, 11]
ATTACKED = [5, 9, 18, 40]


def judge(limit):
    """Les alertes justes, toutes les alertes, pour un seuil."""
    right = len([count for count in ATTACKED if count >= limit])
    return right, right + len([count for count in NORMAL if count >= limit])


# %%
def draw_limit(limit):
    limits = list(range(1, 20))
    figure, axes = pyplot.subplots(figsize=(9, 3))
    axes.plot(limits, [judge(n)[0] / judge(n)[1] for n in limits], marker="o", label=tr("précision"))
    axes.plot(limits, [judge(n)[0] / len(ATTACKED) for n in limits], marker="s", linestyle="--", label=tr("rappel"))
    axes.axvline(limit, color="gray", linewidth=2)
    axes.set(xlabel=tr("seuil : échecs dans l’heure"), ylim=(0, 1.08), xticks=limits)
    axes.legend(loc="lower center")
    figure.tight_layout()
    pyplot.close(figure)
    return figure


def show_limit(limit):
    right, everything = judge(limit)
    sentence = tr("Seuil {n} : {a} alertes, dont {r} justes ; {m} attaques manquées.").format(
        n=limit, a=everything, r=right, m=len(ATTACKED) - right
    )
    display(draw_limit(limit), metadata={"image/png": {"alt": sentence}})
    print(sentence)


show_limit(5)

# %% [markdown]
# À 5, les quatre attaques sont vues, avec deux fausses alertes. Avec un curseur, à la souris ou aux flèches du clavier. S’il ne s’affiche pas chez vous, changez le nombre de `show_limit(5)`.

# %%
from ipywidgets import IntSlider, interact

_ = interact(show_limit, limit=IntSlider(value=12, min=1, max=19, description=tr("seuil")))

# %% [markdown]
# À 1, tout est vu, et l’on noie la personne de garde. À 12, aucune fausse alerte, mais la moitié des attaques passe. Aucun seuil n’est parfait ici : les deux groupes se mêlent. Il faut alors regarder *autre chose* que le nombre. C’est ce que fait une règle à plusieurs champs.

# %% [markdown]
# ## 5. Pourquoi Gaétan a 312 alertes
#
# Son outil se trompe rarement : une fois sur deux cents événements normaux. *Votre pari : avec 60 000 événements par jour, dont 12 d’une attaque, quelle est la précision, si les 12 sont vus ?*

# %%
false_alerts = 60000 // 200
print(false_alerts + 12)
print(round(12 / (false_alerts + 12), 3))

# %% [markdown]
# 312 alertes, dont 12 vraies : moins de 4 %. L’outil n’est pas mauvais, les attaques sont rares. Quand presque tout est normal, une petite erreur sur le normal écrase le reste. Une règle qui crie au loup finit par coûter une attaque : personne ne la lit.
#
# Le remède n’est pas de monter le seuil au hasard. On lit les fausses alertes, on cherche leur cause commune, et on l’écarte par une seconde recherche, nommée `filter`.

# %%
FILTERED = r"""
title: PowerShell et une commande codée
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
        ParentImage: 'C:\Program Files\Inventaire\agent.exe'
    condition: selection and not filter
"""
print(compiler.convert_rule(SigmaRule.from_yaml(FILTERED))[0])

# %% [markdown]
# Deux nouveautés. Sous un champ, une *liste* (des tirets) veut dire « au moins un » : c’est le `OR`. Pour exiger tous les mots, on écrit `|contains|all`. Et `and not filter` retire ce que le filtre reconnaît. `COALESCE(…, 0)` veut dire : si le champ manque, comptez faux.
#
# Un filtre est une porte que l’on laisse ouverte. Trop large, l’attaquant y passe. Filtrer sur le *nom* `agent.exe` ? Il appellera son programme `agent.exe`. Filtrer sur une personne ? Il volera son compte. On filtre sur ce qui est difficile à imiter : ici, un chemin entier, dans un dossier où seul un administrateur écrit.
#
# À vous de fabriquer : ajoutez à `FILTERED` une ligne `level`, une ligne `falsepositives:` suivie d’une liste, et compilez. La requête change-t-elle ? *(Non : ces lignes sont pour les humains. La personne de garde les lira à 3 heures du matin.)*

# %%
# Votre règle, puis : print(compiler.convert_rule(SigmaRule.from_yaml(…))[0])

# %% [markdown]
# ## 6. Avant de regarder : la loi
#
# Vous apprenez ici à reconnaître des attaques. Pour essayer une règle, il est tentant de rejouer le geste. Faites-le sur vos machines seulement. Ailleurs, il faut une autorisation écrite du propriétaire, datée, qui dit quoi et jusqu’à quand. Elle vaut aussi pour lire les journaux de quelqu’un : ils racontent la journée de personnes.
#
# Les textes sont des données datées : `as_of` est le jour de la lecture. Relisez l’article à la source avant de vous y fier.

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
# | | Remiremont : France | Coaticook : Québec, Canada |
# |---|---|---|
# | rejouer une attaque chez un autre, sans droit | Code pénal, art. 323-1 | Code criminel, art. 342.1 |
# | ce qu’il faut | l’accord écrit du propriétaire | l’accord écrit du propriétaire |
# | lire les journaux des employés | ce sont des données personnelles : à décider avec qui s’en occupe | ce sont des renseignements personnels : de même |
#
# Un prestataire qui surveille un parc le fait sous contrat : ce contrat est l’autorisation.

# %% [markdown]
# ## 7. Ce qu’une règle ne dit pas
#
# - Une case allumée dans la matrice n’est pas une protection. Elle dit qu’une façon au moins est surveillée, pas toutes.
# - Sigma ne voit que ce qui est journalisé. Windows ne note pas la ligne de commande par défaut : il faut l’activer.
# - Une règle parfaite sur une nuit l’est parfois parce qu’elle a appris cette nuit par cœur. On la mesure donc sur d’autres nuits.
# - pySigma compile ; il n’exécute rien. La base, ici SQLite, fait la recherche.
#
# ## Ce que vous savez faire maintenant
#
# - Lire `T1490` dans un rapport, et dire à quel but il sert.
# - Nommer une trace, mots à l’appui.
# - Écrire une règle Sigma, la compiler, l’essayer.
# - Donner sa précision et son rappel, et dire lequel manque.
#
# L’exercice vous confie une nuit, la vôtre, et vous demande une règle à poser.
#
# ## Au travail demain
#
# Vingt minutes. Demandez à la personne qui tient l’informatique, chez vous ou chez votre prestataire : quelles techniques surveillons-nous, et combien d’alertes par semaine, dont combien de vraies ? Notez les deux nombres. S’il n’y a pas de réponse, vous avez trouvé par où commencer.
#
# ## Trois questions pour se retourner
#
# Elles viennent des modules 13, 41 et 42. Répondez de mémoire, puis lisez la suite.
#
# 1. Le seuil est de cinq échecs en une heure. Un attaquant patient en fait deux par heure, toute la nuit. Pourquoi ne sonne-t-il jamais, et que change-t-on ?
# 2. Deux failles attendent : l’une est notée 9,8 et personne ne l’attaque ; l’autre est notée 6,5 et la liste des failles exploitées la cite. Laquelle corrige-t-on d’abord, et que ne mesure pas la note ?
# 3. `T1490` efface les copies gardées sur le serveur. Dans la règle 3-2-1, laquelle reste ?

# %% [markdown]
# ### Réponses
#
# 1. Jamais cinq échecs ne tiennent dans la même heure. On garde le seuil, et l’on élargit la fenêtre ; puis on revérifie qu’une nuit calme ne sonne pas.
# 2. La seconde : son exploitation est prouvée. La note CVSS mesure la gravité, et non la vraisemblance.
# 3. Celle qui est ailleurs, et débranchée : l’attaquant n’efface que ce qu’il atteint.
#
# *Sources : MITRE ATT&CK, version 18.1, novembre 2025, numéros et noms relus dans les fichiers publiés par MITRE ; spécification Sigma 2.1.0, août 2025 ; STIX 2.1. « © 2021 The MITRE Corporation. This work is reproduced and distributed with the permission of The MITRE Corporation. » : la mention est celle du fichier de licence lu.*
