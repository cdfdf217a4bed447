# %% [markdown]
# # Empreintes et arbres de Merkle : qui a changé le journal ?
#
# Lundi, 6 h 50, à Gérardmer. Aïcha ouvre la coopérative fromagère et trouve un courriel de Sherbrooke. Luis, le distributeur, refuse de payer un lot. Son bordereau dit 7,9 °C à la livraison. Le journal que les deux entreprises partagent dit 3,9 °C.
#
# Vendredi, le journal disait autre chose : Luis en est sûr, Aïcha aussi. Quelqu’un a changé une ligne pendant la fin de semaine. Laquelle ? Et comment le prouver à quelqu’un qui ne vous croit pas ?
#
# Relire trente lignes ne suffit pas. Une ligne changée avec soin ressemble aux autres. Il nous faut un outil qui voit le changement d’un seul signe, et une preuve que n’importe qui peut refaire.

# %% [markdown]
# ## Ce que vous saurez faire
#
# - Calculer l’empreinte d’une ligne et la racine d’un journal.
# - Prouver qu’une ligne est dans un journal, et vérifier la preuve d’un autre.
# - Repérer la ligne modifiée.
#
# Comptez une heure. Il vous faut les bases du premier carnet : noms, textes, listes, boucles, fonctions. Tout se passe sur votre machine, sans Internet.
#
# Quand une cellule vous demande de prévoir, écrivez votre idée avant d’exécuter la suivante. Se tromper là aide à retenir.

# %% [markdown]
# ## 1. Des octets
#
# Une machine ne garde pas des lettres. Elle garde des **octets** : des nombres de 0 à 255. Avant de prendre l’empreinte d’un texte, il faut donc le changer en octets.
#
# Le mot « Gérardmer » a 9 lettres. Combien d’octets faut-il pour l’écrire ? Remplacez `None` par votre idée.

# %%
guess = None

# %%
town = "Gérardmer"
data = town.encode("utf-8")
print(tr("Vous aviez prévu :"), guess)
print(len(town), tr("lettres,"), len(data), tr("octets"))
print(list(data))

# %% [markdown]
# Dix octets pour neuf lettres : le « é » en prend deux, 195 et 169. `encode("utf-8")` fait le passage du texte aux octets. UTF-8 est la règle la plus répandue ; les deux entreprises doivent prendre la même.
#
# Python écrit les octets avec un `b` devant. Il montre les lettres sans accent telles quelles, et les autres octets avec `\x` et deux signes. Regardons.

# %%
print(data)
print(data.hex())
print(b"\x00", len(b"\x00"))

# %% [markdown]
# La deuxième ligne est en **hexadécimal** : chaque octet y prend deux signes, de `0` à `9` puis de `a` à `f`. La troisième montre l’octet zéro. Il s’écrit `b"\x00"`, et il ne compte que pour un. Nous en aurons besoin bientôt.

# %% [markdown]
# ## 2. Une empreinte
#
# Une **empreinte** est un petit nombre d’octets, calculé à partir de données. En anglais, *hash*. La recette que nous prenons s’appelle **SHA-256** : *secure hash algorithm*, algorithme d’empreinte sûr. Python la fournit dans `hashlib`.
#
# Une question avant d’exécuter : l’empreinte d’une page entière est-elle plus longue que celle d’un mot ?

# %%
import hashlib

print(hashlib.sha256(b"abc").hexdigest())
print(hashlib.sha256(b"abc" * 1000).hexdigest())
print(hashlib.sha256(b"abc").hexdigest())

# %% [markdown]
# Trois lignes de même longueur. L’empreinte compte toujours 32 octets, soit 64 signes en hexadécimal. La première et la troisième sont identiques : mêmes données, même empreinte, aujourd’hui, demain, à Gérardmer comme à Sherbrooke.
#
# La première valeur est publiée : c’est l’exemple `abc` de la norme FIPS 180, celle qui définit SHA-256. Notre outil calcule donc bien la même chose que tous les autres.
#
# Deux façons de lire une empreinte : `hexdigest` la rend en texte, pour les yeux ; `digest` la rend en octets, pour la suite des calculs. Voyons la différence.

# %%
digest = hashlib.sha256(b"abc").digest()
text = hashlib.sha256(b"abc").hexdigest()
print(type(digest).__name__, len(digest))
print(type(text).__name__, len(text))

# %% [markdown]
# 32 octets d’un côté (`bytes`), 64 signes de texte de l’autre (`str`). Retenez-le : dans un arbre, on colle des octets.
#
# Que se passe-t-il si l’on oublie `encode` ? La cellule suivante s’arrête exprès sur une erreur, et l’attrape pour nous la montrer.

# %%
try:
    hashlib.sha256("lot 4127")
except TypeError as error:
    print(error)

# %% [markdown]
# *Strings must be encoded before hashing* : les textes doivent être changés en octets avant l’empreinte. Le remède est celui de tout à l’heure, `.encode("utf-8")`.

# %% [markdown]
# ## 3. L’avalanche
#
# Une empreinte n’est utile que si le plus petit changement se voit. Un octet est fait de huit **bits**, des zéros et des uns. L’empreinte en compte 256.
#
# On change un seul signe dans une ligne du journal : 7,9 °C devient 3,9 °C. Combien de bits sur 256 vont changer ? 1 ? 8 ? Tous ?

# %%
guess = None

# %% [markdown]
# La première fonction écrit les bits d’une empreinte à la suite, huit par octet. La seconde compare deux empreintes, bit à bit. `zip` prend deux suites côte à côte, un élément de chacune à chaque tour.


# %%
def bits_of(line):
    """Rend les 256 bits de l’empreinte d’une ligne, en texte."""
    digest = hashlib.sha256(line.encode("utf-8")).digest()
    return "".join(f"{byte:08b}" for byte in digest)


def compare_bits(first, second):
    """Dit, pour chaque bit, s’il a changé."""
    changes = []
    for one, two in zip(bits_of(first), bits_of(second)):
        changes.append(one != two)
    return changes


# %%
true_line = "lot 4124 ; munster ; 36 kg ; 7,9 °C"
false_line = "lot 4124 ; munster ; 36 kg ; 3,9 °C"
print(tr("Vous aviez prévu :"), guess)
print(tr("Bits changés :"), sum(compare_bits(true_line, false_line)), tr("sur 256"))

# %% [markdown]
# Environ la moitié, pour un seul signe. C’est l’**effet d’avalanche**. Rien dans l’empreinte ne dit quel signe a changé, ni de combien.
#
# Un dessin le montre mieux qu’un nombre. Le code d’un dessin n’est pas à retenir. La première fonction affiche une figure, suivie d’une phrase qui dit ce qu’on y voit, pour qui ne la voit pas.

# %%
import matplotlib.pyplot as plt
from IPython.display import display


def show(figure, text):
    """Montre une figure, puis la phrase qui la décrit."""
    display(figure, metadata={"image/png": {"alt": text}})
    plt.close(figure)
    print(text)


# %%
def draw_avalanche(first, second):
    """Dessine les 256 bits : un carré plein pour un bit changé, un point pour les autres."""
    changes = compare_bits(first, second)
    figure, axes = plt.subplots(figsize=(4, 4))
    for place in range(256):
        mark = "■" if changes[place] else "·"
        axes.text(place % 16, place // 16, mark, ha="center", va="center")
    axes.set(xlim=(-1, 16), ylim=(16, -1), xticks=[], yticks=[])
    axes.set_title(tr("Carré plein : bit changé"))
    show(figure, tr("Grille de 16 sur 16 bits : {count} carrés pleins, répartis partout.").format(count=sum(changes)))


# %%
draw_avalanche(true_line, false_line)

# %% [markdown]
# Les carrés pleins sont partout, sans dessin ni bord. On ne peut pas deviner, en regardant l’empreinte, ce qui a bougé dans la ligne.
#
# Et si l’on change un autre signe ? La fonction suivante remplace un signe par `X`. `line[:place]` est le début du texte, jusqu’au signe numéro `place` non compris ; `line[place + 1:]` est la suite. Changez le 5, exécutez de nouveau, plusieurs fois.


# %%
def change_one_sign(place):
    """Remplace un signe de la ligne par X et dessine ce que cela change."""
    line = true_line[:place] + "X" + true_line[place + 1 :]
    print(line)
    draw_avalanche(true_line, line)


change_one_sign(5)

# %% [markdown]
# La cellule suivante fait la même chose avec un curseur, à la souris ou aux flèches du clavier. S’il ne s’affiche pas chez vous, la cellule du dessus suffit.

# %%
from ipywidgets import IntSlider, interact

slider = interact(change_one_sign, place=IntSlider(value=5, min=0, max=len(true_line) - 1, description=tr("Signe")))

# %% [markdown]
# Où que soit le changement, environ 128 bits sur 256 basculent. Il est rare de s’écarter de plus d’une trentaine.

# %% [markdown]
# ## 4. Ce qu’une empreinte ne fait pas
#
# Une empreinte n’est pas un chiffrement : il n’y a pas de clé, et rien à déchiffrer. On ne revient pas de l’empreinte aux données par un calcul.
#
# Mais on peut *essayer*. Luis reçoit l’empreinte d’une température, sans la température. Combien d’essais lui faut-il, si elle tient entre 0,0 et 9,9 °C ? Un `f` devant les guillemets glisse dans le texte la valeur de chaque accolade.

# %%
secret = "7,9 °C"
secret_hash = hashlib.sha256(secret.encode("utf-8")).hexdigest()
for tenths in range(100):
    attempt = f"{tenths // 10},{tenths % 10} °C"
    if hashlib.sha256(attempt.encode("utf-8")).hexdigest() == secret_hash:
        print(tr("Trouvé :"), attempt, tr("après"), tenths + 1, tr("essais"))

# %% [markdown]
# Moins de cent essais, en un clin d’œil. Une empreinte ne cache donc pas ce qui se devine : une température, une date, un numéro court. Elle sert à *reconnaître*, pas à cacher.
#
# Ces essais portent sur nos propres données, sur notre machine. C’est la limite de tout ce module. Modifier les données d’autrui sans en avoir le droit est un délit en France (article 323-3 du Code pénal) et une infraction au Canada (Code criminel, article 430, paragraphe 1.1) ; textes relevés en novembre 2026. Ne touchez jamais au journal d’un autre sans son autorisation écrite.

# %% [markdown]
# ## 5. Une seule empreinte pour tout le journal ?
#
# Voici sept lignes du journal, celles de jeudi. La vraie vie en a des milliers ; sept suffisent pour voir.

# %%
week = [
    "lot 4121 ; tomme ; 41 kg ; 3,8 °C",
    "lot 4122 ; beurre ; 22 kg ; 4,4 °C",
    "lot 4123 ; crème ; 18 kg ; 3,1 °C",
    "lot 4124 ; munster ; 36 kg ; 7,9 °C",
    "lot 4125 ; lait cru ; 90 kg ; 2,9 °C",
    "lot 4126 ; yaourt ; 27 kg ; 4,0 °C",
    "lot 4127 ; tomme ; 39 kg ; 3,5 °C",
]

# %% [markdown]
# Première idée : coller toutes les lignes et prendre une empreinte. On change la ligne 3 dans une copie. L’empreinte le voit-elle ? Dit-elle où ?

# %%
altered = list(week)
altered[3] = "lot 4124 ; munster ; 36 kg ; 3,9 °C"
for journal in (week, altered):
    glued = "\n".join(journal).encode("utf-8")
    print(hashlib.sha256(glued).hexdigest())

# %% [markdown]
# Les deux empreintes diffèrent : le changement est vu. Mais elle ne dit pas où. Et pour prouver une seule ligne à Luis, il faut lui donner tout le journal, y compris les livraisons de ses concurrents.
#
# Il nous faut mieux : une empreinte pour chaque ligne, et une façon de les réunir.

# %% [markdown]
# ## 6. Feuilles et nœuds
#
# L’empreinte d’une ligne s’appelle une **feuille**. L’empreinte qui réunit deux empreintes s’appelle un **nœud**. Essayons d’abord sans précaution : la feuille est l’empreinte de la ligne, le nœud celle des deux empreintes collées.


# %%
def naive_hash(data):
    """Une empreinte sans précaution."""
    return hashlib.sha256(data).digest()


first = naive_hash(b"lot 4121")
second = naive_hash(b"lot 4122")
print(tr("Racine du journal de deux lignes :"), naive_hash(first + second).hex()[:16])

# %% [markdown]
# Un tricheur présente maintenant un journal d’*une* ligne. Cette ligne, faite exprès, contient les 64 octets de `first` et de `second`. Quelle racine obtient-il ?

# %%
forged_line = first + second
print(tr("Racine du journal d’une ligne :"), naive_hash(forged_line).hex()[:16])
print(naive_hash(forged_line) == naive_hash(first + second))

# %% [markdown]
# La même. Deux journaux différents, une seule racine : une ligne s’est fait passer pour un nœud. C’est la contrefaçon que l’exercice vous demandera d’empêcher.
#
# Le remède tient en un octet, le **préfixe** : `0x00` devant une ligne, `0x01` devant deux empreintes. C’est la règle de la RFC 6962, section 2.1. Une **RFC** (*request for comments*, demande de commentaires) est un texte public qui fixe une règle d’Internet ; celle-ci date de juin 2013.


# %%
def leaf(line):
    """La feuille d’une ligne de texte : l’octet 0x00, puis la ligne."""
    return hashlib.sha256(b"\x00" + line.encode("utf-8")).digest()


def node(left, right):
    """Le nœud de deux empreintes : l’octet 0x01, la gauche, puis la droite."""
    return hashlib.sha256(b"\x01" + left + right).digest()


print(leaf("").hex())

# %% [markdown]
# La feuille d’une ligne vide commence par `6e340b9c`. C’est la valeur publiée par le projet Certificate Transparency : nos préfixes sont les bons.
#
# Vérifions que la contrefaçon ne marche plus.

# %%
left, right = leaf("lot 4121"), leaf("lot 4122")
honest = node(left, right)
forged = hashlib.sha256(b"\x00" + left + right).digest()
print(honest == forged)

# %% [markdown]
# `False` : une ligne commence par `0x00`, un nœud par `0x01`. Aucune ligne ne peut plus passer pour un nœud.

# %% [markdown]
# ## 7. L’arbre
#
# Réunissons les quatre premières feuilles deux à deux, puis les deux nœuds. Les noms sont ceux de la RFC : `a`, `b`, `c`, `d` pour les feuilles, `g`, `h`, `k` pour les nœuds.

# %%
a, b, c, d = leaf(week[0]), leaf(week[1]), leaf(week[2]), leaf(week[3])
g = node(a, b)
h = node(c, d)
k = node(g, h)
print(tr("Racine de quatre lignes :"), k.hex()[:16])

# %% [markdown]
# Cette construction s’appelle un **arbre de Merkle**, du nom de Ralph Merkle. Il a ses feuilles en bas, et sa **racine** en haut : c’est ainsi qu’on le dessine.
#
# Restent trois lignes, `d4`, `d5`, `d6`. La RFC coupe toujours la liste à la plus grande puissance de deux *plus petite* que le nombre de feuilles. Les puissances de deux sont 1, 2, 4, 8, 16… Pour 7 feuilles, on coupe après 4 : quatre à gauche, trois à droite.
#
# Où coupe-t-on 3 feuilles ? Et 8 ? Et 9 ? Écrivez vos trois réponses.

# %%
guess = [None, None, None]

# %% [markdown]
# `while` répète tant qu’une condition est vraie. Ici : doubler tant que le double reste plus petit que `size`.


# %%
def find_cut(size):
    """La plus grande puissance de deux plus petite que `size`."""
    cut = 1
    while cut * 2 < size:
        cut = cut * 2
    return cut


print(tr("Vous aviez prévu :"), guess)
print(find_cut(3), find_cut(8), find_cut(9))

# %% [markdown]
# 2, 4 et 8. Pour 8 feuilles, on coupe à 4, car 8 n’est pas plus petit que 8.
#
# Pour 3 feuilles : deux à gauche, une seule à droite. Celle qui reste seule n’est pas doublée, elle monte telle quelle. Finissons l’arbre de sept lignes.

# %%
e, f, j = leaf(week[4]), leaf(week[5]), leaf(week[6])
i = node(e, f)
l = node(i, j)
root = node(k, l)
print(tr("Racine de vendredi :"), root.hex())

# %% [markdown]
# Ces 64 signes résument les sept lignes. Vendredi soir, Aïcha et Luis les reçoivent tous deux par courriel. À partir de là, personne ne peut changer la racine chez l’autre.
#
# Dessinons l’arbre. Le premier tableau donne la place de chaque case, le second la case qui est au-dessus d’elle.

# %%
places = {
    "a": (0, 0), "b": (1, 0), "c": (2, 0), "d": (3, 0), "e": (4, 0), "f": (5, 0), "j": (6, 0),
    "g": (0.5, 1), "h": (2.5, 1), "i": (4.5, 1), "k": (1.5, 2), "l": (5.2, 2), "root": (3.4, 3),
}  # fmt: skip
above = {
    "a": "g", "b": "g", "c": "h", "d": "h", "e": "i", "f": "i",
    "g": "k", "h": "k", "i": "l", "j": "l", "k": "root", "l": "root",
}  # fmt: skip
plain = {"boxstyle": "round", "facecolor": "white", "edgecolor": "dimgray"}
filled = {"boxstyle": "round", "facecolor": "lightgray", "edgecolor": "black", "linewidth": 2}
dashed = {"boxstyle": "square,pad=0.5", "facecolor": "white", "edgecolor": "black", "linestyle": "--", "linewidth": 2}


# %%
def draw_tree(marked, given=()):
    """Dessine l’arbre : cases grisées pour `marked`, cadres en tirets pour `given`."""
    figure, axes = plt.subplots(figsize=(8, 4))
    for box in above:
        (x1, y1), (x2, y2) = places[box], places[above[box]]
        axes.plot([x1, x2], [y1, y2], color="dimgray", zorder=1)
    for box in places:
        x, y = places[box]
        style = filled if box in marked else dashed if box in given else plain
        axes.text(x, y, box, ha="center", va="center", fontsize=13, bbox=style)
    axes.axis("off")
    return figure


# %%
show(
    draw_tree([]),
    tr("Arbre à quatre étages : sept feuilles a, b, c, d, e, f, j ; puis g, h, i ; puis k et l ; en haut, root."),
)

# %% [markdown]
# À gauche, quatre feuilles forment un arbre complet. À droite, il n’y en a que trois : `j` rejoint `i` directement sous `l`.

# %% [markdown]
# ## 8. Une fonction qui s’appelle elle-même
#
# Pour mille lignes, on n’écrit pas mille noms. Regardez bien la règle : pour faire un grand arbre, on fait deux petits arbres, par la même règle. Une fonction peut s’appeler elle-même sur un morceau plus petit. On dit qu’elle est **récursive**.
#
# Deux choses comptent. Il faut un cas court, où l’on s’arrête. Et chaque appel doit porter sur moins de lignes que le précédent. En voici une qui ne calcule rien : elle dit où l’on coupe. Prévoyez combien de lignes elle affiche pour 3.

# %%
guess = None


# %%
def show_split(first, size, level=0):
    """Affiche comment se découpent `size` lignes à partir de la ligne `first`."""
    names = [f"d{number}" for number in range(first, first + size)]
    print("    " * level + " ".join(names))
    if size > 1:
        cut = find_cut(size)
        show_split(first, cut, level + 1)
        show_split(first + cut, size - cut, level + 1)


print(tr("Vous aviez prévu :"), guess)
show_split(0, 3)

# %% [markdown]
# Cinq lignes : les trois, puis les deux de gauche, puis chacune d’elles, puis celle de droite. Chaque décalage est un appel de plus à l’intérieur du précédent.
#
# Faites l’essai avec 7, puis avec 5. Retrouvez-vous l’arbre dessiné plus haut ?

# %%
show_split(0, 7)

# %% [markdown]
# Quatre et trois, puis deux et deux, deux et un : c’est bien notre arbre. Dans l’exercice, votre fonction suivra ces mêmes appels et rendra une empreinte au lieu d’afficher.

# %% [markdown]
# ## 9. Prouver une ligne
#
# Luis veut vérifier la ligne `d3`, celle du munster, sans recevoir les six autres. Il connaît la racine de vendredi. Quelles cases doit-on lui donner ?
#
# Il calcule `d` lui-même, à partir de la ligne. Pour obtenir `h`, il lui manque `c`. Pour `k`, il lui manque `g`. Pour la racine, il lui manque `l`.

# %%
show(
    draw_tree(["d", "h", "k", "root"], given=["c", "g", "l"]),
    tr(
        "Le même arbre. Grisées, les cases que Luis calcule : d, h, k, root. En tirets, celles qu’on lui donne : c, g, l."
    ),
)

# %% [markdown]
# La liste `c`, `g`, `l` est la **preuve d’inclusion** de la ligne `d3`. La RFC 6962 l’appelle *audit path*, chemin d’audit, et donne cet exemple même dans sa section 2.1.3. On la lit de bas en haut.
#
# Luis remonte. À chaque étage, l’ordre compte : la gauche d’abord.

# %%
claim = "lot 4124 ; munster ; 36 kg ; 7,9 °C"
step = leaf(claim)
step = node(c, step)
step = node(g, step)
step = node(step, l)
print(step == root)

# %% [markdown]
# `True` : la ligne à 7,9 °C était bien dans le journal de vendredi, à cette place. Luis n’a vu aucune autre ligne.
#
# À vous de modifier : dans `claim`, écrivez 3,9 au lieu de 7,9, et exécutez de nouveau. Puis remettez 7,9 et échangez `c` et `step` dans le premier nœud. Que devient la réponse ? Pourquoi ?
#
# La cellule suivante fait le dessin pour n’importe quelle ligne. Changez `"d"` pour une autre feuille, par exemple `"j"`, et comparez le nombre de cases en tirets.


# %%
def draw_proof(box):
    """Dessine le chemin d’une feuille à la racine, et les voisines qu’il faut donner."""
    path, given = [box], []
    while box != "root":
        given += [other for other in above if above[other] == above[box] and other != box]
        box = above[box]
        path += [box]
    told = tr("Calculées : {path}. Données : {given}.")
    show(draw_tree(path, given), told.format(path=path, given=given))


draw_proof("d")

# %% [markdown]
# Trois cases pour la plupart des feuilles, deux pour `j`, qui est plus près de la racine. La même chose avec une liste à dérouler, si elle s’affiche chez vous :

# %%
from ipywidgets import Dropdown

menu = interact(
    draw_proof, box=Dropdown(options=["a", "b", "c", "d", "e", "f", "j"], value="j", description=tr("Feuille"))
)

# %% [markdown]
# Trois empreintes pour sept lignes, ce n’est pas une grande économie. Et pour un million de lignes ? Prévoyez, puis exécutez.

# %%
guess = None

# %%
print(tr("Vous aviez prévu :"), guess)
for size in [8, 64, 1024, 1_000_000]:
    floors = 0
    while 2**floors < size:
        floors = floors + 1
    print(size, tr("lignes :"), floors, tr("empreintes au plus,"), floors * 32, tr("octets"))

# %% [markdown]
# Vingt empreintes pour un million de lignes : 640 octets, moins qu’une page. Doubler le journal n’ajoute qu’une empreinte à la preuve. C’est ce qui rend l’arbre utile.

# %% [markdown]
# ## 10. Retrouver la ligne changée
#
# Lundi, le journal a changé. On refait les feuilles, et on les compare à celles qu’on a gardées vendredi. `[leaf(line) for line in week]` est une boucle écrite en une ligne : elle fait la liste des feuilles. D’abord, prévoyez : si `d3` change, quelles cases de l’arbre changent ?

# %%
guess = []

# %%
print(tr("Vous aviez prévu :"), guess)
kept = [leaf(line) for line in week]
today = [leaf(line) for line in altered]
for number in range(7):
    if kept[number] != today[number]:
        print(tr("La ligne changée porte le numéro"), number)
        print(tr("Aujourd’hui :"), altered[number])

# %% [markdown]
# La ligne 3 : le munster. Dans l’arbre, `d`, `h`, `k` et la racine changent ; les autres cases ne voient rien.
#
# Encore faut-il que les feuilles gardées soient les vraies. Qui a pu changer une ligne a pu refaire aussi la liste des feuilles. C’est là que la racine publiée sert : on recalcule la racine à partir des feuilles gardées, et on compare.

# %%
left_part = node(node(kept[0], kept[1]), node(kept[2], kept[3]))
right_part = node(node(kept[4], kept[5]), kept[6])
print(node(left_part, right_part) == root)

# %% [markdown]
# `True` : ces feuilles sont celles de vendredi. Aïcha et Luis ont la même preuve entre les mains, et aucun des deux n’a besoin de croire l’autre.

# %% [markdown]
# ## 11. Dans la vraie vie
#
# Ce que vous venez de faire porte un nom : un **journal de transparence**. Les certificats des sites web, ceux du cadenas dans la barre d’adresse, sont inscrits dans de tels journaux publics. C’est l’objet de la RFC 6962, *Certificate Transparency*, de juin 2013, reprise par la RFC 9162 en décembre 2021.
#
# Nous avons simplifié trois choses.
#
# - Une vraie racine est *signée* et datée. La nôtre voyage par courriel ; un autre module apprend à signer.
# - Un vrai journal prouve aussi qu’il n’a fait que grandir, avec une seconde sorte de preuve.
# - Un arbre ne dit pas si une ligne est *vraie*. Une température fausse écrite jeudi reste fausse, et bien prouvée.
#
# La réalité est plus rude sur un point : si la racine n’est gardée que par celui qui tient le journal, il peut tout refaire. Elle doit sortir de l’entreprise.

# %% [markdown]
# ## Ce que vous savez faire maintenant
#
# - Changer un texte en octets, et en prendre l’empreinte.
# - Dire pourquoi une feuille et un nœud ont chacun leur préfixe.
# - Construire un arbre, même avec un nombre impair de lignes.
# - Donner et vérifier une preuve d’inclusion.
# - Retrouver une ligne changée, à condition que la racine ait été publiée.
#
# L’exercice de ce module vous confie un journal à vous, et une enquête.

# %% [markdown]
# ## Au travail demain
#
# Vingt minutes, seul ou avec un partenaire. Choisissez un fichier que vous échangez souvent : un bon de commande, un relevé, une liste de prix. Prenez son empreinte avec l’outil déjà présent sur votre machine.
#
# | Système | Commande |
# |---|---|
# | Windows | `certutil -hashfile commande.pdf SHA256` |
# | macOS | `shasum -a 256 commande.pdf` |
# | Linux | `sha256sum commande.pdf` |
#
# Envoyez le fichier d’un côté, et les 64 signes par un autre chemin : un message, un appel. Votre partenaire fait le même calcul. Si les signes sont les mêmes, le fichier est arrivé intact.

# %% [markdown]
# ## Trois questions d’avant
#
# Répondez de mémoire, puis regardez plus bas.
#
# 1. Vous restaurez une sauvegarde, et vous la comparez à son manifeste. Pourquoi faut-il parcourir le manifeste, et pas seulement l’archive ?
# 2. On change un chiffre dans un SIREN (système d’identification du répertoire des entreprises), le numéro d’une entreprise française. Sa clé de contrôle le voit-elle ? Et quelqu’un qui voudrait tricher, l’arrête-t-elle ?
# 3. Coder en base64, prendre une empreinte, chiffrer : laquelle de ces trois opérations demande une clé ? Laquelle ne se défait pas ?

# %% [markdown]
# ### Réponses
#
# 1. L’archive ne montre que ce qui est là. Un fichier qui manque ne se voit que depuis la liste de ce qui devrait y être.
# 2. Elle voit un chiffre changé par erreur. Elle n’arrête pas un tricheur : chacun peut recalculer une clé juste pour un numéro faux. Une empreinte publiée à temps, si.
# 3. Chiffrer demande une clé. L’empreinte ne se défait pas. Le base64 ne demande rien et se défait : c’est une autre écriture des mêmes octets.
