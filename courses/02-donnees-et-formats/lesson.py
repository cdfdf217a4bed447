# %% [markdown]
# # Données et formats : un fichier, deux caisses, un centime
#
# Samedi, 18 h 20, à Gérardmer. Fatou ferme sa quincaillerie. Elle ouvre l’export de sa caisse dans le tableur de la comptable. « Crémone de fenêtre » est devenu « CrÃ©mone de fenÃªtre ». Et il manque un centime au total.
#
# À Magog, Noémie a la même caisse et d’autres ennuis. Son total est vide : le logiciel ne reconnaît pas « 89,95 $ ». Le fournisseur ajoute que ses notes sont « protégées en base64 ». Le sont-elles ?
#
# Ces ennuis ont les mêmes causes partout. Dans une heure, vous saurez les reconnaître et les réparer.

# %% [markdown]
# ## Ce que vous saurez faire
#
# - Lire un fichier de données, avec ses accents et ses nombres à virgule.
# - Le convertir sans perdre un accent ni un centime.
# - Distinguer un codage, une empreinte et un chiffrement, et le prouver.
#
# Comptez une heure. Il faut avoir suivi le module 01 : les noms, les fonctions, `if`, les boucles, les listes. Tout se fait sans Internet. Les caisses, les articles et les notes sont inventés.

# %% [markdown]
# ## 1. Un texte est écrit avec des octets
#
# Un fichier ne contient pas de lettres. Il contient des nombres de 0 à 255, appelés **octets**. Pour comprendre les accents abîmés, il faut voir ces nombres.
#
# *Votre pari (double-cliquez ici pour l’écrire) : combien d’octets pour « Zoé » ?*

# %%
name = "Zoé"
data = name.encode("utf-8")
print(len(name))
print(len(data))
print(list(data))

# %% [markdown]
# Trois lettres, mais quatre octets. `encode` a fait le passage du texte aux octets. Le Z et le o prennent un octet chacun ; le « é » en prend deux, 195 et 169.
#
# La règle qui dit quels octets pour quelle lettre est un **codage**. Celui-ci s’appelle **UTF-8** ; c’est le plus courant. La caisse de Fatou en utilise un plus ancien, **Windows-1252**. Python l’appelle `cp1252`.

# %%
print(list(name.encode("cp1252")))
print(name.encode("cp1252"))

# %% [markdown]
# Ici, trois octets : le « é » est le seul nombre 233. La seconde ligne montre comment Python écrit des octets : un `b`, puis des guillemets. Un octet sans lettre simple s’y écrit `\x` et deux signes. `\xe9` est l’octet 233.
#
# `decode` fait le chemin inverse, des octets au texte. Il faut lui nommer le bon codage. *Votre pari : que se passe-t-il avec le mauvais ?*

# %%
data = name.encode("utf-8")
print(data.decode("utf-8"))
print(data.decode("cp1252"))

# %% [markdown]
# « ZoÃ© » : voilà l’accent abîmé de Fatou. Les octets étaient justes. Ils ont été relus avec la mauvaise règle, qui fait un signe de chaque octet. L’image suivante le montre ; les deux cellules dessinent, elles ne sont pas à comprendre.

# %%
from IPython.display import display
from matplotlib import pyplot


def draw_row(axes, height, codec, groups):
    place = 0
    axes.text(-0.3, height + 0.4, codec, ha="right", va="center", size=11)
    for label, count, color in groups:
        axes.add_patch(pyplot.Rectangle((place, height), count, 0.8, facecolor=color, edgecolor="black"))
        axes.text(place + count / 2, height + 0.4, label, ha="center", va="center", size=15)
        place = place + count


# %%
figure, axes = pyplot.subplots(figsize=(8, 2.8))
for place, octet in enumerate(data):
    axes.text(place + 0.5, 2.3, str(octet), ha="center", size=12)
draw_row(axes, 1.2, tr("relu en UTF-8"), [("Z", 1, "white"), ("o", 1, "white"), ("é", 2, "lightblue")])
draw_row(
    axes, 0, tr("relu en Windows-1252"), [("Z", 1, "white"), ("o", 1, "white"), ("Ã", 1, "orange"), ("©", 1, "orange")]
)
axes.set(xlim=(-2.4, 4.2), ylim=(-0.2, 2.8))
axes.axis("off")
pyplot.close(figure)
description = tr("Quatre octets : 90, 111, 195, 169. En UTF-8, les deux derniers font é ; en Windows-1252, Ã puis ©.")
display(figure, metadata={"image/png": {"alt": description}})

# %% [markdown]
# En haut, les quatre octets. En UTF-8, 195 et 169 vont ensemble et font « é ». En Windows-1252, chacun fait un signe : « Ã » et « © ». Deux signes étranges à la place d’un accent : retenez ce symptôme.
#
# Et dans l’autre sens ? Essayez. Le menu choisit avec quelle règle les octets sont écrits, puis avec quelle règle ils sont relus. Les flèches du clavier le déplacent.

# %%
from ipywidgets import interact


def reread(written, read):
    data = "Échelle, 12 €".encode(written)
    print(data)
    print(data.decode(read, errors="replace"))


_ = interact(reread, written=["utf-8", "cp1252"], read=["cp1252", "utf-8"])

# %% [markdown]
# Sans menu à l’écran, écrivez par exemple `reread("cp1252", "utf-8")` dans une cellule. Écrit en Windows-1252 et relu en UTF-8, l’accent devient « � ». Ce signe veut dire : octet impossible ici. Sans le réglage `errors="replace"`, Python refuse. L’erreur qui suit est voulue.

# %% tags=["raises-exception"]
"Échelle".encode("cp1252").decode("utf-8")

# %% [markdown]
# `UnicodeDecodeError` : ces octets ne sont pas de l’UTF-8. Ce refus est une bonne nouvelle, car il renseigne. On peut l’attraper, avec `try` (« essayer ») et `except` (« sauf si »).


# %%
def decode_text(data):
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252")


word = "Échelle"
print(decode_text(word.encode("utf-8")))
print(decode_text(word.encode("cp1252")))

# %% [markdown]
# Python essaie la ligne du `try`. S’il refuse pour cette raison-là, il prend celle du `except`. L’ordre compte : Windows-1252 accepte presque tout, il n’aurait jamais refusé.

# %% [markdown]
# ## 2. La marque du début
#
# Le fichier de Noémie est en UTF-8. Pourtant, son logiciel ne trouve pas la colonne « ticket ». Regardons de près.

# %%
data = "ticket;prix".encode("utf-8-sig")
print(data)
print(data.decode("utf-8") == "ticket;prix")
print(data.decode("utf-8-sig") == "ticket;prix")

# %% [markdown]
# Trois octets précèdent le texte : `ef bb bf`. C’est la **marque du début**, ou BOM (*byte order mark*). Des tableurs l’écrivent pour dire « ceci est de l’UTF-8 ». Relue en simple `utf-8`, elle se colle au premier mot, invisible. Le codage `utf-8-sig` l’enlève s’il y en a une, et l’ajoute quand on écrit.
#
# À vous de modifier : dans `decode_text`, plus haut, remplacez `utf-8` par `utf-8-sig`. Essayez-la sur `data`.

# %% [markdown]
# ## 3. Un tableau écrit en texte
#
# Voici trois lignes d’export. C’est du **CSV** (*comma-separated values*, valeurs séparées par des virgules). En France et au Québec, la virgule sert déjà aux nombres : le séparateur est donc le point-virgule. La RFC 4180 décrit ce format, avec la virgule. Une RFC (*request for comments*, demande de commentaires) est une règle publiée de l’Internet.

# %%
text = 'ticket;article;prix\nA1;Clé;2,35\nA2;"Enduit ; gris";7,99\n'
print(text)
for line in ["A1;Clé;2,35", 'A2;"Enduit ; gris";7,99']:
    print(line.split(";"))

# %% [markdown]
# `\n` est le retour à la ligne. `split(";")` coupe un texte à chaque point-virgule et rend une liste. La première ligne donne trois morceaux. La seconde en donne quatre : `split` a coupé l’article, alors que des guillemets le protègent. Il faut un vrai lecteur.
#
# `import` va chercher une boîte d’outils. `csv` lit ce format. `io.StringIO` fait passer un texte pour un fichier.

# %%
import csv
import io

rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
print(len(rows))
print(rows[1])

# %% [markdown]
# Deux lignes, et l’article est entier. `delimiter=";"` nomme le séparateur. `list` réunit les lignes dans une liste. `rows[1]` est la deuxième, car on compte à partir de zéro.
#
# Chaque ligne est un **dictionnaire** : des étiquettes, et une valeur pour chacune. On l’écrit entre accolades. *Votre pari : que montreront ces trois lignes ?*

# %%
row = {"ticket": "A1", "article": "Clé", "prix": "2,35"}
print(row["article"])
row["prix"] = "2,40"
print(row["prix"] + row["prix"])

# %% [markdown]
# `row["article"]` donne la valeur rangée sous cette étiquette. La ligne avec `=` la remplace. La dernière colle deux textes : le prix n’est pas encore un nombre.
#
# Pour parcourir un export, on prend les lignes une à une.

# %%
for row in rows:
    print(row["ticket"], row["article"])

# %% [markdown]
# ## 4. Lire et écrire un fichier
#
# Sur le disque, on lit et l’on écrit avec `Path` (« chemin »). `write_bytes` range des octets, `read_bytes` les reprend. `write_text` écrit un texte ; on lui nomme toujours le codage.

# %%
from pathlib import Path

Path("essai.csv").write_bytes("ticket;prix\r\nA1;2,35\r\n".encode("cp1252"))
print(Path("essai.csv").read_bytes())
Path("essai.txt").write_text("Clé", encoding="utf-8")
print(Path("essai.txt").read_bytes())

# %% [markdown]
# Les deux fichiers sont à côté de ce carnet. `\r\n` est le retour à la ligne des caisses et de la RFC 4180 ; le lecteur de CSV accepte les deux formes.

# %% [markdown]
# ## 5. L’argent, au centime
#
# « 2,35 » est un texte. Pour calculer, il faut un nombre, et Python l’écrit avec un point. Un nombre à point est d’une sorte nommée `float`. *Votre pari pour les deux dernières lignes :*

# %%
print(2.35 + 1.15)
print(0.1 + 0.2)
print(0.1 + 0.2 == 0.3)

# %% [markdown]
# `0.30000000000000004`, et donc `False`. La machine compte en base deux. Elle ne peut pas écrire 0,1 exactement, comme nous ne pouvons pas écrire un tiers avec des chiffres. Elle garde le nombre le plus proche.
#
# L’écart est infime, mais il fait perdre de vrais centimes. `int` enlève ce qui suit le point.

# %%
print(19.99 * 100)
print(int(19.99 * 100))

# %% [markdown]
# 1998 centimes au lieu de 1999. Combien de prix sont touchés ? Cette cellule essaie tous ceux de 0,01 à 9,99 et marque les perdants. Elle dessine.

# %%
lost = [price for price in range(1, 1000) if int(price / 100 * 100) != price]
figure, axes = pyplot.subplots(figsize=(8, 3))
axes.scatter([price % 100 for price in lost], [price // 100 for price in lost], marker="x", color="firebrick")
axes.set(xlim=(-1, 100), ylim=(-0.5, 9.5), yticks=range(10), xlabel=tr("centimes"), ylabel=tr("unités"))
axes.set_title(tr("{n} prix sur 999 perdent un centime").format(n=len(lost)))
pyplot.close(figure)
description = tr(
    "Grille des prix de 0,01 à 9,99. Des croix, par paquets, marquent les prix qui perdent un centime ; trois lignes n’en ont aucune."
)
display(figure, metadata={"image/png": {"alt": description}})

# %% [markdown]
# Chaque croix est un prix qui perd un centime : à gauche ses unités, en bas ses centimes. Elles viennent par paquets, et des lignes entières n’en ont aucune. Un essai sur trois ou quatre prix ne les aurait pas vues.
#
# Il y a deux remèdes. Le premier : `Decimal`, un nombre qui compte en base dix, comme nous. On le fabrique à partir d’un texte. Le second : compter en centimes, avec des nombres entiers.

# %%
from decimal import Decimal

print(Decimal("0.10") + Decimal("0.20"))
print(Decimal("0.10") + Decimal("0.20") == Decimal("0.30"))
print(3 * Decimal("19.99"))
print(10 + 20 == 30)

# %% [markdown]
# Tout est exact. `Decimal` garde même le zéro de la fin : `0.30`. Retenez : l’argent ne passe jamais par `float`.
#
# Reste à passer de « 1 234,56 € » au nombre. *Votre pari : pourquoi ce texte-ci résiste-t-il ?*

# %%
price = "1\u00a0234,56"
print(price)
print(price.replace(" ", ""))
print(price.replace("\u00a0", ""))

# %% [markdown]
# La deuxième ligne garde son espace : ce n’est pas celui du clavier. C’est un **espace insécable**, que l’on désigne par `"\u00a0"`. Il y en a un plus étroit, `"\u202f"`. Les tableurs français et québécois les mettent entre les milliers et devant le signe € ou $.
#
# Une boucle les enlève l’un après l’autre.

# %%
for space in [" ", "\u00a0", "\u202f"]:
    price = price.replace(space, "")
print(Decimal(price.replace(",", ".")))

# %% [markdown]
# | | France | Québec | Canada anglais |
# |---|---|---|---|
# | mille deux cent trente-quatre et demi | `1 234,50 €` | `1 234,50 $` | `$1,234.50` |
# | séparateur habituel du CSV | `;` | `;` | `,` |
#
# Avant de convertir, demandez donc d’où vient le fichier. « 1,234 » vaut un peu plus de un à Gérardmer, et plus de mille à Toronto.

# %% [markdown]
# ## 6. Un tableau d’un coup : pandas
#
# `pandas` est l’outil des gens qui lisent des tableaux toute la journée. `read_csv` prend le fichier, le séparateur et le codage. `dtype=str` veut dire : garde tout en texte.

# %%
import pandas

data = "ticket;article;prix\nA1;Clé;2,35\nA2;Échelle;19,99\n".encode("cp1252")
table = pandas.read_csv(io.BytesIO(data), sep=";", encoding="cp1252", dtype=str)
print(table)

# %% [markdown]
# `io.BytesIO` fait passer des octets pour un fichier. La colonne de gauche, 0 et 1, numérote les lignes ; elle n’est pas dans le fichier. Sans `dtype=str`, pandas devine, et un code « 00123 » deviendrait 123, comme au module 01.
#
# Le tableau et la liste de dictionnaires se changent l’un en l’autre.

# %%
rows = table.to_dict("records")
print(rows[1]["article"])
print(pandas.DataFrame(rows).to_csv(sep=";", index=False))

# %% [markdown]
# `to_dict("records")` rend une liste de dictionnaires. `DataFrame` (« tableau de données ») refait le tableau. `to_csv` l’écrit ; `index=False` laisse les numéros de côté. Avec un nom de fichier devant, il l’écrit sur le disque.

# %% [markdown]
# ## 7. JSON, la langue des logiciels
#
# Le logiciel de la comptable veut du **JSON** (« djéson », *JavaScript Object Notation*). C’est du texte, presque écrit comme nos listes et nos dictionnaires. La RFC 8259 le décrit.

# %%
import json

sales = [{"article": "Clé", "cents": 235}, {"article": "Échelle", "cents": 1999}]
print(json.dumps(sales))
print(json.dumps(sales, ensure_ascii=False))

# %% [markdown]
# `dumps` fait un texte. Sans réglage, il remplace les accents par des codes comme `\u00e9` : les machines les relisent, les gens non. `ensure_ascii=False` les laisse. La RFC demande l’UTF-8, sans marque au début.
#
# `loads` fait le chemin inverse. *Votre pari : la seconde ligne ?*

# %%
print(json.loads('[{"article": "Cl\\u00e9", "cents": 235}]'))
print(json.loads(json.dumps(sales)) == sales)

# %% [markdown]
# L’accent est revenu, et l’aller-retour ne perd rien : `True`. Faites toujours cet essai après une conversion.

# %% [markdown]
# ## 8. Base64 : des octets dans du texte
#
# Un logo, une photo, une signature sont des octets. Un courriel ou un fichier JSON n’accepte que du texte. **Base64** écrit des octets quelconques avec 64 signes ordinaires. La RFC 4648 le décrit.
#
# *Votre pari : trois octets donnent quatre signes. Et deux octets ?*

# %%
import base64

print(base64.b64encode(b"foo"))
print(base64.b64encode(b"fo"))
print(base64.b64decode("Zm9v"))

# %% [markdown]
# Quatre signes aussi : le `=` complète. Voyons d’où viennent ces signes. Chaque octet est fait de huit cases, 0 ou 1. Base64 les reprend six par six. Cette cellule dessine.

# %%
figure, axes = pyplot.subplots(figsize=(9, 2.4))
cases = "".join(format(octet, "08b") for octet in b"foo")
for place, case in enumerate(cases):
    axes.text(place + 0.5, 1.5, case, ha="center", va="center", size=12)
for place, letter in enumerate("foo"):
    axes.add_patch(pyplot.Rectangle((place * 8, 2), 8, 0.9, facecolor="lightblue", edgecolor="black"))
    axes.text(place * 8 + 4, 2.45, letter, ha="center", va="center", size=14)
for place, letter in enumerate("Zm9v"):
    axes.add_patch(pyplot.Rectangle((place * 6, 0.1), 6, 0.9, facecolor="moccasin", edgecolor="black"))
    axes.text(place * 6 + 3, 0.55, letter, ha="center", va="center", size=14)
axes.set(xlim=(0, 24), ylim=(0, 3))
axes.axis("off")
pyplot.close(figure)
description = tr(
    "En haut, trois lettres de huit cases : f, o, o. En bas, les mêmes 24 cases, six par six : Z, m, 9, v."
)
display(figure, metadata={"image/png": {"alt": description}})

# %% [markdown]
# En haut, trois octets de huit cases. En bas, les mêmes 24 cases, découpées par six : quatre signes. Rien n’est caché, rien n’est ajouté. Le texte s’allonge d’un tiers.
#
# La note « protégée » de Noémie est `Q2Fmw6kgw6AgMTAgaA==`. Il n’y a pas de clé à demander. Deux passages : de base64 aux octets, puis des octets au texte.

# %%
print(base64.b64decode("Q2Fmw6kgw6AgMTAgaA=="))
print(base64.b64decode("Q2Fmw6kgw6AgMTAgaA==").decode("utf-8"))

# %% [markdown]
# N’importe qui peut la lire. Base64 est un codage : une écriture, pas une protection.

# %% [markdown]
# ## 9. Un identifiant sans registre
#
# Les deux caisses ont chacune un ticket « A1 ». Pour réunir les fichiers, il faut un identifiant qui ne se répète pas. L’**UUID** (*universally unique identifier*, identifiant unique au monde) est fait pour cela. La RFC 9562 en décrit plusieurs versions.

# %%
import uuid

print(uuid.uuid4())
print(uuid.uuid4())
print(uuid.uuid5(uuid.NAMESPACE_DNS, "www.example.com"))
print(uuid.uuid5(uuid.NAMESPACE_DNS, "www.example.com"))

# %% [markdown]
# La version 4 est tirée au hasard : deux appels, deux identifiants. La version 5 est calculée à partir d’un nom : le même nom donne toujours le même. C’est commode quand on refait une conversion. Celui-ci est publié dans la RFC. `NAMESPACE_DNS` dit de quelle famille de noms on parle, ici les noms de domaine ou DNS (*domain name system*).
#
# La version 7 commence par l’heure : douze signes, en millisecondes depuis le 1er janvier 1970. `int(…, 16)` lit un nombre écrit en base 16, comme `int("Z", 36)` au module 01.

# %%
from datetime import UTC, datetime

identifier = "017F22E2-79B0-7CC3-98C4-DC0C0C07398F"
milliseconds = int(identifier.replace("-", "")[:12], 16)
print(milliseconds)
print(datetime.fromtimestamp(milliseconds / 1000, UTC))

# %% [markdown]
# Le 22 février 2022, à 19 h 22 en temps universel : c’est l’exemple de la RFC. Un identifiant de version 7 dit donc quand il a été fait. Ce n’est pas un secret, et il faut le savoir avant de le publier.

# %% [markdown]
# ## 10. Codage, empreinte, chiffrement
#
# Ces trois mots se confondent tous les jours, jusque dans les contrats. Voici le même texte, passé par les trois. D’abord une **empreinte** : un calcul qui rend toujours 32 octets, ici avec SHA-256 (*secure hash algorithm*, calcul d’empreinte sûr).

# %%
import hashlib

for text in ["Marge : 12 %", "Marge : 13 %"]:
    print(hashlib.sha256(text.encode("utf-8")).hexdigest())

# %% [markdown]
# `hexdigest` écrit les 32 octets avec 64 signes. Un chiffre change, et tout change. On ne revient pas de l’empreinte au texte ; mais on voit si le texte a bougé.
#
# Puis un **chiffrement** : avec la clé, on revient au texte. `cryptography` est une bibliothèque que l’on installe à part ; `Fernet` est l’un de ses outils.

# %%
from cryptography.fernet import Fernet

key = Fernet.generate_key()
token = Fernet(key).encrypt(b"Marge : 12 %")
print(token)
print(Fernet(key).decrypt(token).decode("utf-8"))

# %% [markdown]
# Le résultat ressemble à du base64, et c’en est : il a été chiffré, puis codé pour voyager. L’apparence ne suffit donc pas. Ce qui compte, c’est ce qu’il faut pour revenir. Essayons une autre clé ; l’erreur est voulue.

# %% tags=["raises-exception"]
Fernet(Fernet.generate_key()).decrypt(token)

# %% [markdown]
# `InvalidToken` : sans la bonne clé, rien. Deux questions suffisent désormais à classer ce que l’on vous montre.
#
# | | peut-on revenir en arrière ? | faut-il une clé ? | sert à |
# |---|---|---|---|
# | codage : UTF-8, base64 | oui | non | écrire et transmettre |
# | empreinte : SHA-256 | non | — | voir qu’une chose a changé |
# | chiffrement : Fernet | oui | oui | cacher à qui n’a pas la clé |
#
# À vous de fabriquer : une note en base64, et son empreinte. Demandez à quelqu’un de relire la première. Il y arrivera sans vous.

# %%
# Votre note, puis base64.b64encode et hashlib.sha256 :

# %% [markdown]
# Où nous avons simplifié : il existe bien d’autres codages, et un fichier ne dit pas toujours le sien. Notre repli sur Windows-1252 est une habitude raisonnable en français, pas une certitude. Relisez quelques lignes à l’œil.

# %% [markdown]
# ## Ce que vous savez faire maintenant
#
# - Reconnaître un texte relu dans le mauvais codage, et le relire dans le bon.
# - Lire un CSV français ou québécois, guillemets et marque du début compris.
# - Calculer un total exact, avec `Decimal` ou en centimes.
# - Écrire un fichier JSON ou CSV, et le relire pour vérifier.
# - Répondre à qui dit « c’est protégé, c’est en base64 ».
#
# L’exercice vous attend, avec l’export de votre propre caisse.
#
# ## Au travail demain
#
# Vingt minutes. Prenez un export de votre caisse ou de votre logiciel, et faites-en une copie. Ouvrez la copie dans un éditeur de texte, pas dans un tableur. Notez son séparateur, sa façon d’écrire les nombres, et l’état de ses accents. Écrivez ces trois réponses sur une fiche, à côté du logiciel : la prochaine personne gagnera une heure.
#
# ## Trois questions pour se retourner
#
# Elles viennent du module 01. Répondez de tête, puis vérifiez dans une cellule.
#
# 1. Que montre `print("12" + "3")`, et que montre `print(12 + 3)` ?
# 2. Quelqu’un écrit `text.replace(",", ".")` sur une ligne, seul. Le texte garde sa virgule. Pourquoi, et que faut-il changer ?
# 3. Écrivez une fonction `count_returns(amounts)`, qui rend le nombre de montants plus petits que zéro dans une liste. Où placez-vous le `return` ?
#
# *Sources : RFC 3629 pour l’UTF-8, RFC 4180 pour le CSV, RFC 4648 pour base64, RFC 8259 pour JSON, RFC 9562 pour les UUID.*
