# %% [markdown]
# # Retrouver la ligne changée
#
# Lundi, 6 h 50. Le journal des livraisons que partagent une coopérative des Vosges et son distributeur en Estrie ne dit plus la même chose que vendredi. Une ligne a été modifiée. Dans cet exercice, vous construisez les outils qui permettent de la retrouver, puis vous menez l’enquête sur **votre** journal : chaque personne a le sien.
#
# Cinq tâches, 20 points, environ 70 minutes. Vous pouvez vous arrêter et revenir. Après chaque réponse, exécutez la cellule `check(…)` qui la suit : elle dit ce qui va et ce qui ne va pas. Si vous êtes bloqué ou bloquée, écrivez `hint("leaf_hash")` dans une cellule vide : il y a trois indices par tâche, et ils ne coûtent aucun point.
#
# Les tâches sont indépendantes. Une erreur dans l’une ne vous fait pas perdre la suivante : quand une tâche a besoin d’un outil, une version qui marche vous est prêtée. Son nom commence par `lent_`, qui veut dire « prêté » en anglais.

# %% cell="setup"
from autograder.check import check, check_all, hint, solution, variant

# %% [markdown]
# On a besoin d’une seule bibliothèque, livrée avec Python : `hashlib`, celle des empreintes.

# %% cell="imports"
import hashlib

# %% [markdown]
# ## Tâche 1. L’empreinte d’une ligne (3 points)
#
# Rappel de la leçon : une **feuille** est l’empreinte SHA-256 d’un octet `0x00`, suivi des octets de la ligne. Cet octet placé devant s’appelle un préfixe. En Python, l’octet zéro s’écrit `b"\x00"`, et `+` colle deux suites d’octets.
#
# Un exemple, sans préfixe pour l’instant : l’empreinte de trois octets. Elle compte 32 octets. On la regarde avec `.hex()`, qui écrit chaque octet avec deux signes.

# %%
example = hashlib.sha256(b"abc").digest()
print(len(example), example.hex())


# %% [markdown]
# À vous : écrivez `leaf_hash(entry)`. Elle reçoit des octets (`bytes`) et rend 32 octets. Pour la ligne vide, `leaf_hash(b"")`, la valeur publiée commence par `6e340b9c`.


# %% task="leaf_hash"
def leaf_hash(entry):
    """Rend l’empreinte de feuille de `entry` (des octets), selon la RFC 6962 : 32 octets."""
    ### BEGIN SOLUTION
    return hashlib.sha256(b"\x00" + entry).digest()
    ### END SOLUTION


# %% [markdown]
# ## Tâche 2. Prévoir ce qui change, et ce qui prouve (3 points)
#
# Voici l’arbre d’un journal de sept lignes, de `d0` à `d6`, avec les noms que lui donne la RFC 6962 (section 2.1.3).
#
# - En bas, les feuilles : `a` pour `d0`, `b` pour `d1`, `c` pour `d2`, `d` pour `d3`, `e` pour `d4`, `f` pour `d5`, `j` pour `d6`.
# - Au-dessus : `g` réunit `a` et `b` ; `h` réunit `c` et `d` ; `i` réunit `e` et `f`.
# - Plus haut : `k` réunit `g` et `h` ; `l` réunit `i` et `j`.
# - Tout en haut : `root`, la racine, réunit `k` et `l`.
#
# ```text
#               root
#             /      \
#           k          l
#         /   \      /   \
#        g     h    i     j
#       / \   / \  / \    |
#       a b   c d  e f    |
#       | |   | |  | |    |
#      d0 d1 d2 d3 d4 d5  d6
# ```
#
# Un exemple. Si la ligne `d0` change, alors `a`, `g`, `k` et `root` changent, et rien d’autre. Pour prouver `d0` à quelqu’un qui connaît la racine, on lui donne `d0` et les cases `b`, `h`, `l`, dans cet ordre : il calcule `a`, puis `g`, puis `k`, puis `root`, et compare.
#
# À vous, sans rien calculer : un crayon et du papier conviennent bien.
#
# 1. On modifie la ligne `d4`. Mettez dans `changed` la liste des cases qui changent.
# 2. On veut prouver la ligne `d6`. Mettez dans `proof_d6` la liste des cases à donner, de bas en haut.
#
# Les noms s’écrivent entre guillemets : `["a", "g"]`.

# %% task="boxes"
### BEGIN SOLUTION
changed = ["e", "i", "l", "root"]
proof_d6 = ["i", "k"]
### END SOLUTION

# %% [markdown]
# ## Tâche 3. La racine d’un journal (5 points)
#
# La **racine** résume tout le journal en 32 octets. Votre fonction reçoit la liste des feuilles, déjà calculées. La RFC 6962, section 2.1, donne trois cas.
#
# - Aucune feuille : la racine est l’empreinte SHA-256 de rien, c’est-à-dire de `b""`, sans préfixe.
# - Une seule feuille : la racine est cette feuille.
# - Plusieurs feuilles : on coupe la liste en deux, on calcule la racine de chaque morceau, et on réunit les deux dans un **nœud** : SHA-256 de l’octet `0x01`, puis de la racine de gauche, puis de la racine de droite.
#
# On coupe à la plus grande puissance de deux qui soit plus petite que le nombre de feuilles. Pour 7 feuilles : 4 à gauche, 3 à droite. Pour 8 : 4 et 4. Pour 9 : 8 et 1.
#
# Un exemple, avec deux feuilles. La cellule suivante fait leur nœud. Les feuilles d’exemple sont des octets inventés, pour que l’on voie bien ce qui est collé.

# %%
left, right = b"L" * 32, b"R" * 32
glued = b"\x01" + left + right
print(tr("Longueur avant l’empreinte :"), len(glued))
print(tr("Le nœud :"), hashlib.sha256(glued).hexdigest())


# %% [markdown]
# Un octet de préfixe et deux fois 32 octets : 65 en tout. `hexdigest` sert ici à montrer ; pour calculer plus haut dans l’arbre, il faut des octets, donc `digest`.
#
# À vous : écrivez `merkle_root(hashes)`. Elle a le droit de s’appeler elle-même sur une liste plus courte, comme `show_split` dans la leçon.


# %% task="merkle_root"
def merkle_root(hashes):
    """Rend la racine, 32 octets, de l’arbre dont `hashes` est la liste des feuilles (RFC 6962, section 2.1)."""
    ### BEGIN SOLUTION
    if not hashes:
        return hashlib.sha256(b"").digest()
    if len(hashes) == 1:
        return hashes[0]
    split = 1
    while split * 2 < len(hashes):
        split = split * 2
    left = merkle_root(hashes[:split])
    right = merkle_root(hashes[split:])
    return hashlib.sha256(b"\x01" + left + right).digest()
    ### END SOLUTION


# %% [markdown]
# ## Tâche 4. Corriger un vérificateur trop crédule (4 points)
#
# Vérifier une preuve, c’est partir d’une feuille et remonter. À chaque étage, on réunit ce que l’on a avec la voisine que donne la preuve. En haut, on compare avec la racine publiée.
#
# On vous prête deux outils. `lent_node(left, right)` fait un nœud. `lent_sides(index, size)` dit, de bas en haut, de quel côté se trouve chaque voisine : `"left"` (à gauche) ou `"right"` (à droite).


# %% cell="lent_for_verify"
def lent_node(left, right):
    """Prêté : réunit deux empreintes, celle de gauche d’abord."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def lent_sides(index, size):
    """Prêté : le côté de chaque voisine, de la feuille numéro `index` jusqu’à la racine."""
    sides = []
    while size > 1:
        half = 1 << (size - 1).bit_length() - 1
        sides.insert(0, "right" if index < half else "left")
        index, size = (index, half) if index < half else (index - half, size - half)
    return sides


print(lent_sides(3, 7))


# %% [markdown]
# Pour la ligne 3 d’un journal de 7, les voisines sont à gauche, puis à gauche, puis à droite. Dans le dessin de la tâche 2, ce sont `c`, `g` et `l`.
#
# Une collègue a écrit un brouillon. `zip` y prend deux listes côte à côte, un élément de chacune à chaque tour, et **s’arrête à la fin de la plus courte**. Le brouillon a trois défauts : il refuse de bonnes preuves, et il en accepte de mauvaises.


# %% cell="draft"
def verify_draft(leaf, index, size, proof, root):
    """Brouillon : dit si la feuille numéro `index` d’un journal de `size` lignes mène à `root`."""
    current = leaf
    for side, neighbour in zip(lent_sides(index, size), proof):
        if side == "left":
            current = lent_node(current, neighbour)
        else:
            current = lent_node(current, neighbour)
    return current == root


# %% [markdown]
# La cellule suivante montre deux de ces défauts sur un journal de deux lignes. La première réponse devrait être `True`, la seconde `False`.

# %%
two = [hashlib.sha256(b"\x00" + line).digest() for line in (b"d0", b"d1")]
top = lent_node(two[0], two[1])
print(tr("Preuve juste de la ligne 1 :"), verify_draft(two[1], 1, 2, [two[0]], top))
print(tr("Preuve de la ligne 0 avec une empreinte de trop :"), verify_draft(two[0], 0, 2, [two[1], two[1]], top))


# %% [markdown]
# Le vérificateur dit le contraire de ce qu’il faut, deux fois. Le troisième défaut touche le numéro de ligne : le brouillon ne se demande pas si la ligne numéro `index` existe.
#
# À vous : écrivez `verify_proof`, le brouillon corrigé. Copiez son corps, puis changez ce qu’il faut. La fonction rend `True` ou `False`, et ne s’arrête jamais sur une erreur.


# %% task="verify_proof"
def verify_proof(leaf, index, size, proof, root):
    """Dit si `leaf` est la feuille numéro `index`, comptée depuis 0, du journal de `size` lignes dont la racine est `root`."""
    ### BEGIN SOLUTION
    if index < 0 or index >= size:
        return False
    sides = lent_sides(index, size)
    if len(sides) != len(proof):
        return False
    current = leaf
    for side, neighbour in zip(sides, proof):
        if side == "left":
            current = lent_node(neighbour, current)
        else:
            current = lent_node(current, neighbour)
    return current == root
    ### END SOLUTION


# %% [markdown]
# ## Tâche 5. Votre enquête : trouver la ligne, la prouver (5 points)
#
# Vendredi soir, les deux entreprises ont reçu la racine du journal par courriel. Personne ne peut plus la changer. Lundi, une ligne du journal a été modifiée. Vous disposez de quatre choses.
#
# - `log` : les lignes du journal telles qu’elles sont aujourd’hui. Une seule a été modifiée depuis vendredi.
# - `published_root` : la racine publiée vendredi.
# - `copies` : deux copies de la liste des feuilles. L’une a été gardée vendredi, l’autre a été refaite ce matin. Rien n’est écrit dessus.
# - `slips` : sept bordereaux de livraison retrouvés chez les chauffeurs. Certains sont fidèles, d’autres ont été mal recopiés.
#
# La cellule suivante ouvre votre cas. Le journal est en français : c’est ainsi que la coopérative l’écrit.

# %% cell="case"
case = variant()
log = case["log"]
published_root = bytes.fromhex(case["root"])
copies = [[bytes.fromhex(text) for text in copy] for copy in case["copies"]]
slips = case["slips"]
for number in range(4):
    print(number, log[number])
print("…", tr("en tout :"), len(log))


# %% [markdown]
# Et voici trois outils prêtés. `lent_leaf(entry)` fait une feuille, `lent_root(hashes)` une racine, `lent_proof(hashes, index)` la preuve de la ligne numéro `index`. Ils ne servent que dans cette tâche : les tâches 1 et 3 demandent votre propre code.


# %% cell="lent_for_case"
def lent_leaf(entry):
    """Prêté : la feuille d’une ligne donnée en octets."""
    return hashlib.sha256(b"\x00" + entry).digest()


def lent_rows(hashes):
    """Prêté : les étages de l’arbre, de bas en haut. La case restée seule monte telle quelle."""
    rows = [hashes]
    while len(rows[-1]) > 1:
        pairs = [rows[-1][i : i + 2] for i in range(0, len(rows[-1]), 2)]
        rows.append([lent_node(*pair) if len(pair) == 2 else pair[0] for pair in pairs])
    return rows


def lent_root(hashes):
    """Prêté : la racine d’une liste de feuilles qui n’est pas vide."""
    return lent_rows(hashes)[-1][0]


def lent_proof(hashes, index):
    """Prêté : la preuve de la feuille numéro `index`, de bas en haut."""
    proof = []
    for row in lent_rows(hashes)[:-1]:
        neighbour = index + 1 if index % 2 == 0 else index - 1
        if neighbour < len(row):
            proof.append(row[neighbour])
        index = index // 2
    return proof


# %% [markdown]
# Un exemple sur un journal de trois lignes. La ligne 1 a changé depuis vendredi. On compare les feuilles d’hier et d’aujourd’hui, et on fabrique la preuve.

# %%
friday = [lent_leaf(line.encode("utf-8")) for line in ("lait 4,1 °C", "beurre 8,2 °C", "tomme 3,9 °C")]
monday = [lent_leaf(line.encode("utf-8")) for line in ("lait 4,1 °C", "beurre 3,2 °C", "tomme 3,9 °C")]
for i in range(3):
    print(i, friday[i] == monday[i])
print(tr("Preuve de la ligne 1 :"), [part.hex()[:8] for part in lent_proof(friday, 1)])

# %% [markdown]
# La ligne 1 est la seule qui diffère, et sa preuve compte deux empreintes.
#
# À vous : rassemblez votre **dossier**, un dictionnaire qui a trois étiquettes. Un dictionnaire s’écrit entre accolades : `{"étiquette": valeur}`.
#
# - `"index"` : le numéro de la ligne modifiée, compté depuis 0.
# - `"original"` : le texte de cette ligne vendredi, pris dans `slips`.
# - `"proof"` : la preuve qui mène de ce texte à la racine publiée, une liste d’octets de bas en haut.

# %% task="dossier"
### BEGIN SOLUTION
for copy in copies:
    if lent_root(copy) == published_root:
        kept = copy
for i in range(len(log)):
    if lent_leaf(log[i].encode("utf-8")) != kept[i]:
        index = i
for slip in slips:
    if lent_leaf(slip.encode("utf-8")) == kept[index]:
        original = slip
dossier = {"index": index, "original": original, "proof": lent_proof(kept, index)}
### END SOLUTION

# %% [markdown]
# ## Et maintenant
#
# Votre dossier tient en quelques lignes. Qui le reçoit n’a pas à vous croire : il refait le calcul et retrouve la racine que tout le monde a reçue vendredi. C’est la différence entre affirmer et prouver.
#
# La cellule suivante relit toutes vos réponses.
#
