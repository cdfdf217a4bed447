"""What the learner receives: worked examples, properties, and the usual mistakes by name."""

import ast
import hashlib
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

# Published with the Certificate Transparency project: the leaves of its sample log, and its roots.
SAMPLE_LEAVES = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
    "0298d122906dcfc10892cb53a73992fc5b9f493ea4c9badb27b791b4127a7fe7",
    "07506a85fd9dd2f120eb694f86011e5bb4662e5c415a62917033d4a9624487e7",
    "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
]
ROOT_OF_NONE = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
ROOT_OF_TWO = "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"
ROOT_OF_FIVE = "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"

# What the usual mistakes make of the same lines.
TWO_WITHOUT_NODE_PREFIX = "fa1bab6d8a55726e92a4d049f00e58d3254b9c14195778f23403f16e79307a84"
TWO_RIGHT_FIRST = "e55b0804febdeee44ad3c48fb68c98fffdf93dca4866faefb5245e669ed16113"
FIVE_WITHOUT_NODE_PREFIX = "1745315d04a86c35cd36557b9ff2147d421b70cdf1b9116458560bd39364f27e"
FIVE_RIGHT_FIRST = "9addb28206c72d99f143a44309d02c4089bc00fc8a76dbdc4b755879d77c0ad5"

PARENTS = {
    "a": "g", "b": "g", "c": "h", "d": "h", "e": "i", "f": "i",
    "g": "k", "h": "k", "i": "l", "j": "l", "k": "root", "l": "root",
}  # fmt: skip
LEAVES = ["a", "b", "c", "d", "e", "f", "j"]


def refuse_lent(student, task):
    """Fail where an answer that must be the learner's own calls a tool lent for a later task."""
    if "lent_" not in unicodedata.normalize("NFKC", student.source(task)):
        return  # Python reads names in this form; most answers need no tree.
    for item in ast.walk(student.tree(task)):
        if isinstance(item, ast.Name) and item.id.startswith("lent_"):
            student.mistake("lent_tool_reused")


def leaf(student, entry):
    """The learner's leaf hash of ``entry``, once it is bytes."""
    refuse_lent(student, "leaf_hash")
    got = student.call("leaf_hash", entry)
    if isinstance(got, str):
        student.mistake("leaf_hexdigest")
    if got is None:
        student.fail(
            tr(
                "`leaf_hash` ne rend rien. `print` montre à l’écran ; `return` rend la valeur à celui qui appelle. Votre fonction a-t-elle un `return` ?"
            )
        )
    got = student.expect_bytes(
        got, look=tr("`leaf_hash` doit rendre des octets (`bytes`). Après l’empreinte, avez-vous écrit `.digest()` ?")
    )
    if got == hashlib.sha256(entry).digest():
        student.mistake("leaf_without_prefix")
    if got in (hashlib.sha256(text + entry).digest() for text in (b"0x00", b"0", b"00")):
        student.mistake("prefix_as_text")
    return got


@pytest.mark.task("leaf_hash")
def test_leaf_is_thirty_two_bytes(student):
    """L’empreinte d’une ligne compte 32 octets."""
    got = leaf(student, b"lot 4127 ; munster ; 36 kg")
    assert len(got) == 32, tr(
        "SHA-256 rend toujours 32 octets, quelle que soit la ligne. Avez-vous coupé le résultat, ou collé quelque chose après ?"
    )


@pytest.mark.task("leaf_hash")
def test_leaf_of_empty_line(student):
    """La ligne vide donne la valeur publiée."""
    assert leaf(student, b"") == bytes.fromhex(SAMPLE_LEAVES[0]), tr(
        "Pour une ligne vide, il ne reste que le préfixe : un seul octet, `0x00`. Est-ce bien lui qui entre dans l’empreinte, et lui seul ?"
    )


@pytest.mark.task("leaf_hash")
@settings(max_examples=6)
@given(entry=st.binary(min_size=1, max_size=40))
def test_leaf_depends_on_every_byte(student, entry):
    """Deux lignes qui diffèrent d’un octet ont deux empreintes."""
    other = entry[:-1] + bytes([entry[-1] ^ 1])
    assert leaf(student, entry) != leaf(student, other), tr(
        "J’ai changé le dernier octet de la ligne et l’empreinte n’a pas bougé. Votre fonction se sert-elle de toute la ligne `entry` ?"
    )


def boxes(student, name):
    """The learner's list of boxes, once it holds names of boxes."""
    got = student.value(name)
    if not isinstance(got, list | tuple | set) or not all(isinstance(box, str) for box in got):
        student.fail(
            tr('`{name}` doit être une liste de noms entre guillemets, par exemple `["a", "g"]`.').format(name=name)
        )
    unknown = sorted(box for box in got if box not in PARENTS and box != "root")
    if unknown:
        student.fail(
            tr(
                "`{name}` contient « {box} », qui n’est pas une case du dessin. Les cases s’appellent a à l, et root."
            ).format(name=name, box=unknown[0])
        )
    return got


@pytest.mark.task("boxes")
def test_changes_reach_the_root(student):
    """De la feuille à la racine, aucun étage n’est sauté."""
    got = set(boxes(student, "changed"))
    if len(got) == 2 and "root" in got and got & set(LEAVES):
        student.mistake("only_leaf_and_root")
    if got == {*PARENTS, "root"}:
        student.mistake("everything_changes")
    if "root" not in got:
        student.fail(tr("Si une ligne change, que devient la case tout en haut, celle qui résume tout le journal ?"))
    missing = sorted(PARENTS[box] for box in got if box != "root" and PARENTS[box] not in got)
    if missing:
        student.fail(
            tr(
                "`{box}` n’est pas dans votre liste, et une case juste au-dessous d’elle y est. Une case peut-elle rester la même quand celle d’en dessous change ?"
            ).format(box=missing[0])
        )


@pytest.mark.task("boxes")
def test_changes_start_from_one_leaf(student):
    """Une seule feuille change, celle de la ligne `d4`."""
    got = set(boxes(student, "changed"))
    found = got & set(LEAVES)
    if len(found) != 1:
        student.fail(
            tr(
                "Votre liste compte {count} cases de la rangée du bas. Une seule ligne a été modifiée, `d4` : combien de feuilles changent ?"
            ).format(count=len(found))
        )
    assert found == {"e"}, tr("Relisez la rangée du bas : quelle feuille porte la ligne `d4` ?")


@pytest.mark.task("boxes")
def test_proof_leads_to_the_root(student):
    """Avec `d6` et les cases de `proof_d6`, on remonte jusqu’à la racine."""
    got = list(boxes(student, "proof_d6"))
    if len(got) > 1 and climb_boxes(got[::-1]) == "root" and climb_boxes(got) != "root":
        student.mistake("proof_from_the_top")
    if "j" in got:
        student.mistake("proof_with_own_leaf")
    if "root" in got:
        student.fail(
            tr(
                "La racine est déjà publiée : celui qui vérifie l’a reçue par un autre chemin. Elle n’est pas dans la preuve."
            )
        )
    reached = climb_boxes(got)
    if reached != "root":
        student.fail(
            tr(
                "Je pars de `j` et je lis votre liste dans l’ordre : à chaque étage, il me faut la voisine qui permet de calculer la case du dessus. Je reste arrêté à `{box}`. Avec quelle case est-elle réunie dans le dessin ?"
            ).format(box=reached)
        )


def climb_boxes(names):
    """Where somebody who holds ``j`` and these boxes, in this order, gets to."""
    current = "j"
    for name in names:
        if current == "root" or name == current or PARENTS.get(name) != PARENTS[current]:
            return current
        current = PARENTS[current]
    return current


def root(student, hashes):
    """The learner's root of a tree with these leaves, once it is bytes."""
    refuse_lent(student, "merkle_root")
    got = student.call("merkle_root", hashes)
    if isinstance(got, str):
        student.fail(
            tr(
                "`merkle_root` rend du texte (`str`). La racine est une suite d’octets : `digest` la rend, `hexdigest` l’écrit en texte."
            )
        )
    if got is None:
        student.fail(
            tr(
                "`merkle_root` ne rend rien. Chaque chemin dans la fonction, court ou long, doit se terminer par un `return`."
            )
        )
    got = student.expect_bytes(
        got,
        look=tr(
            "`merkle_root` doit rendre des octets (`bytes`) dans tous les cas. Regardez ce que rend chaque `return`."
        ),
    )
    return got


def invent_leaves(size, salt):
    """Leaves that nobody has seen before."""
    return [hashlib.sha256(f"{salt}/{number}".encode()).digest() for number in range(size)]


def sample(count):
    """The first leaves of the published sample log."""
    return [bytes.fromhex(text) for text in SAMPLE_LEAVES[:count]]


def name_usual_mistake(student, got):
    """Fail with the name of the usual mistake that gives this root, if one does."""
    if got.hex() in (TWO_WITHOUT_NODE_PREFIX, FIVE_WITHOUT_NODE_PREFIX):
        student.mistake("node_without_prefix")
    if got.hex() in (TWO_RIGHT_FIRST, FIVE_RIGHT_FIRST):
        student.mistake("right_before_left")


@pytest.mark.task("merkle_root")
def test_root_of_one_leaf(student):
    """Avec une seule feuille, la racine est cette feuille."""
    assert root(student, sample(1)) == sample(1)[0], tr(
        "La feuille est déjà une empreinte : quand elle est seule, elle monte telle quelle, sans nouveau calcul."
    )


@pytest.mark.task("merkle_root")
def test_root_of_no_leaf(student):
    """Un journal vide a une racine, lui aussi."""
    refuse_lent(student, "merkle_root")
    try:
        got = root(student, [])
    except (IndexError, RecursionError, ValueError):
        student.mistake("empty_list_refused")
    assert got == bytes.fromhex(ROOT_OF_NONE), tr(
        'La racine d’un journal vide est l’empreinte SHA-256 de rien, c’est-à-dire de `b""`, sans aucun préfixe.'
    )


@pytest.mark.task("merkle_root")
def test_root_of_two_leaves(student):
    """Deux feuilles donnent la racine publiée."""
    got = root(student, sample(2))
    name_usual_mistake(student, got)
    assert got == bytes.fromhex(ROOT_OF_TWO), tr(
        "Un nœud est l’empreinte de trois morceaux collés : un octet de préfixe, la gauche, la droite. Votre préfixe est-il celui des nœuds ?"
    )


@pytest.mark.task("merkle_root")
def test_root_of_five_leaves(student):
    """Cinq feuilles, un nombre impair, donnent la racine publiée."""
    got = root(student, sample(5))
    name_usual_mistake(student, got)
    assert got == bytes.fromhex(ROOT_OF_FIVE), tr(
        "Avec 5 feuilles, on coupe en 4 et 1. Vérifiez d’abord votre racine de 4 feuilles : elle doit commencer par `d37ee418`."
    )


@pytest.mark.task("merkle_root")
@settings(max_examples=8)
@given(size=st.integers(2, 12), place=st.integers(0, 11), salt=st.integers(0, 2**32 - 1))
def test_root_depends_on_every_leaf(student, size, place, salt):
    """Changer une feuille, n’importe laquelle, change la racine."""
    hashes = invent_leaves(size, salt)
    place = place % size
    other = [*hashes[:place], bytes(32), *hashes[place + 1 :]]
    assert root(student, hashes) != root(student, other), tr(
        "J’ai remplacé une feuille et la racine n’a pas bougé. Un morceau de la liste est-il laissé de côté ?"
    )


def join(left, right):
    """One node of a tree."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def tree_of_three():
    """Three leaves, their root, and the proof of each."""
    one, two, three = sample(3)
    pair = join(one, two)
    return [one, two, three], join(pair, three), [[two, three], [one, three], [pair]]


def trust(student, *arguments):
    """What the learner's verifier says, once it is known not to answer everything alike."""
    leaves, top, proofs = tree_of_three()
    good = accepts(student, leaves[0], 0, 3, proofs[0], top)
    if good == accepts(student, bytes(32), 0, 3, proofs[0], top):
        student.fail(
            tr(
                "À une preuve juste et à une preuve dont la feuille est fausse, votre fonction fait la même réponse : `{answer}`. La comparaison finale avec `root` décide-t-elle de ce que vous rendez ?"
            ).format(answer=good)
        )
    return accepts(student, *arguments)


def accepts(student, *arguments):
    """What the learner's verifier says."""
    got = student.call("verify_proof", *arguments)
    if got is None:
        student.fail(
            tr(
                "`verify_proof` ne rend rien. Elle doit rendre `True` ou `False` dans tous les cas : il manque un `return`."
            )
        )
    return got


@pytest.mark.task("verify_proof")
def test_accepts_a_proof_with_neighbour_on_the_right(student):
    """La bonne preuve de la ligne 0 est acceptée."""
    leaves, top, proofs = tree_of_three()
    assert trust(student, leaves[0], 0, 3, proofs[0], top) is True, tr(
        "Cette preuve est juste. Pour la ligne 0, les deux voisines sont à droite : que devient `current` ?"
    )


@pytest.mark.task("verify_proof")
def test_accepts_a_proof_with_neighbour_on_the_left(student):
    """Les bonnes preuves des lignes 1 et 2 sont acceptées."""
    leaves, top, proofs = tree_of_three()
    if trust(student, leaves[0], 0, 3, proofs[0], top) is True and not trust(student, leaves[2], 2, 3, proofs[2], top):
        student.mistake("sides_ignored")
    for index in (1, 2):
        assert trust(student, leaves[index], index, 3, proofs[index], top) is True, tr(
            "Cette preuve est juste. Regardez de quel côté se trouve chaque voisine : `lent_sides` le dit."
        )


@pytest.mark.task("verify_proof")
def test_refuses_another_leaf(student):
    """Une feuille modifiée est refusée."""
    leaves, top, proofs = tree_of_three()
    assert trust(student, bytes(32), 0, 3, proofs[0], top) is False, tr(
        "J’ai donné une feuille qui n’est pas dans le journal. La dernière comparaison, avec `root`, a-t-elle bien lieu ?"
    )
    assert trust(student, leaves[1], 0, 3, proofs[0], top) is False, tr(
        "J’ai donné la feuille de la ligne 1 à la place de celle de la ligne 0."
    )


@pytest.mark.task("verify_proof")
def test_refuses_a_proof_of_the_wrong_length(student):
    """Une preuve trop longue ou trop courte est refusée."""
    leaves, top, proofs = tree_of_three()
    for proof, head in (([*proofs[0], bytes(32)], top), (proofs[0][:1], join(leaves[0], leaves[1]))):
        if trust(student, leaves[0], 0, 3, proof, head) is not False:
            student.mistake("length_not_checked")


@pytest.mark.task("verify_proof")
def test_refuses_a_line_that_does_not_exist(student):
    """Un numéro de ligne hors du journal est refusé."""
    leaves, top, proofs = tree_of_three()
    for index, place in ((3, 2), (-1, 0)):
        if trust(student, leaves[place], index, 3, proofs[place], top) is not False:
            student.mistake("index_not_checked")


def evidence(student):
    """The learner's case file, once it has its three keys."""
    got = student.expect_table(
        student.value("dossier"), look=tr("`dossier` doit être un dictionnaire : des accolades, et trois clés.")
    )
    for key in ("index", "original", "proof"):
        if key not in got:
            student.fail(tr('Il manque la clé `"{key}"` dans `dossier`.').format(key=key))
    return got


def climb(leaf_hash, index, size, proof):
    """Where a proof leads, by the steps of RFC 9162, section 2.1.3.2; nothing if it cannot be followed."""
    last, current = size - 1, leaf_hash
    for part in proof:
        if last == 0:
            return None
        if index % 2 == 1 or index == last:
            current = join(part, current)
            while index % 2 == 0 and index != 0:
                index, last = index // 2, last // 2
        else:
            current = join(current, part)
        index, last = index // 2, last // 2
    return current if last == 0 else None


def leads_to(student, got, index):
    """Where the learner's evidence leads if its line had this number."""
    original = hashlib.sha256(b"\x00" + got["original"].encode("utf-8")).digest()
    return climb(original, index, len(student.variant["log"]), got["proof"])


def usable(student):
    """The learner's case file, once each of its parts is of the right kind."""
    got = evidence(student)
    if isinstance(got["index"], bool) or not isinstance(got["index"], int):
        student.fail(tr('`"index"` doit être un nombre entier : le numéro de la ligne dans `log`.'))
    student.expect_text(
        got["original"], look=tr('`"original"` doit être du texte : un bordereau de `slips`, tel quel.')
    )
    if not isinstance(got["proof"], list | tuple) or not all(isinstance(part, bytes) for part in got["proof"]):
        student.fail(tr('`"proof"` doit être une liste d’octets, comme celle que rend `lent_proof`.'))
    return got


@pytest.mark.task("dossier")
def test_index_is_a_line_of_the_log(student):
    """Le numéro désigne une ligne du journal."""
    got = usable(student)
    size = len(student.variant["log"])
    if (
        leads_to(student, got, got["index"])
        != bytes.fromhex(student.variant["root"])
        == leads_to(student, got, got["index"] - 1)
    ):
        student.mistake("index_from_one")
    assert got["index"] in range(size), tr("Les lignes de `log` sont numérotées à partir de 0.")


@pytest.mark.task("dossier")
def test_original_comes_from_the_slips(student):
    """Le texte d’origine est celui d’un bordereau, pas celui d’aujourd’hui."""
    got = usable(student)
    if got["original"] in student.variant["log"]:
        student.mistake("todays_line_kept")
    assert got["original"] in student.variant["slips"], tr(
        "Le texte doit être celui d’un bordereau de `slips`, au signe près, espaces comprises."
    )


@pytest.mark.task("dossier", weight=4)
def test_evidence_leads_to_the_published_root(student):
    """La preuve mène du texte d’origine à la racine publiée vendredi."""
    got = usable(student)
    published = bytes.fromhex(student.variant["root"])
    reached = leads_to(student, got, got["index"])
    copies = [[bytes.fromhex(text) for text in copy] for copy in student.variant["copies"]]
    if reached not in (None, published) and any(reached == climb_all(copy) for copy in copies):
        student.mistake("redone_copy_trusted")
    if reached is None:
        student.fail(
            tr(
                "La preuve n’a pas le nombre d’empreintes qu’il faut pour la ligne que vous indiquez. A-t-elle été faite pour cette ligne, dans une copie entière ?"
            )
        )
    if reached != published:
        student.fail(
            tr(
                "Je pars de votre texte, au numéro que vous donnez, et je suis votre preuve : je n’arrive pas à la racine publiée. Le texte, le numéro et la preuve parlent-ils de la même ligne, dans la même copie ?"
            )
        )


def climb_all(hashes):
    """The top of the tree over these leaves, row by row."""
    while len(hashes) > 1:
        pairs = [hashes[start : start + 2] for start in range(0, len(hashes), 2)]
        hashes = [join(*pair) if len(pair) == 2 else pair[0] for pair in pairs]
    return hashes[0]
