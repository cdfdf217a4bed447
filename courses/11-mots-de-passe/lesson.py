# %% [markdown]
# # Mots de passe et double facteur : ce qui a fui, et quoi faire
#
# Lundi, 7 h 50, à Épinal. Mariama lève le rideau de son épicerie. Un client fidèle l’attend, téléphone en main. « Quelqu’un a lu mes courriels cette nuit. Mon mot de passe était le même que sur votre boutique en ligne. »
#
# La liste des comptes de la boutique est en vente sur un forum. Le prestataire répond par un message d’une ligne : « Pas d’inquiétude, les mots de passe étaient hachés. »
#
# Le même matin, à Granby, Étienne reçoit une alerte pour son garage. Même prestataire, même phrase. Cette phrase rassure-t-elle pour de bon ? Dans une heure, vous saurez répondre, et vous l’aurez vérifié.

# %% [markdown]
# ## Ce que vous saurez faire
#
# - Comparer des façons de ranger des mots de passe.
# - Attaquer une liste volée, fabriquée pour vous, et voir qui tombe.
# - Calculer vous-même le code à six chiffres d’une application de téléphone.
# - Écrire une page de règles pour une petite entreprise.
#
# Comptez une heure. Il faut avoir suivi le module 01 : les noms, les fonctions, `if`, les boucles, les listes. Tout se fait sans Internet.
#
# N’écrivez jamais ici un vrai mot de passe, ni le vôtre ni celui d’un autre. Tous ceux de cette page sont inventés.

# %% [markdown]
# ## 1. Du texte aux octets
#
# Une machine ne range pas des lettres. Elle range des nombres de 0 à 255, appelés **octets**. Pour comprendre ce qui a fui, il faut d’abord voir un mot de passe comme la machine le voit.
#
# *Votre pari : combien d’octets pour « été » ? Trois lettres, donc trois ?*

# %%
word = "été"
data = word.encode("utf-8")
print(len(word))
print(len(data))
print(list(data))

# %% [markdown]
# Trois lettres, mais cinq octets. `encode("utf-8")` a fait le passage. UTF-8 est la convention la plus répandue : une lettre simple prend un octet, un « é » en prend deux, 195 et 169.
#
# `str` est un texte, `bytes` une suite d’octets. Python les tient pour deux choses différentes. Un `b` devant les guillemets écrit des octets directement : `b"sel"`.
#
# Une longue suite de nombres se lit mal. On écrit donc chaque octet avec deux signes, de `00` à `ff` : c’est l’**hexadécimal**.

# %%
print(data.hex())
print(bytes.fromhex("c3a974c3a9"))
print(bytes.fromhex("c3a974c3a9").decode("utf-8"))

# %% [markdown]
# `hex` écrit les octets en hexadécimal, `fromhex` les relit, `decode` revient au texte. Rien n’est caché ici : c’est une écriture, pas une protection. N’importe qui fait le chemin inverse.

# %% [markdown]
# ## 2. L’empreinte
#
# « Hachés », dit le prestataire. Il parle d’une **empreinte** : un calcul qui prend des octets et rend toujours 32 octets. Le plus connu s’appelle SHA-256 (« cha deux cent cinquante-six », de l’anglais *secure hash algorithm*).
#
# `import` va chercher une boîte d’outils. `hashlib` contient les calculs d’empreinte.

# %%
import hashlib

print(hashlib.sha256(b"soleil").hexdigest())
print(hashlib.sha256(b"soleil").hexdigest())
print(hashlib.sha256(b"Soleil").hexdigest())

# %% [markdown]
# Les deux premières lignes sont égales : le même mot donne toujours la même empreinte. La troisième n’a rien à voir, pour une seule majuscule.
#
# À quel point ? Une empreinte compte 256 **bits**, des cases qui valent 0 ou 1. Comparons-les une à une. Cette cellule dessine ; elle n’est pas à comprendre.

# %%
from IPython.display import display
from matplotlib import pyplot


def to_bits(text):
    number = int(hashlib.sha256(text.encode("utf-8")).hexdigest(), 16)
    return [number >> place & 1 for place in range(255, -1, -1)]


# %%
def draw_bits(first, second):
    changed = [a != b for a, b in zip(to_bits(first), to_bits(second), strict=True)]
    figure, axes = pyplot.subplots(figsize=(8, 3))
    axes.pcolormesh([changed[row : row + 32] for row in range(224, -1, -32)], cmap="Oranges", edgecolors="gray", vmax=2)
    axes.set(xticks=[], yticks=[], aspect="equal")
    axes.set_title(tr("{a} et {b} : {n} bits différents sur 256").format(a=first, b=second, n=sum(changed)))
    pyplot.close(figure)
    return figure


# %%
description = tr("Grille de 256 cases. La moitié environ sont orange, sans motif : ce sont les bits qui ont changé.")
display(draw_bits("soleil", "Soleil"), metadata={"image/png": {"alt": description}})

# %% [markdown]
# Chaque case orange est un bit qui a changé. Il y en a à peu près la moitié, éparpillées sans motif. Une empreinte proche ne veut donc pas dire un mot proche : on ne s’approche pas de la réponse à tâtons.
#
# Et dans l’autre sens ? Personne ne connaît de calcul qui remonte d’une empreinte SHA-256 vers le mot. Sur ce point, le prestataire a raison.

# %% [markdown]
# ## 3. L’attaque : on ne remonte pas, on devine
#
# Voici une ligne volée. On ne sait pas remonter. On peut en revanche essayer des mots, un par un.
#
# *Votre pari : ce mot de passe est-il dans une liste de sept mots courants ?*

# %%
stolen = "65e84be33532fb784c48129675f9eff3a682b27168c0ea744b2cf58ee02337c5"
common = ["123456", "motdepasse", "soleil", "azerty", "qwerty", "hockey", "papillon"]

for word in common:
    if hashlib.sha256(word.encode("utf-8")).hexdigest() == stolen:
        print(tr("Trouvé :"), word)

# %% [markdown]
# Trouvé en sept essais au plus. Aucune serrure n’a été forcée : l’attaquant a fait le même calcul que la boutique. La solidité du calcul n’y change rien ; le mot était trop courant.
#
# Une vraie liste volée compte des milliers de noms. On la range dans un **dictionnaire** : chaque étiquette mène à une valeur. On l’écrit entre accolades.

# %%
leak = {
    "amina": hashlib.sha256(b"papillon").hexdigest(),
    "baptiste": hashlib.sha256(b"lanterne cuivre orage").hexdigest(),
    "chidi": hashlib.sha256(b"papillon").hexdigest(),
}
print(leak["amina"])
print(leak["amina"] == leak["chidi"])
for name in leak:
    print(name)

# %% [markdown]
# `leak["amina"]` donne la valeur rangée sous `"amina"`. `for` parcourt les étiquettes. Et la comparaison dit `True` : Amina et Chidi ont le même mot de passe, cela se voit sans rien deviner.
#
# Pour attaquer toute la liste, on prépare l’inverse : un dictionnaire qui mène de l’empreinte au mot. `in` demande si une étiquette existe.

# %%
known = {}
for word in common:
    known[hashlib.sha256(word.encode("utf-8")).hexdigest()] = word

print(leak["amina"] in known)
print(known[leak["amina"]])
print(leak["baptiste"] in known)

# %% [markdown]
# `known[…] = word` ajoute une étiquette au dictionnaire. Sept empreintes calculées, et toute la liste peut être comparée. Amina tombe, Chidi aussi. Baptiste résiste : sa phrase n’est dans aucune liste.
#
# Dans l’exercice, vous écrirez cette attaque sur une liste qui n’est qu’à vous.

# %% [markdown]
# ### Avant d’aller plus loin : la loi
#
# Vous venez d’apprendre un geste qui peut nuire. Il reste permis sur vos propres données, sur votre propre machine. Partout ailleurs, il faut une autorisation écrite du propriétaire, datée, qui dit quoi et jusqu’à quand. Un accord de vive voix ne suffit pas.
#
# Les textes ci-dessous sont des données datées. `as_of` est le jour où nous les avons lus, `version` la date du texte que nous avions sous les yeux. Les peines changent et ne sont pas reprises. Relisez l’article à la source avant de vous y fier.

# %%
ATTACK = {
    "jurisdiction": "France",
    "source": tr("Code pénal, art. 323-1"),
    "as_of": "2026-11-23",
    "version": "2018-04-17",
    "in_force": True,
    "says": tr("Accéder ou se maintenir frauduleusement dans un système informatique est puni."),
}
print(ATTACK["source"], ATTACK["version"])
print(ATTACK["says"])

# %%
ATTACK_CANADA = {
    "jurisdiction": "Canada",
    "source": tr("Code criminel, art. 342.1"),
    "as_of": "2026-11-23",
    "version": "2020-01",
    "in_force": True,
    "says": tr("Utiliser un ordinateur, ou le mot de passe d’un autre, frauduleusement et sans droit est puni."),
}
print(ATTACK_CANADA["source"], ATTACK_CANADA["version"])
print(ATTACK_CANADA["says"])

# %% [markdown]
# Ces deux textes visent celui qui attaque. Deux autres visent Mariama et Étienne : garder des comptes de clients oblige à les protéger. L’un vient du règlement général sur la protection des données (RGPD), la règle de l’Union européenne (UE). L’autre vient du Recueil des lois et des règlements du Québec (RLRQ).

# %%
DUTY = {
    "jurisdiction": tr("UE"),
    "source": tr("RGPD, art. 32"),
    "as_of": "2026-11-25",
    "version": tr("copie sans date"),
    "in_force": True,
    "says": tr("Protéger les données des personnes par des mesures adaptées au risque."),
}
print(DUTY["source"], DUTY["version"])
print(DUTY["says"])

# %%
DUTY_QUEBEC = {
    "jurisdiction": "Québec",
    "source": tr("RLRQ, c. P-39.1, art. 3.1"),
    "as_of": "2026-11-23",
    "version": "2022-09-22",
    "in_force": True,
    "says": tr("L’entreprise est responsable des renseignements personnels qu’elle détient."),
}
print(DUTY_QUEBEC["source"], DUTY_QUEBEC["version"])
print(DUTY_QUEBEC["says"])

# %% [markdown]
# ## 4. Le sel
#
# Deux défauts sont apparus. Les mots de passe égaux se voient. Et sept calculs servent contre mille comptes. Un même remède corrige les deux : mêler au mot de passe quelques octets tirés au hasard, différents pour chaque compte. C’est le **sel**.
#
# *Votre pari : le même mot avec deux sels, combien d’empreintes ?*

# %%
import os

for name in ["amina", "chidi"]:
    salt = os.urandom(16)
    print(name, salt.hex(), hashlib.sha256(salt + b"papillon").hexdigest()[:16])

# %% [markdown]
# `os.urandom(16)` tire 16 octets au hasard. `+` colle les octets, comme il colle les textes. `[:16]` garde les 16 premiers signes, pour la place. Exécutez encore : tout change.
#
# Les deux empreintes diffèrent, pour le même mot. L’attaquant doit donc recommencer sa liste pour chaque sel. Mille comptes, mille sels : mille fois plus de travail.
#
# Le sel n’est pas un secret. Il est rangé à côté de l’empreinte, car la boutique en a besoin pour vérifier. Il fuit avec elle, et il sert quand même. À une condition : un sel par compte. Un sel partagé ne protège presque plus.

# %% [markdown]
# ## 5. La lenteur
#
# Le sel multiplie le travail. Mais combien coûte un essai ? Mesurons sur votre machine. `time.perf_counter()` est un chronomètre.

# %%
import time

start = time.perf_counter()
for number in range(100_000):
    hashlib.sha256(b"sel" + str(number).encode("utf-8")).digest()
seconds = time.perf_counter() - start
print(tr("{n} essais par seconde").format(n=round(100_000 / seconds)))

# %% [markdown]
# Des centaines de milliers d’essais par seconde, sur un ordinateur ordinaire. SHA-256 a été fait pour aller vite. C’est une qualité pour vérifier un fichier, et un défaut pour un mot de passe.
#
# Il existe des **fonctions lentes**, faites exprès. `scrypt` est fournie avec Python. Ses réglages disent combien de temps et de mémoire chaque essai doit coûter.

# %%
start = time.perf_counter()
hashlib.scrypt(b"soleil", salt=b"sel pour essayer", n=2**14, r=8, p=1)
slow = time.perf_counter() - start
print(tr("{ms} millisecondes pour un essai").format(ms=round(slow * 1000)))
print(tr("{n} essais par seconde").format(n=round(1 / slow)))

# %% [markdown]
# `2**14` se lit « 2 puissance 14 », soit 16 384. Le réglage `n` fixe la mémoire : ici 16 mébioctets (MiB) par essai. Doublez `n`, et l’essai coûte deux fois plus. Pour Mariama, quelques centièmes de seconde à chaque connexion ne se sentent pas. Pour qui veut essayer des milliards de mots, tout change.
#
# La plus conseillée aujourd’hui est Argon2id. Sa famille, Argon2, a gagné un concours public en 2015. Elle s’installe à part.

# %%
from argon2 import PasswordHasher

hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
start = time.perf_counter()
record = hasher.hash("soleil")
print(tr("{ms} millisecondes").format(ms=round((time.perf_counter() - start) * 1000)))
print(record)
print(hasher.verify(record, "soleil"))

# %% [markdown]
# Une seule ligne dit tout : le nom de la fonction, ses réglages (`m` la mémoire, `t` le nombre de passages), le sel, l’empreinte. La bibliothèque a tiré le sel elle-même. `verify` relit la ligne et refait le calcul.
#
# Ces réglages, 19 MiB et 2 passages, sont le minimum que conseille l’OWASP (« o-ouasp », *Open Worldwide Application Security Project*, une association qui publie des guides). Pour scrypt, elle conseille `n=2**17`. Lu en novembre 2026.

# %% [markdown]
# ### Le temps pour deviner
#
# L’attaquant n’a pas votre machine. Il a une carte graphique de jeu, qui fait des milliers de calculs à la fois. Le tableau donne des ordres de grandeur, d’après des mesures publiées. La mémoire la gêne plus que tout.

# %%
TRIES_PER_SECOND = {"SHA-256": 10_000_000_000, "scrypt": 5_000, "Argon2id": 1_000}
LETTERS = 26


def years_to_guess(length, method):
    """Rend le temps moyen, en années, pour des minuscules tirées au hasard."""
    tries = LETTERS**length / 2
    return tries / TRIES_PER_SECOND[method] / 31_557_600


print(years_to_guess(8, "SHA-256") * 31_557_600)
print(years_to_guess(8, "Argon2id"))

# %% [markdown]
# Huit lettres au hasard : une dizaine de secondes avec SHA-256, plus de trois ans avec Argon2id. Le mot de passe est le même. Ce qui change, c’est la façon de le ranger. Le nombre 31 557 600 est le nombre de secondes d’une année.
#
# Voyons toutes les longueurs. Cette cellule dessine.

# %%
MARKS = {1 / 525_960: tr("une minute"), 1 / 365: tr("un jour"), 1: tr("un an"), 1000: tr("mille ans")}


# %%
def draw_curves():
    figure, axes = pyplot.subplots(figsize=(8, 4.5))
    lengths = range(4, 17)
    for method, style in zip(TRIES_PER_SECOND, ["-o", "--s", ":^"], strict=True):
        axes.plot(lengths, [years_to_guess(length, method) for length in lengths], style, label=method)
    axes.set(yscale="log", xlabel=tr("nombre de lettres au hasard"), ylabel=tr("temps moyen pour deviner"))
    axes.set_yticks(list(MARKS), list(MARKS.values()))
    axes.grid(axis="y")
    axes.legend()
    pyplot.close(figure)
    return figure


# %%
description = tr(
    "Trois droites montantes. À 8 lettres, SHA-256 tient dix secondes, scrypt huit mois, Argon2id trois ans."
)
display(draw_curves(), metadata={"image/png": {"alt": description}})

# %% [markdown]
# Les trois droites montent ensemble : chaque lettre multiplie le temps par 26. L’échelle est resserrée, chaque trait horizontal vaut beaucoup plus que le précédent. Celle de SHA-256 passe loin sous les autres. À huit lettres, elle est sous la minute ; scrypt demande huit mois, Argon2id trois ans.
#
# Le curseur qui suit fait varier la longueur. Les flèches du clavier le déplacent. Cherchez où SHA-256 dépasse mille ans.

# %%
from ipywidgets import IntSlider, interact


def draw_bars(length):
    figure, axes = pyplot.subplots(figsize=(8, 2.4))
    years = [years_to_guess(length, method) for method in TRIES_PER_SECOND]
    axes.barh(list(TRIES_PER_SECOND), years, color=["tab:orange", "tab:blue", "tab:green"])
    axes.set(xscale="log", xlim=(1e-9, 1e12), title=tr("{n} lettres au hasard").format(n=length))
    axes.set_xticks(list(MARKS), list(MARKS.values()))
    pyplot.close(figure)
    return figure


# %%
def show_bars(length):
    lasting = [method for method in TRIES_PER_SECOND if years_to_guess(length, method) > 1000]
    sentence = tr("{n} lettres. Au-delà de mille ans : {names}.").format(
        n=length, names=", ".join(lasting) or tr("aucune")
    )
    display(draw_bars(length), metadata={"image/png": {"alt": sentence}})
    print(sentence)


slider = IntSlider(8, 4, 16, description=tr("lettres"))
_ = interact(show_bars, length=slider)

# %% [markdown]
# Sans curseur à l’écran, l’image reste : changez le nombre de la ligne suivante et exécutez-la.

# %%
show_bars(12)

# %% [markdown]
# Il faut 15 lettres au hasard pour que SHA-256 tienne mille ans, 10 suffisent avec Argon2id.
#
# La réalité est pire sur un point. Ces calculs valent pour des lettres tirées au hasard. « papillon » a huit lettres et tombe au premier passage de la liste, même avec Argon2id. La lenteur gagne du temps ; elle ne rend pas bon un mauvais mot de passe.
#
# | façon de ranger | mots égaux visibles | une liste sert pour tous | coût d’un essai |
# |---|---|---|---|
# | en clair | oui | inutile : tout est lisible | aucun |
# | SHA-256 seul | oui | oui | infime |
# | SHA-256 et sel | non | non | infime |
# | scrypt et sel | non | non | élevé |
# | Argon2id et sel | non | non | élevé, surtout en mémoire |
#
# La phrase du prestataire, « hachés », couvre quatre de ces cinq lignes. La bonne question à lui poser : haché comment, et avec un sel par compte ?

# %% [markdown]
# ## 6. Comparer sans renseigner
#
# À la connexion, on recalcule et on compare. Le signe `==` s’arrête au premier signe différent. Il met donc un peu plus de temps quand le début est bon. En répétant, un attaquant patient peut mesurer cet écart.
#
# `hmac.compare_digest` compare tout, toujours, en **temps constant**.

# %%
import hmac

expected = bytes.fromhex("9f86d081")
print(hmac.compare_digest(expected, bytes.fromhex("9f86d081")))
print(hmac.compare_digest(expected, bytes.fromhex("9f86d082")))

# %% [markdown]
# `True`, puis `False`, et la même durée. Pour une empreinte, prenez l’habitude de ne jamais écrire `==`.
#
# Un dernier geste servira dans l’exercice : couper un texte. Notre ligne rangée aura la forme « sel, signe `$`, empreinte ».

# %%
record = "a1b2$9f86d081"
salt_text, print_text = record.split("$")
print(salt_text)
print(print_text)

# %% [markdown]
# `split("$")` coupe au signe `$` et rend les deux morceaux. Deux noms à gauche du `=` reçoivent chacun le leur.

# %% [markdown]
# ## 7. Une empreinte avec une clé : HMAC
#
# Passons au second facteur. Il repose sur une question : comment prouver que l’on connaît un secret, sans le dire ?
#
# **HMAC** (« hache-mac », *hash-based message authentication code*) mêle une clé et un message dans une empreinte. Qui n’a pas la clé ne peut ni la produire ni la vérifier.
#
# *Votre pari : si l’on change la clé d’un seul caractère, combien de l’empreinte reste-t-il ?*

# %%
message = b"livrer 12 pains"
print(hmac.new(b"clef de Mariama", message, "sha256").hexdigest())
print(hmac.new(b"clef de Mariamo", message, "sha256").hexdigest())

# %% [markdown]
# Rien ne reste. Deux personnes qui partagent une clé peuvent donc vérifier un message l’une de l’autre. Le message, lui, n’est pas caché : HMAC prouve, il ne chiffre pas.
#
# Comment savoir si un tel calcul est juste ? Les normes publient des exemples. RFC (*request for comments*) est le nom des documents où Internet écrit ses règles. Voici l’exemple 2 de la RFC 4231.

# %%
mac = hmac.new(b"Jefe", b"what do ya want for nothing?", "sha256").hexdigest()
print(mac == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")

# %% [markdown]
# `True` : notre calcul est celui de la norme. Vous ferez la même vérification pour les codes à six chiffres.

# %% [markdown]
# ## 8. Le code à six chiffres
#
# Un mot de passe se devine, se vole, se réutilise. Un **second facteur** est une preuve d’une autre nature : quelque chose que l’on possède. On dit MFA, l’authentification à plusieurs facteurs (*multi-factor authentication*).
#
# Le téléphone et le serveur partagent une clé, donnée une fois par un code QR (*quick response*), ce carré que l’on photographie. Ensuite, chacun calcule de son côté. Rien ne circule.
#
# Suivons la recette **HOTP** (*HMAC-based one-time password*), de la RFC 4226. Première étape : le compteur, écrit sur 8 octets.

# %%
key = b"12345678901234567890"
counter = 1
message = counter.to_bytes(8, "big")
print(message.hex())
print((258).to_bytes(8, "big").hex())

# %% [markdown]
# `to_bytes(8, "big")` écrit un nombre sur 8 octets, le plus gros en tête, comme nous écrivons les centaines avant les dizaines. 258 donne `0102` à la fin : une fois 256, et 2. La clé est celle de la RFC ; elle est publique, elle ne protège rien.
#
# Deuxième étape : le HMAC. La recette d’origine emploie SHA-1, un ancêtre de SHA-256. Il rend 20 octets.

# %%
mac = hmac.new(key, message, "sha1").digest()
print(len(mac))
print(list(mac))
print(mac[-1], mac[-1] % 16)

# %% [markdown]
# `mac[-1]` est le dernier octet : 171. Une liste, un texte ou des octets se comptent aussi depuis la fin, avec un nombre négatif. Le reste de 171 divisé par 16 est 11 : ce sera une position.
#
# Troisième étape : lire 4 octets à partir de cette position. L’image montre lesquels. Cette cellule dessine.


# %%
def draw_choice(mac):
    start = mac[-1] % 16
    figure, axes = pyplot.subplots(figsize=(9, 1.6))
    for place in range(20):
        color = "moccasin" if start <= place < start + 4 else "lightblue" if place == 19 else "white"
        axes.add_patch(pyplot.Rectangle((place, 0), 1, 1, facecolor=color, edgecolor="black"))
        axes.text(place + 0.5, 0.5, f"{mac[place]:02x}", ha="center", va="center", family="monospace")
        axes.text(place + 0.5, -0.25, place, ha="center", va="center", size=8)
    axes.set(xlim=(0, 20), ylim=(-0.5, 1.1))
    axes.set_axis_off()
    pyplot.close(figure)
    return figure


# %%
description = tr("Vingt cases. La dernière, ab, est bleue. Les cases 11 à 14, en orange, contiennent c1 39 7e ea.")
display(draw_choice(mac), metadata={"image/png": {"alt": description}})

# %% [markdown]
# Vingt cases, numérotées de 0 à 19. La dernière, en bleu, contient `ab`, soit 171 : elle donne la position 11. Les cases 11 à 14, en orange, contiennent `c1 39 7e ea`. La position change à chaque code.
#
# Quatrième étape : lire ces quatre octets comme un seul nombre, puis retirer le premier bit. Ce bit sert de signe sur certaines machines, et elles ne seraient pas d’accord.

# %%
number = int.from_bytes(mac[11:15], "big")
print(number)
number = number % 2**31
print(number)

# %% [markdown]
# `mac[11:15]` prend les places 11, 12, 13 et 14 : la dernière, 15, n’est pas comprise. `from_bytes` est l’inverse de `to_bytes`. Le reste par `2**31` enlève le premier bit, s’il y est : ici, il y était.
#
# Dernière étape : les six derniers chiffres, en texte.
#
# *Votre pari : si le nombre finit par 000152, que montrera la dernière ligne ?*

# %%
print(number % 10**6)
print(str(number % 10**6).zfill(6))
print(str(152).zfill(6))

# %% [markdown]
# 287082 : c’est la valeur que publie la RFC 4226 pour le compteur 1. Vous avez refait le calcul d’un téléphone.
#
# `zfill(6)` complète un texte par des zéros à gauche. Sans lui, le code 000152 deviendrait 152, et le serveur le refuserait.

# %% [markdown]
# ### L’heure à la place du compteur
#
# Un compteur se dérègle si l’on appuie une fois de trop. **TOTP** (*time-based one-time password*, RFC 6238) prend l’heure. On compte les secondes depuis le 1er janvier 1970, puis les pas de 30 secondes. `//` est la division entière.

# %%
for moment in [59, 60, 89, 90, 1111111109]:
    print(moment, moment // 30)

# %% [markdown]
# 59 secondes font un pas entier, 60 et 89 en font deux, 90 en fait trois. Le code change donc toutes les 30 secondes. Ce nombre de pas devient le compteur de HOTP : c’est tout ce que TOTP ajoute.
#
# Une bibliothèque, `pyotp`, fait tout ce calcul. Elle écrit la clé en base32, un codage en lettres et chiffres. Comparons-la à une valeur publiée.

# %%
import base64

import pyotp

secret = base64.b32encode(key).decode("utf-8")
print(secret)
print(pyotp.HOTP(secret).at(1))
print(pyotp.TOTP(secret, digits=8).at(59))

# %% [markdown]
# 287082 de nouveau, et 94287082 : la valeur de la RFC 6238 pour l’instant 59, en huit chiffres. Dans l’exercice, vous écrirez `hotp` et `totp`, et vous retrouverez ces nombres.
#
# Un piège, si vous poussez plus loin : pour SHA-256 et SHA-512, les exemples de la RFC emploient des clés de 32 et 64 octets. Beaucoup s’y sont perdus avec celle de 20.

# %% [markdown]
# ### Ce que le code n’arrête pas
#
# Un faux site peut demander le mot de passe et le code, puis s’en servir aussitôt. Le code vaut 30 secondes, un robot va plus vite. C’est l’hameçonnage, sujet du module 12.
#
# Les clés d’accès (*passkeys*) résistent mieux : elles vérifient le nom du site. Quand un service les propose, prenez-les. Sinon, le code reste bien meilleur que rien.

# %% [markdown]
# ## 9. Pour une petite entreprise
#
# Voici ce que Mariama et Étienne peuvent faire. Le tableau suit les guides publics des deux rives.
#
# | France : CNIL et ANSSI | Québec et Canada : Centre canadien pour la cybersécurité |
# |---|---|
# | 12 signes de quatre sortes, ou 14 signes sans signe spécial, ou une phrase de 7 mots | une phrase d’au moins 4 mots et 15 signes ; sinon, 12 signes au moins |
# | plus de changement régulier imposé aux utilisateurs ordinaires | plus d’expiration, demande l’orientation du gouvernement du Canada |
# | une fonction lente et un sel pour ranger | une liste de rejet des mots trop faibles |
#
# CNIL (« cnil ») : Commission nationale de l’informatique et des libertés. ANSSI (« ann-si ») : Agence nationale de la sécurité des systèmes d’information. Sources, lues en novembre 2026 : délibération CNIL 2022-100 du 21 juillet 2022 ; guide de l’ANSSI sur l’authentification, version 2.0, 2021 ; fiche `ITSAP.30.032` du Centre canadien ; orientation sur les mots de passe, canada.ca.

# %% [markdown]
# ### Sept mesures à prendre
#
# 1. Ce qui a fui se change tout de suite, partout où le même mot servait.
# 2. Le double facteur sur la messagerie, la banque, les comptes qui administrent. La messagerie d’abord : elle ouvre toutes les autres.
# 3. Un **gestionnaire de mots de passe** : un coffre qui invente et retient un mot différent par service.
# 4. Un mot de passe différent pour chaque service. Une fuite n’en ouvre alors qu’un.
# 5. Pour ceux qu’il faut retenir, une **phrase de passe** : plusieurs mots tirés au hasard.
# 6. Demander au prestataire comment il range : Argon2id ou scrypt, un sel par compte.
# 7. Les codes de secours du double facteur, sur papier, sous clé. Un téléphone se perd.
#
# ### Quatre mesures à écarter
#
# - Le changement tous les 90 jours. Les gens passent de `Hiver2025` à `Hiver2026`. L’attaquant aussi.
# - La question secrète. Le nom du chien est sur les réseaux sociaux.
# - Le tableur partagé. Une fuite, et tout part d’un coup.
# - Le compte commun. Personne ne sait qui a fait quoi, et il faut tout changer à chaque départ.

# %% [markdown]
# ## Ce que vous savez faire maintenant
#
# - Dire ce qu’une liste volée révèle, selon la façon dont elle était rangée.
# - Deviner des mots de passe courants à partir d’empreintes, sur des données qui sont à vous.
# - Expliquer le sel et la lenteur, et lire les réglages d’une ligne Argon2id.
# - Calculer un code à six chiffres, et le comparer aux normes.
#
# À la question du début, vous pouvez répondre. « Hachés » ne rassure pas : tout dépend de comment. L’exercice vous attend, avec votre propre fuite.
#
# ## Au travail demain
#
# Vingt minutes. Activez le double facteur sur la messagerie de l’entreprise, et rangez sous clé les codes de secours. Puis envoyez une ligne à votre prestataire : « Comment rangez-vous les mots de passe de nos clients : quelle fonction, quels réglages, un sel par compte ? »
#
# ## Trois questions pour se retourner
#
# Elles viennent du module 01. Répondez de tête, puis vérifiez dans une cellule.
#
# 1. Vous rouvrez ce carnet demain, et `print(leak)` répond `NameError: name 'leak' is not defined`. Le code n’a pas changé. Que disent les crochets vides à gauche des cellules, et que faut-il exécuter ?
# 2. Une fonction `code_length(code)` contient `print(len(code))` et aucun `return`. Que vaut `code_length("755224") + 1` ? Que faut-il changer ?
# 3. Écrivez une fonction `too_short(passwords)` qui rend la liste des textes de moins de 15 signes. Quelles lignes sont en retrait, et de combien ?
#
# *Sources : RFC 2104, 4226, 4231, 6238 et 7914 ; RFC 9106 pour Argon2id ; OWASP, Password Storage Cheat Sheet. Ordres de grandeur des cartes graphiques : mesures publiées avec l’outil hashcat entre 2022 et 2025.*
