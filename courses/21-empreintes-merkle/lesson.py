# %% [markdown]
# # Empreintes et arbres de Merkle : qui a changé le journal ?
#
# Lundi, 6 h 50, à Gérardmer. Aïcha ouvre la coopérative fromagère et trouve un courriel de Sherbrooke. Luis, le distributeur, refuse de payer un lot. Son bordereau dit 7,9 °C à la livraison. Le journal que les deux entreprises partagent dit 3,9 °C.
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
# Il y a huit étapes, d’un quart d’heure au plus. On peut s’arrêter à la fin de chacune, et reprendre un autre jour. Il vous faut les bases du premier carnet : noms, textes, listes, boucles, fonctions. Tout se passe sur votre machine, sans Internet.
#
# Un pari se fait avant d’exécuter la cellule. Se tromper là aide à retenir. Un coup d’essai demande une à trois lignes ; la cellule d’après dit tout de suite si elles sont justes. Rien de cela n’est noté.

# %% [markdown] step="bytes" minutes=10
# ## Des octets
#
# Une machine ne garde pas des lettres. Elle garde des **octets** : des nombres de 0 à 255. Avant de prendre l’empreinte d’un texte, il faut donc le changer en octets.
#
# Le mot « Gérardmer » a 9 lettres. Combien d’octets faut-il pour l’écrire ?

# %% bet="town_bytes" options=["9 octets", "10 octets", "18 octets"]
town = "Gérardmer"
data = town.encode("utf-8")
print(len(town), tr("lettres,"), len(data), tr("octets"))
print(list(data))

# %% [markdown] bet_end
# Dix octets pour neuf lettres : le « é » en prend deux, 195 et 169. `encode("utf-8")` fait le passage du texte aux octets. UTF-8 est la règle la plus répandue ; les deux entreprises doivent prendre la même.

# %% [markdown]
# Python écrit les octets avec un `b` devant. Il montre les lettres sans accent telles quelles, et les autres octets avec `\x` et deux signes. Regardons.

# %%
print(data)
print(data.hex())
print(b"\x00", len(b"\x00"))

# %% [markdown]
# La deuxième ligne est en **hexadécimal** : chaque octet y prend deux signes, de `0` à `9` puis de `a` à `f`. La troisième montre l’octet zéro. Il s’écrit `b"\x00"`, et il ne compte que pour un. Nous en aurons besoin bientôt.
#
# À vous. Rangez dans `size` le nombre d’octets de `name`. Que Python le compte : ne l’écrivez pas vous-même.

# %% try="count_bytes" hint="Deux passages : `encode` change le texte en octets, `len` les compte."
name = "Épinal"
### BEGIN SOLUTION
size = len(name.encode("utf-8"))
### END SOLUTION

# %% [markdown] step_end
# Vous savez changer un texte en octets, et les compter. La prochaine étape en fait une empreinte.

# %% [markdown] step="fingerprint" minutes=10
# ## Une empreinte
#
# Une **empreinte** est un petit nombre d’octets, calculé à partir de données. En anglais, *hash*. La recette que nous prenons s’appelle **SHA-256** : *secure hash algorithm*, algorithme d’empreinte sûr. Python la fournit dans `hashlib`.
#
# L’empreinte d’une page entière est-elle plus longue que celle d’un mot ?

# %% bet="same_length" options=["plus longue", "de même longueur", "plus courte"]
import hashlib

print(hashlib.sha256(b"abc").hexdigest())
print(hashlib.sha256(b"abc" * 1000).hexdigest())
print(hashlib.sha256(b"abc").hexdigest())

# %% [markdown] bet_end
# Trois lignes de même longueur. L’empreinte compte toujours 32 octets, soit 64 signes en hexadécimal. La première et la troisième sont identiques : mêmes données, même empreinte, aujourd’hui, demain, à Gérardmer comme à Sherbrooke.
#
# La première valeur est publiée : c’est l’exemple `abc` de la norme {fact:FIPS 180-4}, celle qui définit SHA-256. Notre outil calcule donc bien la même chose que tous les autres.

# %% [markdown]
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
#
# À vous. Rangez dans `mark` l’empreinte de `line`, en texte hexadécimal.

# %% try="hash_line" hint="`hashlib.sha256(…)` attend des octets ; `hexdigest()`, à la fin, rend du texte."
line = "lot 4127 ; tomme ; 39 kg ; 3,5 °C"
### BEGIN SOLUTION
mark = hashlib.sha256(line.encode("utf-8")).hexdigest()
### END SOLUTION

# %% [markdown] step_end
# Vous savez prendre l’empreinte d’une ligne, et dire si elle est en texte ou en octets.

# %% [markdown] step="avalanche" minutes=10
# ## L’avalanche
#
# Une empreinte n’est utile que si le plus petit changement se voit. Un octet est fait de huit **bits**, des zéros et des uns. L’empreinte en compte 256.
#
# On change un seul signe dans une ligne du journal : 7,9 °C devient 3,9 °C. Combien de bits sur 256 vont changer ?

# %% bet="bits" options=["1 bit", "8 bits", "environ la moitié", "tous"]
from figures import count_changed

true_line = "lot 4124 ; munster ; 36 kg ; 7,9 °C"
false_line = "lot 4124 ; munster ; 36 kg ; 3,9 °C"
print(tr("Bits changés :"), count_changed(true_line, false_line), tr("sur 256"))

# %% [markdown] bet_end
# Environ la moitié, pour un seul signe. C’est l’**effet d’avalanche**. Rien dans l’empreinte ne dit quel signe a changé, ni de combien.

# %% tags=["plumbing"]
# Dessine les 256 bits : un carré plein pour chaque bit qui a changé.
from figures import draw_avalanche

draw_avalanche(true_line, false_line)

# %% [markdown]
# Les carrés pleins sont partout, sans dessin ni bord. On ne peut pas deviner, en regardant l’empreinte, ce qui a bougé dans la ligne.
#
# À vous. Dans `other_line`, écrivez la même ligne avec un seul signe changé, celui que vous voulez. Puis regardez le dessin.

# %% try="one_sign" hint="Recopiez le texte de `true_line` entre guillemets, et changez un seul signe : une lettre, un chiffre, une espace."
other_line = ""
### BEGIN SOLUTION
other_line = "lot 4124 ; munster ; 35 kg ; 7,9 °C"
### END SOLUTION

# %% tags=["plumbing"]
# Dessine ce que votre changement fait à l’empreinte.
draw_avalanche(true_line, other_line)

# %% [markdown]
# Où que soit le changement, environ 128 bits sur 256 basculent. Il est rare de s’écarter de plus d’une trentaine. Le curseur suivant remplace un signe par `X`, à la souris ou aux flèches du clavier.

# %% tags=["plumbing"]
# Montre un curseur : la place du signe que l’on remplace par X.
from figures import show_slider

show_slider(true_line)

# %% [markdown]
# ### Ce qu’une empreinte ne fait pas
#
# Une empreinte n’est pas un chiffrement : il n’y a pas de clé, et rien à déchiffrer. On ne revient pas de l’empreinte aux données par un calcul.
#
# Mais on peut *essayer*. Luis reçoit l’empreinte d’une température, sans la température. Combien d’essais lui faut-il, si elle tient entre 0,0 et 9,9 °C ? Un `f` devant les guillemets glisse dans le texte la valeur de chaque accolade.

# %% bet="attempts" options=["moins de cent", "des milliers", "des milliards"]
secret = "7,9 °C"
secret_hash = hashlib.sha256(secret.encode("utf-8")).hexdigest()
for tenths in range(100):
    attempt = f"{tenths // 10},{tenths % 10} °C"
    if hashlib.sha256(attempt.encode("utf-8")).hexdigest() == secret_hash:
        print(tr("Trouvé :"), attempt, tr("après"), tenths + 1, tr("essais"))

# %% [markdown] bet_end
# Moins de cent essais, en un clin d’œil. Une empreinte ne cache donc pas ce qui se devine : une température, une date, un numéro court. Elle sert à *reconnaître*, pas à cacher.

# %% [markdown]
# Ces essais portent sur nos propres données, sur notre machine. C’est la limite de tout ce module. Modifier les données d’autrui sans en avoir le droit est un délit en France ({fact:Code pénal, art. 323-3}) et une infraction au Canada ({fact:Code criminel, par. 430 (1.1)}). Ne touchez jamais au journal d’un autre sans son autorisation écrite.

# %% [markdown] step_end
# Vous savez dire ce qu’une empreinte montre, un changement, et ce qu’elle ne cache pas, ce qui se devine.

# %% [markdown] step="leaves" minutes=12
# ## Feuilles et nœuds
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

# %% bet="glued" options=["elle le voit, et dit où", "elle le voit, sans dire où", "elle ne le voit pas"]
altered = list(week)
altered[3] = "lot 4124 ; munster ; 36 kg ; 3,9 °C"
for journal in (week, altered):
    glued = "\n".join(journal).encode("utf-8")
    print(hashlib.sha256(glued).hexdigest())

# %% [markdown] bet_end
# Les deux empreintes diffèrent : le changement est vu. Mais elle ne dit pas où. Et pour prouver une seule ligne à Luis, il faut lui donner tout le journal, y compris les livraisons de ses concurrents.
#
# Il nous faut mieux : une empreinte pour chaque ligne, et une façon de les réunir.

# %% [markdown]
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

# %% bet="forged" options=["une autre racine", "la même racine"]
forged_line = first + second
print(tr("Racine du journal d’une ligne :"), naive_hash(forged_line).hex()[:16])
print(naive_hash(forged_line) == naive_hash(first + second))

# %% [markdown] bet_end
# La même. Deux journaux différents, une seule racine : une ligne s’est fait passer pour un nœud. C’est la contrefaçon que l’exercice vous demandera d’empêcher.

# %% [markdown]
# Le remède tient en un octet, le **préfixe** : `0x00` devant une ligne, `0x01` devant deux empreintes. C’est la règle de la {fact:RFC 6962}, section 2.1. Une **RFC** (*request for comments*, demande de commentaires) est un texte public qui fixe une règle d’Internet.


# %%
def leaf(line):
    """La feuille d’une ligne de texte : l’octet 0x00, puis la ligne."""
    return hashlib.sha256(b"\x00" + line.encode("utf-8")).digest()


print(leaf("").hex())

# %% [markdown]
# La feuille d’une ligne vide commence par `6e340b9c`. C’est la valeur publiée par le projet Certificate Transparency : notre préfixe est le bon.
#
# À vous d’écrire le nœud : l’octet `0x01`, l’empreinte de gauche, puis celle de droite. Les deux sont déjà des octets. Le résultat aussi.


# %% try="write_node" hint="Comme `leaf`, avec `b\"\\x01\"` devant, et `left + right` à la place de la ligne. Rien à changer en octets."
def node(left, right):
    """Le nœud de deux empreintes : l’octet 0x01, la gauche, puis la droite."""
    ### BEGIN SOLUTION
    return hashlib.sha256(b"\x01" + left + right).digest()
    ### END SOLUTION


# %% tags=["plumbing"]
# Pour la suite : le nœud, tel que la RFC le veut.
from figures import node

# %% [markdown]
# Vérifions que la contrefaçon ne marche plus.

# %%
left, right = leaf("lot 4121"), leaf("lot 4122")
honest = node(left, right)
forged = hashlib.sha256(b"\x00" + left + right).digest()
print(honest == forged)

# %% [markdown]
# `False` : une ligne commence par `0x00`, un nœud par `0x01`. Aucune ligne ne peut plus passer pour un nœud.

# %% [markdown] step_end
# Vous savez calculer une feuille et un nœud, et dire pourquoi chacun a son préfixe.

# %% [markdown] step="tree" minutes=12
# ## L’arbre
#
# Réunissons les quatre premières feuilles deux à deux, puis les deux nœuds. Les noms sont ceux de la RFC : `a`, `b`, `c`, `d` pour les feuilles, `g`, `h`, `k` pour les nœuds.

# %% tags=["plumbing"]
# Pour commencer ou reprendre ici : les sept lignes, la feuille et le nœud.
from figures import leaf, node, week

# %%
a, b, c, d = leaf(week[0]), leaf(week[1]), leaf(week[2]), leaf(week[3])
g = node(a, b)
print(tr("Le nœud de a et b :"), g.hex()[:16])

# %% [markdown]
# À vous. Faites `h` avec `c` et `d`, puis `k` avec `g` et `h`.

# %% try="root_of_four" hint="Deux lignes, sur le modèle de `g = node(a, b)`. La gauche vient d’abord."
### BEGIN SOLUTION
h = node(c, d)
k = node(g, h)
### END SOLUTION

# %% [markdown]
# Cette construction s’appelle un **arbre de Merkle**, du nom de Ralph Merkle. Il a ses feuilles en bas, et sa **racine** en haut : c’est ainsi qu’on le dessine.
#
# Restent trois lignes, `d4`, `d5`, `d6`. La RFC coupe toujours la liste à la plus grande puissance de deux *plus petite* que le nombre de feuilles. Les puissances de deux sont 1, 2, 4, 8, 16… Pour 7 feuilles, on coupe après 4 : quatre à gauche, trois à droite.
#
# `while` répète tant qu’une condition est vraie. Ici : doubler tant que le double reste plus petit que `size`. Où coupe-t-on 3 feuilles ? Et 8 ? Et 9 ?


# %% bet="cuts" options=["1, 4 et 8", "2, 4 et 8", "2, 8 et 8"]
def find_cut(size):
    """La plus grande puissance de deux plus petite que `size`."""
    cut = 1
    while cut * 2 < size:
        cut = cut * 2
    return cut


print(find_cut(3), find_cut(8), find_cut(9))

# %% [markdown] bet_end
# 2, 4 et 8. Pour 8 feuilles, on coupe à 4, car 8 n’est pas plus petit que 8.

# %% [markdown]
# Pour 3 feuilles : deux à gauche, une seule à droite. Celle qui reste seule n’est pas doublée, elle monte telle quelle. Finissons l’arbre de sept lignes.

# %%
k = node(g, node(c, d))
e, f, j = leaf(week[4]), leaf(week[5]), leaf(week[6])
l = node(node(e, f), j)
root = node(k, l)
print(tr("Racine de vendredi :"), root.hex())

# %% tags=["plumbing"]
# Dessine l’arbre des sept lignes.
from figures import draw_tree

draw_tree()

# %% [markdown]
# À gauche, quatre feuilles forment un arbre complet. À droite, il n’y en a que trois : `j` rejoint `i` directement sous `l`.
#
# Les 64 signes de la racine résument les sept lignes. Vendredi soir, Aïcha et Luis les reçoivent tous deux par courriel. À partir de là, personne ne peut changer la racine chez l’autre.

# %% [markdown] step_end
# Vous savez construire un arbre, même avec un nombre impair de lignes.

# %% [markdown] step="recursion" minutes=10
# ## Une fonction qui s’appelle elle-même
#
# Pour mille lignes, on n’écrit pas mille noms. Regardez bien la règle : pour faire un grand arbre, on fait deux petits arbres, par la même règle. Une fonction peut s’appeler elle-même sur un morceau plus petit. On dit qu’elle est **récursive**.
#
# Deux choses comptent. Il faut un cas court, où l’on s’arrête. Et chaque appel doit porter sur moins de lignes que le précédent.

# %% tags=["plumbing"]
# Pour commencer ou reprendre ici : la fonction qui dit où l’on coupe.
from figures import find_cut

# %% [markdown]
# En voici une qui ne calcule rien : elle dit où l’on coupe. `[f"d{number}" for number in …]` est une boucle écrite en une ligne : elle fait la liste des noms. Combien de lignes affiche-t-elle pour 3 ?


# %% bet="splits" options=["2 lignes", "3 lignes", "5 lignes", "7 lignes"]
def show_split(first, size, level=0):
    """Affiche comment se découpent `size` lignes à partir de la ligne `first`."""
    names = [f"d{number}" for number in range(first, first + size)]
    print("    " * level + " ".join(names))
    if size > 1:
        cut = find_cut(size)
        show_split(first, cut, level + 1)
        show_split(first + cut, size - cut, level + 1)


show_split(0, 3)

# %% [markdown] bet_end
# Cinq lignes : les trois, puis les deux de gauche, puis chacune d’elles, puis celle de droite. Chaque décalage est un appel de plus à l’intérieur du précédent.

# %% [markdown]
# Voici l’arbre dessiné plus haut.

# %%
show_split(0, 7)

# %% [markdown]
# Quatre et trois, puis deux et deux, deux et un : c’est bien notre arbre.
#
# À vous. `floors` compte les étages au-dessus des feuilles. Le cas court est écrit : une seule ligne, aucun étage. Sinon, il y en a un de plus que dans la partie gauche, qui est la plus haute. Écrivez ce que rend la fonction.


# %% try="count_floors" hint="`return 1 + …`, où la fonction s’appelle elle-même sur la partie gauche : `find_cut(size)` lignes."
def floors(size):
    """Le nombre d’étages au-dessus des feuilles d’un arbre de `size` lignes."""
    if size == 1:
        return 0
    ### BEGIN SOLUTION
    return 1 + floors(find_cut(size))
    ### END SOLUTION


# %% [markdown] step_end
# Vous savez écrire une fonction qui s’appelle elle-même, et qui s’arrête. Dans l’exercice, la vôtre suivra ces mêmes appels et rendra une empreinte.

# %% [markdown] step="proof" minutes=12
# ## Prouver une ligne
#
# Luis veut vérifier la ligne `d3`, celle du munster, sans recevoir les six autres. Il connaît la racine de vendredi. Quelles cases doit-on lui donner ?
#
# Il calcule `d` lui-même, à partir de la ligne. Pour obtenir `h`, il lui manque `c`. Pour `k`, il lui manque `g`. Pour la racine, il lui manque `l`.

# %% tags=["plumbing"]
# Dessine le chemin de d à la racine, et prépare les cases qu’on donne à Luis.
from figures import c, draw_proof, g, l, leaf, node, root

draw_proof("d")

# %% [markdown]
# La liste `c`, `g`, `l` est la **preuve d’inclusion** de la ligne `d3`. La RFC 6962 l’appelle *audit path*, chemin d’audit, et donne cet exemple même dans sa section 2.1.3. On la lit de bas en haut.
#
# À vous de remonter, comme Luis. `step` part de la feuille. À chaque étage, réunissez-la à la case donnée : `c`, puis `g`, puis `l`. L’ordre compte : la gauche d’abord. Le dessin dit de quel côté est chacune.

# %% try="climb" hint="Trois fois `step = node(…, …)`. `c` et `g` sont à gauche de notre chemin ; `l` est à droite."
claim = "lot 4124 ; munster ; 36 kg ; 7,9 °C"
step = leaf(claim)
### BEGIN SOLUTION
step = node(c, step)
step = node(g, step)
step = node(step, l)
### END SOLUTION
print(step == root)

# %% [markdown]
# `True` dit que la ligne à 7,9 °C était bien dans le journal de vendredi, à cette place. Luis n’a vu aucune autre ligne.
#
# Et si quelqu’un présente la ligne à 3,9 °C, avec la même preuve ?

# %% bet="false_claim" options=["True", "False", "une erreur"]
false_claim = "lot 4124 ; munster ; 36 kg ; 3,9 °C"
print(node(node(g, node(c, leaf(false_claim))), l) == root)

# %% [markdown] bet_end
# `False` : une autre feuille mène à une autre racine. Pour tricher, il faudrait trouver deux lignes de même empreinte ; personne ne sait le faire avec SHA-256.

# %% [markdown]
# Il faut trois cases pour la plupart des feuilles, et deux pour `j`, qui est plus près de la racine. La liste suivante dessine le chemin de chaque feuille.

# %% tags=["plumbing"]
# Montre une liste à dérouler : la feuille dont on dessine le chemin.
from figures import show_menu

show_menu()

# %% [markdown]
# Trois empreintes pour sept lignes, ce n’est pas une grande économie. Et pour un million de lignes ?

# %% bet="million" options=["20 empreintes", "1 000 empreintes", "500 000 empreintes"]
for size in [8, 64, 1024, 1_000_000]:
    height = 0
    while 2**height < size:
        height = height + 1
    print(size, tr("lignes :"), height, tr("empreintes au plus,"), height * 32, tr("octets"))

# %% [markdown] bet_end
# Vingt empreintes pour un million de lignes : 640 octets, moins qu’une page. Doubler le journal n’ajoute qu’une empreinte à la preuve. C’est ce qui rend l’arbre utile.

# %% [markdown] step_end
# Vous savez vérifier une preuve d’inclusion, sans voir le reste du journal.

# %% [markdown] step="find" minutes=10
# ## Retrouver la ligne changée
#
# Lundi, le journal a changé. On refait les feuilles, et on les compare à celles qu’on a gardées vendredi. Si `d3` change, quelles cases de l’arbre changent ?

# %% bet="changed_boxes" options=["d seulement", "d, h, k et la racine", "toutes les cases"]
from figures import altered, compare_trees, leaf, node, root, week

print(compare_trees(week, altered))

# %% [markdown] bet_end
# `d`, `h`, `k` et la racine changent ; les autres cases ne voient rien. La racine seule suffit donc à voir qu’il y a eu un changement. Pour dire où, il faut les feuilles.

# %%
kept = [leaf(line) for line in week]
today = [leaf(line) for line in altered]

# %% [markdown]
# À vous. Mettez dans `changed` le numéro de chaque ligne dont la feuille n’est plus la même. `changed.append(number)` ajoute un numéro à la liste.

# %% try="find_line" hint="Un `if` compare `kept[number]` et `today[number]` ; `!=` veut dire « différent de »."
changed = []
for number in range(7):
    ### BEGIN SOLUTION
    if kept[number] != today[number]:
        changed.append(number)
    ### END SOLUTION
print(changed)

# %% [markdown]
# La ligne 3 : le munster. Encore faut-il que les feuilles gardées soient les vraies. Qui a pu changer une ligne a pu refaire aussi la liste des feuilles. C’est là que la racine publiée sert : on recalcule la racine à partir des feuilles gardées, et on compare.

# %%
left_part = node(node(kept[0], kept[1]), node(kept[2], kept[3]))
right_part = node(node(kept[4], kept[5]), kept[6])
print(node(left_part, right_part) == root)

# %% [markdown]
# `True` : ces feuilles sont celles de vendredi. Aïcha et Luis ont la même preuve entre les mains, et aucun des deux n’a besoin de croire l’autre.

# %% [markdown]
# ### Dans la vraie vie
#
# Ce que vous venez de faire porte un nom : un **journal de transparence**. Les certificats des sites web sont inscrits dans de tels journaux publics. C’est l’objet de la RFC 6962, *Certificate Transparency*, de {fact:RFC 6962:version}, que la {fact:RFC 9162} a reprise en {fact:RFC 9162:version}.
#
# Nous avons simplifié trois choses.
#
# - Une vraie racine est *signée* et datée. La nôtre voyage par courriel ; un autre module apprend à signer.
# - Un vrai journal prouve aussi qu’il n’a fait que grandir, avec une seconde sorte de preuve.
# - Un arbre ne dit pas si une ligne est *vraie*. Une température fausse écrite jeudi reste fausse, et bien prouvée.
#
# La réalité est plus rude sur un point : si la racine n’est gardée que par celui qui tient le journal, il peut tout refaire. Elle doit sortir de l’entreprise.

# %% [markdown] step_end
# Vous savez retrouver une ligne changée, à condition que la racine ait été publiée. L’exercice de ce module vous confie un journal à vous, et une enquête.

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
