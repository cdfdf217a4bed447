# %% [markdown]
# # Sauvegarde et mises à jour : ce qui reste après la nuit
#
# Mercredi, 5 h 20, à Raon-l’Étape. Nour allume l’ordinateur de sa boulangerie. À la place de ses commandes, une page : « Vos fichiers sont chiffrés. Payez. » Le disque réseau de l’arrière-boutique montre la même page. Dans un tiroir, il reste un disque débranché depuis vendredi.
#
# Le même jour, à Cowansville, Mathis restaure la sauvegarde de sa serrurerie. Elle s’ouvre sans une erreur. Mais sur la facture d’un client, 840 $ est devenu 340 $. Depuis quand ? Dans combien de fichiers ?
#
# L’une croyait avoir deux copies et n’en a qu’une. L’autre croyait sa copie bonne. Dans une heure, vous saurez vérifier une sauvegarde, compter ce qu’une attaque coûte en heures, et écrire un plan.

# %% [markdown]
# ## Ce que vous saurez faire
#
# - Vérifier qu’une sauvegarde rend ce qu’on lui a confié.
# - Juger un plan de sauvegarde, et écrire le vôtre.
# - Calculer le travail perdu et le temps d’arrêt, et les comparer à ce que l’entreprise supporte.
# - Choisir quel correctif poser d’abord.
#
# Comptez une heure. Il faut les modules 01, 02 et 11 : les boucles, les dictionnaires, les octets, l’empreinte. Tout se passe sur votre machine, sans Internet, avec des fichiers inventés.

# %% [markdown]
# ## 1. Ce que fait un rançongiciel
#
# Un **rançongiciel** est un programme qui rend vos fichiers illisibles, puis demande de l’argent pour les rendre. On dit aussi *ransomware*. Il agit comme vous : avec votre compte, sur tout ce que votre ordinateur peut modifier.
#
# Voici quatre copies des fichiers de Nour. *Votre pari : lesquelles restent, si le programme tourne sur son ordinateur la nuit ?*

# %%
copies = [
    {"name": tr("ordinateur"), "online": True, "can_write": True},
    {"name": tr("disque réseau"), "online": True, "can_write": True},
    {"name": tr("dossier synchronisé en ligne"), "online": True, "can_write": True},
    {"name": tr("disque du tiroir"), "online": False, "can_write": True},
]

# %%
for copy in copies:
    if copy["online"] and copy["can_write"]:
        print(copy["name"], ":", tr("perdue"))
    else:
        print(copy["name"], ":", tr("reste"))

# %% [markdown]
# Une seule reste, et ce n’est pas un hasard. La question utile n’est pas « combien de copies ? » mais « l’ordinateur touché peut-il écrire dessus ? ». Débrancher protège, parce qu’aucun programme ne remonte un câble absent.
#
# Nous n’écrivons pas ce programme, et vous ne devez en faire tourner aucun, même pour essayer. Modifier les fichiers d’autrui sans droit est un délit en France (Code pénal, art. 323-3) et une infraction au Canada (Code criminel, par. 430 (1.1)) ; textes relevés en novembre 2026. Un essai de résistance chez un client demande son autorisation écrite, datée, qui dit quoi et jusqu’à quand.
#
# Où nous simplifions : certains services en ligne gardent les anciennes versions pendant trente jours. Demandez au vôtre s’il le fait, et essayez de revenir en arrière.

# %% [markdown]
# ## 2. Une archive
#
# Une sauvegarde voyage souvent dans une **archive** : un seul fichier qui en contient plusieurs. Le format zip en est un. Python le lit et l’écrit avec `zipfile`. `io.BytesIO` garde l’archive en mémoire, comme un fichier sans disque.

# %%
import io
import zipfile

files = {"clients.csv": b"4101;Martin;840\n", "horaires.txt": b"mardi, 6 h 30\n"}


def pack(files):
    """Rend les octets d’une archive zip qui contient ces fichiers."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in files:
            archive.writestr(name, files[name])
    return stream.getvalue()


# %% [markdown]
# `"w"` veut dire écrire. `writestr` range un contenu sous un nom. `with` ferme l’archive à la fin, même si une erreur survient. Ouvrons-la maintenant.

# %%
data = pack(files)
with zipfile.ZipFile(io.BytesIO(data)) as archive:
    print(archive.namelist())
    print(archive.read("clients.csv"))
    print(archive.testzip())

# %% [markdown]
# `namelist` donne les noms, `read` le contenu. `testzip` relit tout et compare à un nombre de contrôle rangé dans l’archive. `None` veut dire : rien à signaler.
#
# Ce nombre s’appelle CRC-32 (*cyclic redundancy check*, contrôle de redondance cyclique). Il est fait pour les accidents de transport, comme la somme du module 03. Sa valeur de contrôle est publiée : pour les neuf signes `123456789`, elle vaut `cbf43926`. Vérifions, avec `zlib`.

# %%
import zlib

print(hex(zlib.crc32(b"123456789")))

# %% [markdown]
# La valeur est la bonne. Abîmons maintenant l’archive elle-même : changeons un octet au milieu. *Votre pari : `testzip` le voit-il ?*

# %%
damaged = data.replace(b"840", b"340")
with zipfile.ZipFile(io.BytesIO(damaged)) as archive:
    print(archive.testzip())

# %% [markdown]
# Il nomme le fichier abîmé. Le contrôle a servi : l’archive a changé *après* sa fabrication.

# %% [markdown]
# ## 3. La faute silencieuse
#
# Chez Mathis, l’octet a changé sur le vieux disque, *avant* l’archive. *Votre pari : que dit `testzip` cette fois ?*

# %%
aged = {"clients.csv": b"4101;Martin;340\n", "horaires.txt": b"mardi, 6 h 30\n"}
with zipfile.ZipFile(io.BytesIO(pack(aged))) as archive:
    print(archive.testzip())

# %% [markdown]
# `None`, rien à signaler. Le zip a mesuré le fichier déjà abîmé, et il est d’accord avec lui-même. Personne ne lui a dit ce que le fichier était vendredi.
#
# Regardons les deux fichiers, signe à signe. Les cellules suivantes dessinent ; elles ne sont pas à retenir.

# %%
from IPython.display import display
from matplotlib import pyplot


def show(figure, text):
    """Montre une figure, puis la phrase qui la décrit."""
    display(figure, metadata={"image/png": {"alt": text}})
    pyplot.close(figure)
    print(text)


# %%
def draw_bytes(first, second):
    figure, axes = pyplot.subplots(figsize=(9, 2))
    for row, data in enumerate([first, second]):
        for place, byte in enumerate(data):
            changed = first[place] != second[place]
            color = "moccasin" if changed else "white"
            axes.add_patch(pyplot.Rectangle((place, 1 - row), 1, 1, facecolor=color, edgecolor="gray"))
            axes.text(place + 0.5, 1.5 - row, chr(byte), ha="center", va="center", weight="bold" if changed else None)
    axes.set(xlim=(0, len(first)), ylim=(0, 2), xticks=[], yticks=[0.5, 1.5])
    axes.set_yticklabels([tr("aujourd’hui"), tr("vendredi")])
    return figure


# %%
show(
    draw_bytes(b"4101;Martin;840", b"4101;Martin;340"),
    tr("Deux lignes de quinze cases. Une seule case diffère : le 8 de vendredi est devenu 3."),
)

# %% [markdown]
# Quinze cases, une seule différence, et la longueur est la même. Dans dix mille fichiers, aucun œil ne la trouvera. Une empreinte, oui.

# %%
import hashlib

print(hashlib.sha256(b"4101;Martin;840\n").hexdigest()[:16])
print(hashlib.sha256(b"4101;Martin;340\n").hexdigest()[:16])

# %% [markdown]
# Les deux empreintes n’ont rien à voir. Il reste à garder celles de vendredi.

# %% [markdown]
# ## 4. Le manifeste
#
# La liste des empreintes d’une sauvegarde s’appelle un **manifeste**. L’outil `sha256sum`, présent sur tous les Linux, en fixe la forme. Chaque ligne compte 64 signes d’empreinte, un espace, un signe de mode, puis le nom.
#
# Le signe de mode est un espace ou une étoile. Sur les systèmes d’aujourd’hui, les deux disent la même chose.

# %%
line = hashlib.sha256(b"abc").hexdigest() + "  " + "mes notes.txt"
print(line)
print(line[:64] == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
print(line[66:])

# %% [markdown]
# `True` : c’est la valeur publiée de `abc`, celle de la norme FIPS (*Federal Information Processing Standard*, norme fédérale américaine) numéro 180. Les 64 premiers signes sont l’empreinte ; le nom commence à la place 66. On coupe à des places fixes, car un nom peut contenir des espaces.
#
# Le manifeste entier s’écrit avec une boucle. `sorted` met les noms dans l’ordre.


# %%
def make_manifest(files):
    """Rend le manifeste de ces fichiers."""
    text = ""
    for name in sorted(files):
        text = text + hashlib.sha256(files[name]).hexdigest() + "  " + name + "\n"
    return text


manifest = make_manifest(files)
print(manifest)

# %% [markdown]
# Où le garder ? Pas dans l’archive : qui change l’archive changerait aussi le manifeste. Pas sur le disque qu’il doit surveiller. Une copie chez le comptable, ou une page imprimée pour les quelques fichiers qui comptent le plus, fait très bien l’affaire.
#
# Une limite : un manifeste dit qu’un fichier a changé. Il ne dit pas si c’est une panne, une attaque, ou Nour qui a corrigé une adresse. On le refait donc à chaque sauvegarde.

# %% [markdown]
# ## 5. Restaurer, puis comparer
#
# La **restauration**, c’est remettre en place les fichiers d’une sauvegarde. On ne restaure jamais par-dessus ce qui reste : on sort les fichiers à côté, on compare, puis on remplace.
#
# Trois fautes sont possibles. *Votre pari : laquelle des trois le simple parcours de l’archive ne montre-t-il pas ?*
#
# - Un fichier a changé.
# - Un fichier est de trop.
# - Un fichier manque.

# %%
expected = {}
for line in manifest.splitlines():
    expected[line[66:]] = line[:64]

restored = {"clients.csv": b"4101;Martin;340\n", "rancon.txt": b"Payez.\n"}

# %% [markdown]
# `splitlines` coupe un texte en lignes. `expected` mène du nom à l’empreinte. `restored` contient ce que l’archive a rendu. Parcourons d’abord l’archive.

# %%
for name in restored:
    if name not in expected:
        print(name, tr("est de trop"))
    elif hashlib.sha256(restored[name]).hexdigest() != expected[name]:
        print(name, tr("a changé"))

# %% [markdown]
# `elif` (« sinon, si ») n’est lu que si le premier `if` a répondu non. Deux fautes sont trouvées. Mais `horaires.txt` manque, et la boucle n’en dit rien : elle ne visite que ce qui est là. Il faut partir du manifeste.

# %%
for name in expected:
    if name not in restored:
        print(name, tr("manque"))

# %% [markdown]
# Voilà la réponse au pari : une absence ne se voit que depuis la liste de ce qui devrait être là. C’est vrai pour une archive, une caisse ou un trousseau de clés.
#
# À vous de modifier : ajoutez `"horaires.txt": b"mardi, 6 h 30\n"` à `restored`, et exécutez de nouveau les deux boucles.
#
# Une sauvegarde que l’on n’a jamais restaurée est un espoir. Un essai par trimestre, un dossier tiré au sort, et l’espoir devient un fait.

# %% [markdown]
# ## 6. La règle 3-2-1
#
# La **règle 3-2-1** tient en trois nombres : trois copies, dont celle de travail ; deux sortes de support ; une copie ailleurs. Deux auteurs, Ruggiero et Heckathorn, l’ont reprise pour le public américain dans *Data Backup Options*. Ils citent un livre de photographe, celui de Peter Krogh, de 2009.
#
# En 2009, on craignait l’incendie et le disque en panne. Le rançongiciel oblige à ajouter deux mots : une copie *débranchée*, et une restauration *essayée*. Cybermalveillance.gouv.fr, en France, le conseille aussi. Au Canada, le Centre canadien pour la cybersécurité publie la fiche « Sauvegarder et récupérer vos données ».
#
# Pourquoi ces nombres ? Croisons les copies et les malheurs.

# %%
DISASTERS = [tr("panne du disque"), tr("incendie, vol"), tr("rançongiciel"), tr("erreur de saisie")]
PLACES = {
    tr("ordinateur"): [False, False, False, False],
    tr("disque réseau"): [True, False, False, True],
    tr("en ligne, synchronisé"): [True, True, False, False],
    tr("disque du tiroir"): [True, False, True, True],
    tr("disque chez Nour"): [True, True, True, True],
}


# %%
def draw_losses(chosen):
    figure, axes = pyplot.subplots(figsize=(9, 3.2))
    for row, name in enumerate(chosen):
        for column, kept in enumerate(PLACES[name]):
            color = "white" if kept else "lightgray"
            axes.add_patch(pyplot.Rectangle((column, -row), 1, 1, facecolor=color, edgecolor="black"))
            axes.text(column + 0.5, 0.5 - row, tr("reste") if kept else tr("perdue"), ha="center", va="center")
    axes.set(xlim=(0, 4), ylim=(1 - len(chosen), 1))
    axes.set_xticks([0.5, 1.5, 2.5, 3.5], DISASTERS)
    axes.set_yticks([0.5 - row for row in range(len(chosen))], chosen)
    figure.tight_layout()
    return figure


# %%
show(
    draw_losses(list(PLACES)),
    tr(
        "Tableau de cinq copies et quatre malheurs. L’ordinateur perd tout. Aucune colonne n’est gardée par toutes les copies. Le disque gardé chez Nour reste à chaque fois."
    ),
)

# %% [markdown]
# Lisez par colonne. L’incendie prend tout ce qui est dans la boutique. Le rançongiciel prend tout ce qui est branché. Une erreur de saisie suit la synchronisation en quelques minutes. Aucun malheur ne prend tout, si les copies sont *différentes*.
#
# Pourquoi ne pas se contenter du disque gardé chez Nour ? Parce qu’il n’a qu’une copie par semaine, et qu’il peut tomber en panne, lui aussi.
#
# Choisissez combien de copies l’entreprise garde, et cherchez à partir de combien chaque malheur en laisse une. Le curseur se déplace aux flèches du clavier.

# %%
from ipywidgets import IntSlider, interact


def try_copies(number):
    """Garde les premières copies de la liste, et dit quels malheurs ne laissent rien."""
    chosen = list(PLACES)[:number]
    fatal = []
    for column in range(4):
        if not any(PLACES[name][column] for name in chosen):
            fatal.append(DISASTERS[column])
    text = tr("{n} copies. Ne laissent rien : {fatal}.").format(n=number, fatal=", ".join(fatal) or tr("aucun"))
    show(draw_losses(chosen), text)


try_copies(3)

# %%
_ = interact(try_copies, number=IntSlider(value=4, min=1, max=5, description=tr("copies")))

# %% [markdown]
# `any` (« au moins un ») demande si une réponse au moins est vraie. `", ".join` colle des textes avec une virgule entre eux. Avec trois copies, toutes branchées, le rançongiciel ne laisse rien. Trois copies ne suffisent donc pas : c’est la quatrième, débranchée, qui sauve.

# %% [markdown]
# ## 7. Combien d’heures ?
#
# Deux questions à poser avant l’accident, au calme, à qui dirige :
#
# - Combien d’heures de travail peut-on refaire ? C’est le **RPO** (*recovery point objective*, objectif de point de reprise).
# - Combien d’heures peut-on rester à l’arrêt ? C’est le **RTO** (*recovery time objective*, objectif de temps de reprise).
#
# Le NIST (*National Institute of Standards and Technology*, l’institut américain des normes) définit le RPO dans sa publication 800-34. C’est le moment auquel les données doivent être ramenées après l’interruption.
#
# Ce sont des promesses. L’accident, lui, donne des mesures. On les compare.

# %%
from datetime import datetime

last_copy = datetime.fromisoformat("2026-11-20T19:00")
struck = datetime.fromisoformat("2026-11-25T02:10")
gap = struck - last_copy
print(gap)
print(gap.total_seconds() / 3600)

# %% [markdown]
# `fromisoformat` lit une date écrite à la façon de la norme ISO 8601 : année, mois, jour, un `T`, puis l’heure. Deux dates se soustraient. `total_seconds` donne l’écart en secondes ; on divise par 3600.
#
# Nour a perdu 103 heures, plus de quatre jours de commandes. Attention au piège : `gap.seconds`, sans `total`, oublie les jours entiers. Essayez.
#
# Quelle sauvegarde compter ? *Votre pari : la dernière de cette liste ?*

# %%
events = [
    ("2026-11-24T22:00", "failed"),
    ("2026-11-20T19:00", "verified"),
    ("2026-11-25T04:00", "verified"),
]
best = None
for moment, state in events:
    usable = state == "verified" and moment < "2026-11-25T02:10"
    if usable and (best is None or moment > best):
        best = moment
print(best)

# %% [markdown]
# Celle de vendredi. Mardi, 22 h, le logiciel a échoué ; personne n’a lu le message. Mercredi, 4 h, il a réussi : il a copié, sans faute, des fichiers déjà chiffrés. Ces heures se comparent comme des textes, car l’année vient d’abord, puis le mois, puis le jour.
#
# La boucle garde dans `best` la meilleure trouvée jusque-là. `None` veut dire « encore aucune », et `is None` le demande. `and` veut que les deux côtés soient vrais ; `or` se contente d’un seul.
#
# Dessinons une semaine. Le curseur règle l’écart entre deux sauvegardes ; l’attaque vient à la 50ᵉ heure.


# %%
def draw_week(every, struck=50, resumed=74):
    last = struck // every * every
    figure, axes = pyplot.subplots(figsize=(9, 1.9))
    axes.broken_barh([(last, struck - last)], (0, 1), facecolor="moccasin", edgecolor="black", hatch="//")
    axes.broken_barh([(struck, resumed - struck)], (0, 1), facecolor="lightgray", edgecolor="black")
    axes.text((last + struck) / 2, 1.15, tr("perte"), ha="center")
    axes.text((struck + resumed) / 2, 1.15, tr("arrêt"), ha="center")
    for hour in range(0, 97, every):
        axes.plot([hour, hour], [-0.5, -0.1], color="tab:blue")
    axes.set(xlim=(-1, 97), ylim=(-0.7, 1.8), yticks=[], xlabel=tr("heures ; traits bleus : les sauvegardes"))
    figure.tight_layout()
    return figure, struck - last


# %%
def try_every(every):
    figure, lost = draw_week(every)
    text = tr("Une sauvegarde toutes les {n} heures : {lost} heures perdues, puis 24 heures d’arrêt.")
    show(figure, text.format(n=every, lost=lost))


try_every(24)

# %%
_ = interact(try_every, every=IntSlider(value=12, min=1, max=48, description=tr("heures")))

# %% [markdown]
# Au pire, on perd ce qui sépare deux sauvegardes. Pour tenir un RPO de 12 heures, il faut donc une sauvegarde toutes les 12 heures au moins. L’arrêt, lui, ne dépend pas de cet écart. Il dépend du temps de restauration, et seul un essai le mesure.

# %% [markdown]
# ## 8. Les correctifs : quoi d’abord
#
# Le programme est entré par une faille connue du boîtier d’accès à distance. Le fabricant avait publié un **correctif** trois semaines plus tôt : une mise à jour qui ferme une faille.
#
# On ne peut pas tout mettre à jour le même jour. L’agence américaine CISA (*Cybersecurity and Infrastructure Security Agency*, agence de cybersécurité et de sécurité des infrastructures) tient une liste publique des failles *déjà exploitées* par des attaquants. Elle conseille aussi aux entreprises de suivre cette liste et de corriger ce qui y figure. Voici une règle courte, à lire de haut en bas.
#
# | Question | Réponse | Délai |
# |---|---|---|
# | Y aura-t-il encore des correctifs ? | non | isoler, puis remplacer |
# | La faille est-elle déjà exploitée ? | oui | aujourd’hui |
# | L’appareil est-il joignable depuis Internet ? | oui | cette semaine |
# | Le reste | | ce mois-ci |
#
# Les délais sont les nôtres, pour une petite entreprise ; ce ne sont pas ceux d’une loi. La règle ne lit pas la note de gravité : une faille notée 9,8 sur 10 que personne n’attaque passe après une faille moyenne que l’on attaque ce matin. Le module 42 regardera ces notes de près.


# %%
def deadline(supported, exploited, reachable):
    """Rend le délai d’un appareil, d’après la règle."""
    if not supported:
        return "isolate"
    if exploited:
        return "today"
    if reachable:
        return "week"
    return "month"


print(deadline(True, True, False), deadline(True, False, True), deadline(False, True, True))

# %% [markdown]
# `today`, `week`, `isolate` : le premier `return` rencontré décide. Et avant chaque mise à jour, une sauvegarde : un correctif rate parfois.

# %% [markdown]
# ## 9. Et la loi ?
#
# Perdre des fichiers de clients, c’est aussi une affaire de loi. Voici trois textes : le règlement général sur la protection des données (RGPD), le code français des assurances, et le Recueil des lois et des règlements du Québec (RLRQ). Ces textes sont des données datées : `as_of` est le jour de la lecture. Relisez l’article à la source avant de vous y fier.

# %%
LAWS = [
    {
        "source": tr("RGPD, art. 32"),
        "jurisdiction": tr("Union européenne"),
        "as_of": "2026-11-25",
        "in_force": True,
        "says": tr("Pouvoir rétablir à temps l’accès aux données personnelles, et essayer ses mesures."),
    },
    {
        "source": tr("Code des assurances, art. L. 12-10-1"),
        "jurisdiction": "France",
        "as_of": "2026-11-25",
        "in_force": True,
        "says": tr("Pour être indemnisé d’une cyberattaque, porter plainte dans les 72 heures."),
    },
]

# %%
LAWS.append(
    {
        "source": tr("RLRQ, c. P-39.1, art. 3.1"),
        "jurisdiction": "Québec",
        "as_of": "2026-11-23",
        "in_force": True,
        "says": tr("L’entreprise est responsable des renseignements personnels qu’elle détient."),
    }
)
for law in LAWS:
    print(law["jurisdiction"], "·", law["source"], "·", law["as_of"])
    print("   ", law["says"])

# %% [markdown]
# | | France, Union européenne | Québec |
# |---|---|---|
# | Pouvoir restaurer | le RGPD le nomme, et nomme l’essai | l’entreprise répond de ce qu’elle détient ; l’article lu ne nomme pas la sauvegarde |
# | Assurance | plainte dans les 72 heures, depuis le 24 avril 2023 | nous n’avons pas trouvé de règle semblable ; lisez votre contrat |
#
# D’autres délais courent quand des données ont fui ; le module 44 les donne. Et ne payez rien sans conseil : payer ne garantit pas de retrouver ses fichiers.

# %% [markdown]
# ## Ce que vous savez faire maintenant
#
# - Dire pourquoi une archive qui s’ouvre peut être fausse.
# - Écrire un manifeste, le garder ailleurs, et comparer une restauration à ce manifeste.
# - Juger un plan : trois copies, deux supports, une ailleurs, une débranchée, un essai.
# - Mesurer une perte et un arrêt, et les comparer au RPO et au RTO.
# - Ranger des correctifs par ordre d’urgence.
#
# L’exercice vous confie une archive abîmée, une nuit d’attaque et un budget, à vous.

# %% [markdown]
# ## Au travail demain
#
# Vingt minutes. Choisissez un fichier qui compte, et restaurez-le depuis la sauvegarde, dans un dossier à part. Comparez son empreinte à celle de l’original, avec l’outil de votre machine :
#
# | Système | Commande |
# |---|---|
# | Windows | `certutil -hashfile fichier.csv SHA256` |
# | macOS | `shasum -a 256 fichier.csv` |
# | Linux | `sha256sum fichier.csv` |
#
# Notez sur une feuille le jour, la durée et le résultat. C’est votre premier essai de restauration.
#
# ## Trois questions pour se retourner
#
# Elles viennent des modules 01, 02, 03 et 11. Répondez de mémoire, puis lisez la suite.
#
# 1. Une fonction parcourt une liste et devait rendre la plus grande valeur. Elle rend la dernière. Quelle ligne regardez-vous d’abord ?
# 2. Une somme de contrôle, une empreinte, un chiffrement : lequel arrête quelqu’un qui veut tricher, et à quelle condition ? Et que ne voit pas la somme du module 03 ?
# 3. Pourquoi les mots de passe demandent-ils une fonction lente, alors qu’un manifeste se contente d’une empreinte rapide ?

# %% [markdown]
# ### Réponses
#
# 1. La comparaison dans la boucle : elle manque, ou elle est à l’envers. Sans elle, chaque tour remplace la valeur gardée.
# 2. L’empreinte, si elle est gardée hors de sa portée. Une somme de contrôle se recalcule, et un chiffrement cache sans dire ce qui était là vendredi. La somme du module 03 ne voit pas deux paires d’octets échangées.
# 3. Un mot de passe se devine, chaque essai doit donc coûter. Un fichier de facture ne se devine pas, et l’on veut vérifier vite.
#
# *Sources : FIPS 180-4 pour l’empreinte ; manuel de `sha256sum` ; Ruggiero et Heckathorn, Data Backup Options ; NIST, publication spéciale 800-34 ; CISA, catalogue des failles exploitées. Lu en novembre 2026.*
