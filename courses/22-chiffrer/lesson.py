# %% [markdown]
# # Chiffrer sans se tromper : envoyer une sauvegarde
#
# Vendredi, 16 h 40, à Saint-Dié-des-Vosges. Salomé dirige une menuiserie de neuf personnes. Chaque mois, elle envoie sa sauvegarde à son comptable, Thierno : les factures, les salaires, les adresses des clients.
#
# Ce soir, Thierno l’appelle. « Ta pièce jointe s’est ouverte toute seule sur l’ordinateur de l’accueil. N’importe qui pouvait lire les salaires. » À Magog, Kateri, qui tient un atelier de canots, envoie la sienne de la même façon.
#
# Toutes deux veulent la même chose : que seul le comptable puisse lire, et qu’il sache si quelqu’un a touché au fichier. Et elles ne veulent pas croire un vendeur sur parole.

# %% [markdown]
# ## Ce que vous saurez faire
#
# - Chiffrer un message ou un fichier avec un outil reconnu.
# - Montrer ce que coûte une erreur très courante, le nonce repris.
# - Refuser un message qui a changé en route.
# - Dire ce que chiffrer ne protège pas.
#
# Comptez cinquante minutes. Il faut les modules 01, 11 et 21 : les octets, l’empreinte, le HMAC, la fonction lente. Tout se passe sur votre machine, sans Internet. N’employez ici ni vraie clé ni vrai mot de passe.

# %% [markdown]
# ## 1. Mêler des octets
#
# **Chiffrer**, c’est rendre des données illisibles à qui n’a pas la **clé**, de façon que la clé permette d’y revenir. Une empreinte ne revient jamais en arrière ; un chiffrement, si.
#
# Il nous faut donc une opération qui se défait. Python l’écrit `^`. Elle s’appelle **XOR** (« ixor », *exclusive or*, ou exclusif). Elle compare deux nombres bit à bit, et donne 1 là où ils diffèrent.
#
# *Votre pari : si `83 ^ 166` donne 245, que donne `245 ^ 166` ?*

# %%
print(83 ^ 166)
print(245 ^ 166)

# %% [markdown]
# On retrouve 83. Faire deux fois le même XOR, c’est ne rien faire. Un secret, 166, cache le nombre ; le même secret le rend.
#
# Pour un message, on recommence à chaque octet. `zip` prend deux suites côte à côte.


# %%
def mix(first, second):
    """Rend le XOR de deux suites d’octets, place par place."""
    numbers = []
    for a, b in zip(first, second):
        numbers.append(a ^ b)
    return bytes(numbers)


# %%
import os

message = b"salaires"
secret = os.urandom(8)
hidden = mix(message, secret)
print(hidden.hex())
print(mix(hidden, secret))

# %% [markdown]
# La première ligne change à chaque exécution, la seconde jamais. Si le secret est tiré au hasard, aussi long que le message et ne sert qu’une fois, personne ne peut lire. Mais qui veut garder un secret aussi long que sa sauvegarde ?

# %% [markdown]
# ## 2. Une petite clé, un long flux
#
# La solution : une clé courte, et un outil qui en tire une longue suite d’octets, le **flux**. Le flux se mêle au message par XOR.
#
# Nous prenons AES (*Advanced Encryption Standard*, norme de chiffrement avancé) dans sa forme GCM (*Galois/Counter Mode*, mode compteur de Galois). La bibliothèque s’appelle `cryptography`. On n’écrit jamais soi-même un tel outil pour s’en servir au travail.

# %%
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

key = AESGCM.generate_key(bit_length=256)
cipher = AESGCM(key)
nonce = os.urandom(12)
sealed = cipher.encrypt(nonce, b"salaires", None)
print(len(key), len(nonce), len(sealed))
print(cipher.decrypt(nonce, sealed, None))

# %% [markdown]
# La clé compte 32 octets : elle est secrète. Le **nonce** (*number used once*, nombre employé une fois) en compte 12. Il ne sert qu’une fois avec une clé, et il n’est pas secret : le destinataire en a besoin.
#
# Huit octets sont entrés, 24 sont sortis. Nous verrons à quoi servent les 16 de plus.
#
# *Votre pari : le même message, la même clé, un autre nonce. Le résultat est-il le même ?*

# %%
for turn in range(3):
    print(turn, cipher.encrypt(os.urandom(12), b"salaires", None)[:8].hex())

# %% [markdown]
# Trois résultats sans rapport. Le nonce change le flux. Qui regarde passer les envois ne sait même pas si deux messages sont égaux.

# %% [markdown]
# ## 3. Le nonce repris
#
# Un employé trouve plus commode un nonce fixe, écrit dans le programme. Cela marche : tout se déchiffre. Où est le mal ?
#
# Même clé et même nonce donnent le même flux. Prenez deux messages mêlés au même flux, et faites leur XOR. Le flux s’annule : il reste le XOR des deux messages.
#
# *Votre pari : que verra-t-on, si les deux messages sont des dessins ?*

# %%
HOUSE = [
    "....##..............",
    "...####.............",
    "..######............",
    ".########...........",
    "##########..........",
]
HOUSE += [
    ".#......#...........",
    ".#.##.#.#...........",
    ".#.##...#...........",
    ".#.##...#...........",
    ".########...........",
]
CROSS = [
    "............#......#",
    "............##....##",
    ".............##..##.",
    "..............####..",
    "...............##...",
]
CROSS += CROSS[::-1]


def to_bytes(drawing):
    """Un octet par case : 255 pour un dièse, 0 pour un point."""
    numbers = []
    for sign in "".join(drawing):
        numbers.append(255 if sign == "#" else 0)
    return bytes(numbers)


# %% [markdown]
# Deux dessins, une maison et une croix, de dix lignes sur vingt cases. `CROSS[::-1]` est la liste à l’envers. `255 if … else 0` choisit l’un des deux nombres, selon la réponse. Chiffrons-les sous un même nonce, et retirons les 16 derniers octets.

# %%
fixed = bytes(12)
first = cipher.encrypt(fixed, to_bytes(HOUSE), None)[:-16]
second = cipher.encrypt(fixed, to_bytes(CROSS), None)[:-16]
mixed = mix(first, second)

# %% [markdown]
# La cellule suivante dessine ; elle n’est pas à retenir.

# %%
from IPython.display import display
from matplotlib import pyplot


def draw_rows(titles, rows):
    figure, places = pyplot.subplots(1, 3, figsize=(10, 2.4))
    for axes, title, row in zip(places, titles, rows, strict=True):
        axes.imshow([list(row[start : start + 20]) for start in range(0, 200, 20)], cmap="gray_r")
        axes.set(title=title, xticks=[], yticks=[])
    pyplot.close(figure)
    return figure


# %%
titles = [tr("premier chiffré"), tr("second chiffré"), tr("XOR des deux")]
description = tr(
    "Trois carrés de cases. Les deux premiers sont du bruit. Dans le troisième, une maison et une croix, nettes."
)
display(draw_rows(titles, [first, second, mixed]), metadata={"image/png": {"alt": description}})
print(description)

# %% [markdown]
# Seul, chaque envoi n’est que du bruit. Ensemble, ils montrent la maison et la croix, sans la clé. Rien n’a été cassé : le nonce repris a tout donné.
#
# Avec des textes, c’est pire. Si l’on connaît l’un des deux, l’autre tombe aussitôt.

# %%
one = cipher.encrypt(fixed, b"Bonjour Luis, merci.", None)[:-16]
two = cipher.encrypt(fixed, b"Code du coffre, 4812", None)[:-16]
print(mix(mix(one, two), b"Bonjour Luis, merci."))

# %% [markdown]
# `b"Code du coffre, 4812"` apparaît. Un message banal a ouvert un message secret. Faites l’essai : remplacez `fixed` par `os.urandom(12)` dans la deuxième ligne, et exécutez de nouveau.
#
# Il y a plus grave. Avec GCM, un nonce repris permet aussi d’inventer de faux messages. Nous ne le montrons pas ici ; la norme du NIST (*National Institute of Standards and Technology*, l’institut américain des normes) le dit.
#
# La règle tient en une ligne : un nonce neuf à chaque message, tiré par `os.urandom(12)`. Avec une même clé, ne dépassez pas quatre milliards de messages. Une petite entreprise en est loin.

# %% [markdown]
# ### Avant d’aller plus loin : la loi
#
# Vous venez de lire un message sans sa clé. C’est une attaque. Elle est permise sur vos propres données, sur votre machine. Ailleurs, il faut une autorisation écrite du propriétaire, datée, qui dit quoi et jusqu’à quand.
#
# Les textes qui suivent sont des données datées. `as_of` est le jour de la lecture, `version` la date du texte lu. Relisez l’article à la source avant de vous y fier.

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
# ## 4. Cacher ne suffit pas
#
# Un XOR cache. Il ne protège pas d’un changement. Voici un ordre de virement, mêlé à un flux tiré au hasard. Quelqu’un connaît la place du montant, mais pas la clé.
#
# *Votre pari : peut-il changer le montant sans rien savoir du flux ?*

# %%
order = b"Virer 0250 euros"
flow = os.urandom(16)
hidden = mix(order, flow)
change = bytes(6) + mix(b"0", b"9") + bytes(9)
print(mix(mix(hidden, change), flow))

# %% [markdown]
# 250 euros sont devenus 9 250. Un seul octet a bougé, sans la clé. Thierno ne verrait rien.
#
# Le remède vient du module 11 : une preuve faite avec la clé, à la façon du HMAC. Les 16 octets de plus sont cette preuve. Nous l’appelons le **sceau** ; les normes disent *tag*. Cacher et sceller ensemble, c’est le **chiffrement authentifié**.

# %%
from cryptography.exceptions import InvalidTag

nonce = os.urandom(12)
sealed = cipher.encrypt(nonce, order, None)
altered = mix(sealed, change + bytes(16))
try:
    print(cipher.decrypt(nonce, altered, None))
except InvalidTag:
    print(tr("Refusé : le sceau n’est pas bon."))

# %% [markdown]
# `try` essaie, `except InvalidTag` dit quoi faire si le sceau n’est pas bon. L’outil n’a rendu aucun octet, pas même les justes. C’est ce qu’il faut : on ne lit jamais un message refusé.
#
# La fonction qui suit change un seul bit, à la place choisie. Essayez d’autres places : 0, 15, 16, 31.


# %%
def draw_change(place):
    figure, axes = pyplot.subplots(figsize=(9, 1.4))
    for number in range(32):
        color = "moccasin" if number == place else "white" if number < 16 else "lightblue"
        axes.add_patch(pyplot.Rectangle((number, 0), 1, 1, facecolor=color, edgecolor="black"))
        axes.text(number + 0.5, 0.5, "X" if number == place else "", ha="center", va="center")
    axes.set(xlim=(0, 32), ylim=(0, 1), title=tr("en blanc le message, en bleu le sceau"))
    axes.set_axis_off()
    pyplot.close(figure)
    return figure


# %%
def try_change(place):
    """Change un bit du message scellé, et dit ce que répond l’outil."""
    try:
        cipher.decrypt(nonce, mix(sealed, bytes(place) + b"\x01" + bytes(31 - place)), None)
        answer = tr("accepté")
    except InvalidTag:
        answer = tr("refusé")
    sentence = tr("Octet {n} changé, sur 32 : {answer}.").format(n=place, answer=answer)
    display(draw_change(place), metadata={"image/png": {"alt": sentence}})
    print(sentence)


try_change(6)

# %% [markdown]
# Avec un curseur, à la souris ou aux flèches du clavier. S’il ne s’affiche pas chez vous, la cellule du dessus suffit.

# %%
from ipywidgets import IntSlider, interact

_ = interact(try_change, place=IntSlider(value=20, min=0, max=31, description=tr("octet")))

# %% [markdown]
# Message ou sceau, un bit changé suffit : le refus est le même. Le programme ne dit pas où, et c’est voulu : il ne renseigne pas l’attaquant.

# %% [markdown]
# ## 5. Une étiquette lisible, mais scellée
#
# Thierno reçoit des fichiers de trente clients. Il faut un nom dessus, lisible sans la clé. Mais si quelqu’un échange deux noms, il doit s’en apercevoir.
#
# C’est le rôle du troisième argument, l’**étiquette** : elle voyage en clair, et le sceau la couvre. Ce n’est pas l’étiquette d’un dictionnaire, mais celle d’un colis. *Votre pari : que répond l’outil pour `b"avril"` ?*

# %%
sealed = cipher.encrypt(nonce, b"factures", b"mars")
for label in [b"mars", b"avril"]:
    try:
        print(label, cipher.decrypt(nonce, sealed, label))
    except InvalidTag:
        print(label, tr("refusé"))

# %% [markdown]
# L’étiquette n’est pas dans `sealed`. On l’envoie à côté, et le destinataire la donne à `decrypt`. Changée, elle casse le sceau.
#
# Une remarque : cette cellule a repris un nonce qui avait déjà servi. Dans un cahier d’essai, passe ; au travail, non. L’aviez-vous vu ?

# %% [markdown]
# ## 6. Un second outil, et des valeurs publiées
#
# ChaCha20-Poly1305 (« cha-cha-vingt, poly-treize-zéro-cinq ») rend le même service avec d’autres calculs. Il est décrit par la RFC 8439. Il va vite sur les machines sans circuit AES, comme certains téléphones.
#
# Comment savoir si l’outil calcule juste ? Une norme donne des exemples complets, les **vecteurs de test**. Voici celui de la section 2.8.2.

# %%
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

text = b"Ladies and Gentlemen of the class of '99: If I could offer you "
text = text + b"only one tip for the future, sunscreen would be it."
chacha = ChaCha20Poly1305(bytes(range(128, 160)))
nonce = bytes.fromhex("070000004041424344454647")
sealed = chacha.encrypt(nonce, text, bytes.fromhex("50515253c0c1c2c3c4c5c6c7"))
print(sealed[-16:].hex() == "1ae10b594f09e26a7e902ecbd0600691")

# %% [markdown]
# `True` : le sceau est celui de la RFC. Même chose pour AES-GCM, avec une clé et un nonce de zéros et un message vide : la description de GCM donne un sceau qui commence par `58e2fcce`.

# %%
print(AESGCM(bytes(16)).encrypt(bytes(12), b"", None).hex() == "58e2fccefa7e3061367f1d57a4e7455a")

# %% [markdown]
# Encore `True`. Un bon essai contient aussi de mauvais vecteurs : un outil qui accepte tout réussirait les deux cellules ci-dessus. L’exercice vous en donne.

# %% [markdown]
# ## 7. D’où vient la clé
#
# Personne ne retient 32 octets. On retient une phrase de passe. Passer de l’une à l’autre s’appelle la **dérivation de clé**. Le module 11 a donné l’outil : scrypt, avec un sel.

# %%
import hashlib

salt = os.urandom(16)
key = hashlib.scrypt(b"lanterne cuivre orage tiroir violon", salt=salt, n=2**14, r=8, p=1, dklen=32)
print(len(key), key.hex()[:16])

# %% [markdown]
# `dklen=32` demande 32 octets. Le sel n’est pas secret : il part avec le fichier, comme le nonce. La phrase, jamais.
#
# La RFC 7914 publie des vecteurs pour scrypt. *Votre pari : `True` ou `False` ?*

# %%
print(hashlib.scrypt(b"password", salt=b"NaCl", n=1024, r=8, p=16, dklen=64).hex()[:16] == "fdbabe1c9d347200")

# %% [markdown]
# Parfois, on a déjà une bonne clé, et il en faut plusieurs : une par client, par exemple. La lenteur ne sert alors à rien. L’outil est HKDF (*HMAC-based key derivation function*, dérivation de clé par HMAC), de la RFC 5869. Voici son exemple A.1.

# %%
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

salt = bytes(range(13))
info = bytes.fromhex("f0f1f2f3f4f5f6f7f8f9")
key = HKDF(algorithm=SHA256(), length=42, salt=salt, info=info).derive(b"\x0b" * 22)
print(key.hex()[:32] == "3cb25f25faacd57a90434f64d0362f2a")

# %% [markdown]
# `info` dit à quoi servira la clé. Un autre `info`, et c’est une autre clé. HKDF ne remplace pas scrypt : une phrase de passe se devine, et il faut que chaque essai coûte.

# %% [markdown]
# ## 8. La forme d’un fichier chiffré
#
# Le comptable a la phrase. Il lui faut encore le sel, le nonce et le message. On les range dans un seul fichier, dans un ordre convenu. L’en-tête sert d’étiquette : y toucher casse le sceau.

# %%
PARTS = [(tr("en-tête"), 4), (tr("sel"), 16), (tr("nonce"), 12), (tr("message chiffré"), 40), (tr("sceau"), 16)]


def draw_parts(parts):
    figure, axes = pyplot.subplots(figsize=(9, 1.6))
    start = 0
    for name, size in parts:
        axes.add_patch(pyplot.Rectangle((start, 0), size, 1, facecolor="white", edgecolor="black"))
        axes.text(start + size / 2, 1.2 if size < 6 else 0.5, name, ha="center", va="center")
        start = start + size
    axes.set(xlim=(-4, start + 1), ylim=(0, 1.4))
    axes.set_axis_off()
    pyplot.close(figure)
    return figure


# %%
description = tr(
    "Cinq cases de gauche à droite : en-tête, sel, nonce, message chiffré, sceau. Aucune ne contient la clé."
)
display(draw_parts(PARTS), metadata={"image/png": {"alt": description}})
print(description)

# %% [markdown]
# Quatre de ces cases sont lisibles par tous, et c’est sans danger. La clé n’y est pas. Elle voyage par un autre chemin : de vive voix, au téléphone, sur papier. La mettre dans le même courriel, c’est laisser la clé sur la porte.
#
# Ce format est le nôtre, pour apprendre. Pour un usage durable, prenez un format que d’autres programmes savent lire, celui d’un logiciel de sauvegarde reconnu. Les mêmes cases s’y trouvent.

# %% [markdown]
# ## 9. Ce que chiffrer ne fait pas
#
# Chiffrer déplace le problème : protéger un gros fichier devient protéger une petite clé. Quatre limites.
#
# - La clé perdue. Sans elle, le fichier est perdu pour vous aussi. Une copie, sur papier, sous clé.
# - Qui tient la clé. Si le fournisseur de stockage la tient, il peut lire, et on peut l’y forcer. Demandez-le-lui.
# - Les **métadonnées** : le nom du fichier, sa taille, l’heure, l’adresse du destinataire. Elles restent visibles.
# - Le fichier ouvert. Une fois déchiffré, il est en clair sur l’ordinateur de Thierno. Un logiciel malveillant le lit comme lui.
#
# La taille parle, elle aussi. Mesurons.

# %%
for answer in [b"oui", b"non, le contrat est rompu"]:
    print(len(cipher.encrypt(os.urandom(12), answer, None)) - 16)

# %% [markdown]
# 3 et 25 : la longueur du message se lit à travers le chiffrement. Qui attend un oui ou un non n’a pas besoin de la clé.

# %% [markdown]
# ### Et la loi ?
#
# Deux règles visent Salomé et Kateri. L’une vient du règlement général sur la protection des données (RGPD), de l’Union européenne (UE). L’autre vient du Recueil des lois et des règlements du Québec (RLRQ).

# %%
DUTY = {
    "jurisdiction": tr("UE"),
    "source": tr("RGPD, art. 32"),
    "as_of": "2026-11-25",
    "version": tr("copie sans date"),
    "in_force": True,
    "says": tr("Mesures adaptées au risque ; le chiffrement y est nommé, selon les besoins."),
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
# Le texte européen nomme le chiffrement parmi les mesures possibles. L’article québécois dit qui répond des renseignements, sans nommer d’outil. Dans les deux cas, un fichier chiffré dont la clé traîne ne protège personne.

# %% [markdown]
# ## Ce que vous savez faire maintenant
#
# - Chiffrer et déchiffrer avec AES-GCM et ChaCha20-Poly1305.
# - Expliquer pourquoi un nonce ne sert qu’une fois, images à l’appui.
# - Refuser un message dont le sceau n’est pas bon.
# - Tirer une clé d’une phrase de passe, et dire où la garder.
#
# L’exercice vous confie une boîte d’envoi où un nonce a été repris, puis la sauvegarde de Salomé.

# %% [markdown]
# ## Au travail demain
#
# Vingt minutes. Choisissez un fichier que l’entreprise envoie chaque mois. Posez trois questions à qui s’en occupe : est-il chiffré, par quel outil, et qui tient la clé ? Puis écrivez sur une feuille où se trouve la copie de la clé, et rangez cette feuille sous clé.
#
# ## Trois questions pour se retourner
#
# Elles viennent des modules 11, 14 et 21. Répondez de mémoire, puis lisez la suite.
#
# 1. Chiffrer les envois avance une mesure du guide français et une du Canada. Que note-t-on entre les deux, et que vaut, dans le compte, une mesure dont le registre ne dit rien ?
# 2. Deux comptes d’une liste volée ont la même empreinte. Qu’apprend l’attaquant, et qu’est-ce qui l’aurait empêché ?
# 3. Une ligne d’un journal a changé. Pourquoi la racine publiée vendredi permet-elle de le prouver sans aucune clé ?

# %% [markdown]
# ### Réponses
#
# 1. Un lien : un seul travail, deux réponses. Sans lien, la mesure est un orphelin, et on le dit. Une mesure dont le registre se tait vaut zéro, et elle compte : c’est un écart.
# 2. Que ces deux personnes ont le même mot de passe. Un sel par compte l’aurait caché.
# 3. La racine dépend de chaque ligne, et tout le monde l’a reçue avant le changement. Chacun peut refaire le calcul. Un sceau, lui, ne convainc que celui qui a la clé.
#
# *Sources : RFC 8439, 5869 et 7914 ; NIST, publication spéciale 800-38D, pour GCM et pour la limite de messages.*
