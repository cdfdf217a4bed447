# %% [markdown]
# # Vulnérabilités : par laquelle commencer
#
# Mardi, 8 h 50, à Golbey. Leïla loue du matériel de chantier ; elle emploie dix-huit personnes. La radio vient de parler d’une « faille notée 10 sur 10 ». Son site de réservation est-il touché ? Son prestataire répond par un fichier : `sbom.json`. Elle l’ouvre, et n’y comprend rien.
#
# Le même matin, à Lac-Mégantic, Samuel reçoit l’analyse de sa boutique en ligne : quarante et une failles, dont douze « critiques ». Sa brasserie a une informaticienne, un jour par semaine. Par laquelle commencer ?
#
# Tout corriger d’un coup, personne ne le peut. Commencer par la plus grosse note est une habitude, pas une raison. Dans une heure, vous saurez lire ce fichier, recalculer cette note, et défendre un ordre.

# %% [markdown]
# ## Ce que vous saurez faire
#
# - Noter une faille, et dire ce que la note ne mesure pas.
# - Lire la liste des composants d’un logiciel, et trouver ceux qui sont touchés.
# - Ranger des correctifs, avec une raison et une date par ligne.
# - Dire à qui signaler une faille, et dans quel délai.
#
# Comptez une heure. Il faut les modules 01, 02, 13 et 14 : les fonctions, JSON, le correctif, la priorité. Tout se passe sans Internet. Les composants, sauf un, sont inventés.

# %% [markdown]
# ## 1. Une faille, un numéro
#
# Une **vulnérabilité** est un défaut d’un programme ou d’un appareil qu’une personne malveillante peut employer. On dit aussi « faille ». Le module 13 a montré ce qui la ferme : un correctif.
#
# Pour en parler sans se tromper, il faut un nom. C’est la **CVE** (*Common Vulnerabilities and Exposures*, failles et expositions communes) : un numéro public. Par exemple `CVE-2021-44228`. L’année est celle où le numéro a été réservé, ou la faille publiée.
#
# Cette faille-là est réelle. Elle touchait Log4j, un composant qui écrit les journaux de milliers de logiciels. On l’a surnommée Log4Shell. Elle nous servira d’exemple, car tout est public sur elle.
#
# Dans ce module, un numéro qui commence par `CVE-2099` est inventé. L’année le dit.

# %% [markdown]
# ## 2. Huit questions, une note
#
# Le **CVSS** (*Common Vulnerability Scoring System*, système commun de notation des failles) donne une note de gravité, de 0 à 10. Il est publié par FIRST (*Forum of Incident Response and Security Teams*), une association d’équipes de sécurité.
#
# La version 3.1 pose huit questions. Leurs réponses tiennent sur une ligne, le **vecteur**. Coupons-en un.

# %%
vector = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"
for part in vector.split("/")[1:]:
    name, value = part.split(":")
    print(name, value)

# %% [markdown]
# | lettre | la question | les réponses |
# |---|---|---|
# | `AV` | d’où attaque-t-on ? | `N` du réseau, `A` du réseau voisin (Wi-Fi, Bluetooth), `L` de la machine, `P` à la main |
# | `AC` | est-ce compliqué ? | `L` non, `H` oui : il faut une condition que l’attaquant ne choisit pas |
# | `PR` | faut-il déjà des droits ? | `N` aucun, `L` un compte ordinaire, `H` un compte qui administre |
# | `UI` | faut-il que quelqu’un d’autre agisse ? | `N` non, `R` oui : ouvrir, cliquer |
# | `S` | le dégât sort-il du composant ? | `U` non, `C` oui |
# | `C` | des secrets lus ? | `N` aucun, `L` quelques-uns, `H` tous |
# | `I` | des données changées ? | `N`, `L`, `H` |
# | `A` | un arrêt ? | `N`, `L`, `H` |
#
# Les lettres sont celles de l’anglais : *attack vector*, *attack complexity*, *privileges required*, *user interaction*, *scope*, *confidentiality*, *integrity*, *availability*. Attention à `AC` : `L` veut dire *low*, peu compliqué. C’est la réponse qui fait monter la note.
#
# Les quatre premières disent si l’attaque est facile. Les trois dernières, si le dégât est grand. Chaque réponse vaut un nombre, son *poids*, publié par FIRST. *Votre pari : de `AV:N` et `AV:P`, laquelle a le plus grand poids ?*

# %%
WEIGHTS = {
    "AV": {"N": 0.85, "A": 0.62, "L": 0.55, "P": 0.2},
    "AC": {"L": 0.77, "H": 0.44},
    "PR": {"N": 0.85, "L": 0.62, "H": 0.27},
    "UI": {"N": 0.85, "R": 0.62},
    "C": {"H": 0.56, "L": 0.22, "N": 0},
}
print(WEIGHTS["AV"]["N"], WEIGHTS["AV"]["P"])

# %% [markdown]
# Attaquer de loin pèse quatre fois plus qu’attaquer à la main. `I` et `A` ont les mêmes poids que `C`.
#
# Calculons la note de notre vecteur. La facilité est un produit. Le dégât part de ce qui *reste* intact : si tout est touché, il ne reste presque rien.

# %%
ease = 8.22 * 0.85 * 0.77 * 0.85 * 0.85
damage = 1 - (1 - 0.56) * (1 - 0.56) * (1 - 0.56)
impact = 6.42 * damage
print(ease)
print(impact)
print(ease + impact)

# %% [markdown]
# La somme vaut 9,76 environ. La note publiée par FIRST pour ce vecteur est 9,8. Il reste à arrondir, *vers le haut*, à un chiffre après la virgule.
#
# C’est ici que le module 02 revient. *Votre pari : que donne `0.1 + 0.2`, et que devient-il, arrondi vers le haut ?*

# %%
import math

print(0.1 + 0.2)
print(math.ceil((0.1 + 0.2) * 10) / 10)

# %% [markdown]
# `math.ceil` arrondit à l’entier du dessus. Or `0.1 + 0.2` dépasse 0,3 d’un cheveu : l’arrondi donne 0,4. Un cheveu de calcul a coûté un dixième. FIRST a donc écrit l’arrondi avec des nombres entiers.

# %%
for value in [4.02, 4.0, 0.1 + 0.2, ease + impact]:
    count = round(value * 100000)
    if count % 10000 == 0:
        print(value, count / 100000)
    else:
        print(value, (count // 10000 + 1) / 10)

# %% [markdown]
# `round` donne l’entier le plus proche, `//` divise en laissant le reste de côté, `%` donne ce reste. Le cheveu a disparu : 0,3. Et notre note est bien 9,8.
#
# Deux règles complètent la recette. Si le dégât est nul, la note est 0. Et elle ne dépasse jamais 10. Quand le dégât sort du composant (`S:C`), la formule du dégât change ; l’exercice vous la donne.

# %% [markdown]
# ### Ce que chaque réponse change
#
# La bibliothèque `cvss` fait le même calcul. Elle sert à vérifier le nôtre, et à essayer. Les deux cellules suivantes dessinent ; elles ne sont pas à retenir.

# %%
from cvss import CVSS3
from IPython.display import display
from matplotlib import pyplot


def draw_halves(vector):
    judged = CVSS3(vector)
    ease, harm = float(judged.esc), max(float(judged.isc), 0)
    figure, axes = pyplot.subplots(figsize=(9, 1.7))
    axes.barh([0], [ease], color="lightblue", edgecolor="black")
    axes.barh([0], [harm], left=[ease], color="moccasin", edgecolor="black", hatch="//")
    axes.text(ease / 2, 0, tr("facilité"), ha="center", va="center")
    if harm > 1:
        axes.text(ease + harm / 2, 0, tr("dégât"), ha="center", va="center", backgroundcolor="white")
    axes.set(xlim=(0, 10.5), yticks=[], title=tr("note : {score}").format(score=judged.scores()[0]))
    figure.tight_layout()
    pyplot.close(figure)
    return figure


# %%
def show_score(vector):
    """Dessine les deux moitiés d’une note, et les dit."""
    judged = CVSS3(vector)
    ease, harm = round(float(judged.esc), 1), max(round(float(judged.isc), 1), 0)
    sentence = tr("Facilité {ease}, dégât {harm}, note {score}.").format(ease=ease, harm=harm, score=judged.scores()[0])
    display(draw_halves(vector), metadata={"image/png": {"alt": sentence}})
    print(sentence)


show_score("CVSS:3.1/AV:P/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H")

# %% [markdown]
# Le même dégât, mais il faut toucher l’appareil : de 9,8 à 6,8. La partie bleue a fondu, la partie rayée n’a pas bougé.
#
# Essayez-en d’autres, avec un menu. S’il ne s’affiche pas chez vous, changez le vecteur dans la cellule du dessus.

# %%
from ipywidgets import Dropdown, interact

CHOICES = [
    "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
    "CVSS:3.1/AV:N/AC:H/PR:N/UI:R/S:U/C:L/I:N/A:N",
    "CVSS:3.1/AV:L/AC:L/PR:H/UI:N/S:U/C:L/I:L/A:L",
    "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N",
]
_ = interact(show_score, vector=Dropdown(options=CHOICES, description=tr("vecteur")))

# %% [markdown]
# Les trois derniers sont des exemples que FIRST a publiés : 3,1, puis 4,2, puis 7,5. Le dernier est Heartbleed, `CVE-2014-0160` : de loin, sans compte, on lisait la mémoire d’un serveur. Sa célébrité ferait attendre 10. Rien n’y est changé ni arrêté : 7,5.

# %% [markdown]
# ## 3. La version 4.0 : des groupes
#
# FIRST a publié CVSS 4.0 en novembre 2023. On y sépare le dégât du composant (`VC`, `VI`, `VA`) et celui de ce qui l’entoure (`SC`, `SI`, `SA`). Une question de plus, `AT`, demande si l’attaque a besoin d’une circonstance.
#
# Il n’y a plus de formule à refaire à la main. Les vecteurs sont rangés en six groupes, et chaque groupe a deux ou trois niveaux. Des spécialistes ont classé toutes les combinaisons, que FIRST nomme *macro-vecteurs*. La bibliothèque lit leur table.

# %%
from cvss import CVSS4

four = CVSS4("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N")
print(four.scores()[0], four.severities()[0], four.macroVector())

# %% [markdown]
# 9,3 : c’est la note de FIRST pour ce vecteur. Le mot anglais dit « critique ». Le dernier nombre se lit chiffre par chiffre : `000200`. Un zéro est le niveau le plus grave de son groupe. Le dessin montre les six échelles.

# %%
GROUPS = [tr("facilité"), tr("conditions"), tr("composant"), tr("autour"), tr("exploitée ?"), tr("besoins")]
LEVELS = [3, 2, 3, 3, 3, 2]


def draw_groups(macro):
    figure, axes = pyplot.subplots(figsize=(9, 2.9))
    for column, count in enumerate(LEVELS):
        for level in range(count):
            chosen = str(level) == macro[column]
            color = "moccasin" if chosen else "white"
            axes.add_patch(pyplot.Rectangle((column, -level), 0.9, 0.85, facecolor=color, edgecolor="black"))
            axes.text(column + 0.45, 0.42 - level, f"[{level}]" if chosen else str(level), ha="center", va="center")
        axes.text(column + 0.45, 1.05, GROUPS[column], ha="center")
    axes.text(-0.1, 0.42, tr("grave"), ha="right", va="center")
    axes.text(-0.1, -1.58, tr("moins grave"), ha="right", va="center")
    axes.set(xlim=(-1.2, 6.1), ylim=(-2.1, 1.4))
    axes.set_axis_off()
    figure.tight_layout()
    pyplot.close(figure)
    return figure


# %%
def show_groups(vector):
    """Montre le niveau de chaque groupe, et la note."""
    judged = CVSS4(vector)
    levels = ", ".join(f"{group} {level}" for group, level in zip(GROUPS, judged.macroVector()))
    sentence = tr("Note {score}. Niveaux : {levels}.").format(score=judged.scores()[0], levels=levels)
    display(draw_groups(judged.macroVector()), metadata={"image/png": {"alt": sentence}})
    print(sentence)


show_groups("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N")

# %% [markdown]
# Seul le groupe « autour » est au niveau 2 : rien n’est touché hors du composant. *Votre pari : si l’on ajoute `/E:U`, « aucune exploitation connue », la note monte ou descend ?*

# %%
show_groups("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N/E:U")

# %% [markdown]
# De 9,3 à 8,1. Sans réponse, la recette suppose le pire : la faille est exploitée. Une note 3.1 et une note 4.0 ne se comparent donc pas. Écrivez toujours le vecteur à côté de la note.

# %% [markdown]
# ## 4. La liste des composants
#
# Un logiciel est fait de morceaux pris ailleurs, comme une voiture. Leur liste s’appelle la **SBOM** (*software bill of materials*, nomenclature logicielle). Deux formats dominent. Voici CycloneDX (« cyclone-di-ix »), version 1.6, dans son JSON.

# %%
import json

text = """{"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "components": [
  {"type": "library", "name": "log4j-core", "version": "2.9.1",
   "purl": "pkg:maven/org.apache.logging.log4j/log4j-core@2.9.1"},
  {"type": "library", "name": "panier", "version": "1.10.0", "purl": "pkg:npm/%40atelier/panier@1.10.0"},
  {"type": "file", "name": "logo.svg"}]}"""
sbom = json.loads(text)
for component in sbom["components"]:
    print(component["name"], "purl" in component)

# %% [markdown]
# Trois composants. Le dernier n’a pas de **purl** (*package URL*, adresse de paquet) : la SBOM ne dit pas d’où il vient. C’est un angle mort, qu’on note et qu’on cherche à la main.
#
# Un purl se lit de gauche à droite : `pkg:`, la famille, une barre, le nom, `@`, la version. La famille dit quel entrepôt : `pypi` pour Python, `npm` pour JavaScript, `maven` pour Java.
#
# *Votre pari : pourquoi `%40` et non `@`, devant `atelier` ?*

# %%
from urllib.parse import unquote

body = "pkg:npm/%40atelier/panier@1.10.0"[4:]
family, rest = body.split("/", 1)
name, version = rest.split("@")
print(family, name, unquote(name), version)

# %% [markdown]
# `split("/", 1)` ne coupe qu’une fois. Le signe `@` sépare le nom de la version ; dans le nom, il s’écrit donc `%40`, et `unquote` le rend. L’ordre compte : on coupe d’abord, on décode ensuite.
#
# Un purl peut finir par `?` et des précisions, comme `?arch=x86`. On les retire avant de couper.

# %% [markdown]
# ## 5. Touché, ou non ?
#
# Un **avis de sécurité** annonce la faille : quel composant, quelles versions. Le format OSV (*Open Source Vulnerabilities*, failles du logiciel libre) l’écrit avec deux mots. `introduced` est la première version touchée, `fixed` la première qui ne l’est plus.
#
# Pour Log4Shell, l’avis donne plusieurs plages. En voici deux : de 2.4 à 2.12.2, et de 2.13.0 à 2.15.0. Le logiciel de Leïla contient la 2.9.1. *Votre pari : touché ?*

# %%
print("2.9.1" < "2.12.2")
print("1.10.0" > "1.9.0")

# %% [markdown]
# Deux fois `False`, et deux fois c’est faux. Python a comparé des *textes*, signe par signe, comme un dictionnaire : `9` vient après `1`. Un outil écrit ainsi dirait à Leïla qu’elle n’est pas touchée. Elle l’est.
#
# Une version est une suite de nombres. Changeons-la en liste de nombres : Python compare les listes de gauche à droite.


# %%
def read_version(text):
    """Rend trois nombres ; ce qui manque vaut 0."""
    numbers = []
    for part in text.split("."):
        numbers.append(int(part))
    while len(numbers) < 3:
        numbers.append(0)
    return numbers


print(read_version("2.9.1") < read_version("2.12.2"))
print(read_version("2.4"), read_version("2.4") == read_version("2.4.0"))

# %% [markdown]
# `True` : 9 est plus petit que 12. Où nous simplifions : les vraies versions portent aussi des lettres, comme `2.0-beta9`. Chaque famille a sa règle, et une bibliothèque pour l’appliquer. Au travail, prenez-la.
#
# Reste à lire les plages. Un avis les écrit comme une suite d’événements, dans l’ordre. On la parcourt, et le dernier événement atteint décide.

# %%
EVENTS = [{"introduced": "2.4"}, {"fixed": "2.12.2"}, {"introduced": "2.13.0"}, {"fixed": "2.15.0"}]
for text in ["2.3.1", "2.9.1", "2.12.2", "2.14.1", "2.15.0"]:
    touched = False
    for event in EVENTS:
        if "introduced" in event and read_version(text) >= read_version(event["introduced"]):
            touched = True
        if "fixed" in event and read_version(text) >= read_version(event["fixed"]):
            touched = False
    print(text, touched)

# %% [markdown]
# 2.9.1 et 2.14.1 sont touchées. 2.12.2 ne l’est pas : la version qui corrige est du bon côté. Et `"introduced": "0"` veut dire « depuis le début ».
#
# Trois pièges, pour l’exercice. Un même nom existe dans deux familles : ce sont deux composants. Un avis porte son propre numéro, et cite la CVE dans `aliases`. Un avis peut être *retiré* : il porte alors `withdrawn`, et on l’ignore.

# %% [markdown]
# ### Chercher n’est pas attaquer
#
# Vous venez de chercher des failles dans une liste. C’est permis : la liste est à vous, et rien n’est attaqué. *Essayer* une faille sur une machine est autre chose. Sans l’autorisation écrite de son propriétaire, datée, qui dit quoi et jusqu’à quand, c’est une infraction, même pour rendre service.

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
# ## 6. La gravité n’est pas le risque
#
# Le module 14 mesure un risque par deux choses : la vraisemblance et la gravité. La note CVSS est une gravité. Il manque l’autre moitié : quelqu’un s’en sert-il ?
#
# L’**EPSS** (*Exploit Prediction Scoring System*) répond par une probabilité. C’est la chance de voir des tentatives contre cette faille dans les trente jours. FIRST la recalcule chaque jour. 0,02 se lit : deux chances sur cent. Elle ne dit rien du dégât, ni de *votre* machine.
#
# La liste KEV (*Known Exploited Vulnerabilities*, failles que l’on sait exploitées) répond par un fait. La CISA (*Cybersecurity and Infrastructure Security Agency*, agence américaine) la tient. Une faille y entre quand son exploitation est prouvée. Log4Shell y est depuis le 10 décembre 2021.
#
# Voici huit failles inventées : la note, l’EPSS, et si la liste les cite. *Votre pari : la plus grosse note a-t-elle le plus gros EPSS ?*

# %%
FLAWS = [
    {"name": "A", "score": 9.8, "epss": 0.01, "kev": False},
    {"name": "B", "score": 9.1, "epss": 0.04, "kev": False},
    {"name": "C", "score": 8.8, "epss": 0.02, "kev": False},
    {"name": "D", "score": 7.5, "epss": 0.71, "kev": True},
    {"name": "E", "score": 7.2, "epss": 0.03, "kev": False},
    {"name": "F", "score": 6.5, "epss": 0.38, "kev": True},
    {"name": "G", "score": 5.3, "epss": 0.01, "kev": False},
    {"name": "H", "score": 4.3, "epss": 0.12, "kev": False},
]


# %%
def draw_flaws(flaws):
    figure, axes = pyplot.subplots(figsize=(9, 3.4))
    for flaw in flaws:
        color, marker = ("firebrick", "s") if flaw["kev"] else ("steelblue", "o")
        axes.scatter([flaw["score"]], [flaw["epss"]], color=color, marker=marker, s=70, zorder=3)
        axes.annotate(flaw["name"], (flaw["score"], flaw["epss"]), (6, 6), textcoords="offset points")
    axes.axvspan(9, 10, color="lightgray", alpha=0.5)
    axes.text(9.5, 0.86, tr("« critique »"), ha="center")
    axes.text(4.2, 0.82, tr("carré : exploitée, c’est prouvé"), color="firebrick")
    axes.set(xlim=(4, 10), ylim=(-0.05, 0.95), xlabel=tr("note CVSS"), ylabel=tr("EPSS"))
    figure.tight_layout()
    pyplot.close(figure)
    return figure


# %%
description = tr(
    "Huit points. Les deux qui sont notés plus de 9, A et B, sont tout en bas : EPSS de 0,01 et 0,04. Les deux carrés, exploités, sont D, à 7,5 et 0,71, et F, à 6,5 et 0,38."
)
display(draw_flaws(FLAWS), metadata={"image/png": {"alt": description}})
print(description)

# %% [markdown]
# Qui commence par la bande grise corrige A et B, dont aucune exploitation n’est prouvée. Pendant ce temps, D et F sont exploitées. Ni l’une ni l’autre n’est « critique ».
#
# Dans ce sens seulement : absente de la liste ne veut pas dire sans danger. Cela veut dire que la preuve n’y est pas, ce jour-là. La liste et l’EPSS changent : notez la date à côté.

# %% [markdown]
# ## 7. Décider, et dire pourquoi
#
# Il reste à décider, deux fois de la même façon pour deux failles pareilles. Une méthode existe : SSVC (*Stakeholder-Specific Vulnerability Categorization*, tri des failles selon qui décide). Elle pose peu de questions, et lit la réponse dans une table.
#
# Le 10 juin 2026, la CISA en a fait une règle pour les administrations fédérales américaines, la directive BOD (*binding operational directive*) 26-04. Elle n’oblige ni Leïla ni Samuel. Mais sa table est publique, courte, et faite de faits vérifiables.
#
# | la question | le code | où est la réponse |
# |---|---|---|
# | est-elle dans la liste KEV ? | `kev` | dans la liste, à la date du jour |
# | la machine est-elle visible d’Internet ? | `exposed` | dans votre inventaire, et nulle part ailleurs |
# | un programme peut-il attaquer tout seul, partout ? | `automatable` | dans la fiche de la faille |
# | l’attaquant devient-il maître du composant ? | `total` | dans la fiche de la faille |
#
# Quatre réponses par oui ou non font seize cas. En voici quatre. *Votre pari pour le dernier ?*

# %%
CASES = [
    {"kev": "yes", "exposed": "yes", "automatable": "yes", "impact": "total", "decision": "3DF"},
    {"kev": "yes", "exposed": "no", "automatable": "no", "impact": "partial", "decision": "14D"},
    {"kev": "no", "exposed": "yes", "automatable": "no", "impact": "partial", "decision": "60D"},
    {"kev": "no", "exposed": "no", "automatable": "no", "impact": "total", "decision": "FSU"},
]
for case in CASES:
    print(case)

# %% [markdown]
# | décision | ce qu’elle demande |
# |---|---|
# | `3DF` | corriger en trois jours, et chercher si quelqu’un est déjà entré |
# | `3D` | corriger en trois jours |
# | `14D` | corriger en quatorze jours |
# | `60D` | corriger en soixante jours |
# | `FSU` | corriger à la prochaine montée de version |
#
# Le dernier cas surprend : l’attaquant deviendrait maître, et pourtant on attend. Aucune exploitation n’est prouvée, rien n’est visible d’Internet, aucun programme ne l’attaque tout seul. Le temps gagné ira aux trois autres.
#
# Où est la note CVSS ? Nulle part. Elle reste dans le plan, à côté du vecteur, pour qui la demande. Vous pouvez choisir une autre table, comme la règle courte du module 13 : l’important est qu’elle soit écrite avant, et que chaque ligne du plan porte ses codes.
#
# Et avant de poser un correctif : une sauvegarde que l’on a su restaurer. C’est le module 13. Un correctif qui casse la caisse un samedi coûte, lui aussi.

# %% [markdown]
# ## 8. Signaler une faille, et la loi
#
# Vous trouvez une faille chez un fournisseur. La publier d’abord, c’est armer les attaquants. Se taire, c’est les laisser seuls à savoir. L’usage est la **divulgation coordonnée** : prévenir d’abord celui qui peut corriger, et convenir avec lui du jour où l’on en parle.
#
# Les textes qui suivent sont des données datées. `as_of` est le jour de la lecture. Relisez-les à la source. L’ANSSI (Agence nationale de la sécurité des systèmes d’information) est le service français qui reçoit ces signalements.

# %%
LAWS = [
    {"source": tr("Règlement (UE) 2024/2847, art. 14 (CRA)"), "who": tr("fabricants"), "as_of": "2026-11-26"},
    {"source": tr("NIS 2, art. 12"), "who": tr("États"), "as_of": "2026-11-26"},
    {"source": tr("Code de la défense, art. L2321-4"), "who": tr("qui signale de bonne foi"), "as_of": "2026-11-26"},
    {"source": tr("Code de la défense, art. L2321-4-1"), "who": tr("éditeurs"), "as_of": "2026-11-26"},
]
LAWS[0]["says"] = tr("Signaler une faille activement exploitée de son produit : 24 heures, 72 heures, 14 jours.")
LAWS[1]["says"] = tr("Nommer une équipe de confiance entre qui signale et qui corrige, anonymat possible.")
LAWS[2]["says"] = tr("Signaler à la seule ANSSI : l’identité est protégée, sans avis obligatoire au procureur.")
LAWS[3]["says"] = tr("Notifier à l’ANSSI une faille importante de son logiciel, et informer les utilisateurs.")
for law in LAWS:
    print(law["as_of"], "|", law["source"], "|", law["who"], "|", law["says"])

# %% [markdown]
# Le premier texte est le règlement européen sur la cyberrésilience, souvent appelé CRA (*Cyber Resilience Act*). Son article 14 s’applique depuis le 11 septembre 2026. Il vise qui *fabrique* un logiciel ou un objet connecté et le vend dans l’Union. Leïla, qui s’en sert, n’est pas visée. Son prestataire l’est peut-être.
#
# | étape | faille activement exploitée | incident grave |
# |---|---|---|
# | alerte précoce | 24 heures après l’avoir su | 24 heures |
# | notification | 72 heures | 72 heures |
# | rapport final | 14 jours après qu’une correction existe | un mois après la notification |
#
# | | Golbey : France, Union européenne | Lac-Mégantic : Québec, Canada |
# |---|---|---|
# | qui signale est-il protégé ? | en partie : bonne foi, et à l’ANSSI seule | nous n’avons trouvé aucun article qui le fasse |
# | à qui signaler | l’éditeur, puis l’ANSSI | l’éditeur, puis le Centre canadien pour la cybersécurité |
# | le fabricant doit-il notifier ? | oui, depuis le 11 septembre 2026 | pas de règle générale trouvée ; oui, s’il vend dans l’Union |
#
# La directive NIS (*Network and Information Security*, sécurité des réseaux), dans sa version 2, oblige les États ; son état en France n’a pas été confirmé. Pour le Canada, une étude de juin 2021 (*Cybersecure Policy Exchange*) disait qu’aucun cadre légal ne couvrait la recherche de bonne foi. Nous n’avons rien trouvé de plus récent. Dans les deux pays, la protection du signalement n’autorise pas à entrer.

# %% [markdown]
# ## Ce que vous savez faire maintenant
#
# - Recalculer une note CVSS 3.1, et lire une note 4.0 avec son vecteur.
# - Lire une SBOM et un avis, et comparer des versions sans vous tromper.
# - Distinguer la gravité, la probabilité et le fait prouvé.
# - Décider d’après une table, et justifier par des codes.
#
# L’exercice vous confie le logiciel d’une entreprise, qui n’est pas celui de votre voisin. Vous en sortirez avec un plan de correctifs.
#
# ## Au travail demain
#
# Vingt minutes. Écrivez à un fournisseur de logiciel trois questions. Avez-vous une SBOM de ce que vous nous livrez, et dans quel format ? À quelle adresse signale-t-on une faille ? En combien de jours corrigez-vous une faille de la liste KEV ? Notez la date, et la réponse quand elle vient. L’absence de réponse en est une.
#
# ## Trois questions pour se retourner
#
# Elles viennent des modules 13, 14 et 25. Répondez de mémoire, puis lisez la suite.
#
# 1. Un avis de sécurité arrive signé. La clé de l’éditeur a deux signatures, de personnes à qui vous donnez une confiance partielle. Est-elle valide, avec les réglages du module 25 ? Et un chemin, seul, suffit-il ?
# 2. Le correctif urgent sera posé vendredi soir. Que vérifiez-vous avant, et comment ?
# 3. Votre directrice veut commencer par la faille notée 9,8. Que doit porter chaque ligne du plan pour que l’on puisse en discuter ?

# %% [markdown]
# ### Réponses
#
# 1. Non : il faut trois confiances partielles, ou une pleine. Un chemin ne suffit pas : chaque signataire doit avoir une clé valide, et votre confiance.
# 2. Que la sauvegarde se restaure : on la sort à part, et l’on compare chaque fichier à l’empreinte du manifeste.
# 3. Une raison faite de faits vérifiables, un responsable et une date. « La note est haute » dit la gravité, pas la vraisemblance.
#
# *Sources : FIRST, spécification et exemples de CVSS 3.1, spécification de CVSS 4.0, questions fréquentes de l’EPSS ; CycloneDX 1.6 ; spécification purl ; schéma OSV ; base d’avis de GitHub pour Log4Shell, `GHSA-jfh8-c2jp-5v3q` ; CISA, liste KEV ; table de la directive BOD 26-04, publiée avec la méthode SSVC. Lu en novembre 2026.*
