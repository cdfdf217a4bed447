"""What decides: published values, fresh inputs held against an own implementation, and the case's secret."""

import ast
import hashlib
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

# google/certificate-transparency, cpp/merkletree/merkle_tree_test.cc: inputs and kSHA256Roots, sizes 0 to 8.
ENTRIES = [bytes.fromhex(text) for text in (
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
)]  # fmt: skip
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def hash_leaf(entry):
    return hashlib.sha256(b"\x00" + entry).digest()


def hash_node(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


def climb_rows(hashes):
    rows = [list(hashes)]
    while len(rows[-1]) > 1:
        pairs = [rows[-1][start : start + 2] for start in range(0, len(rows[-1]), 2)]
        rows.append([hash_node(*pair) if len(pair) == 2 else pair[0] for pair in pairs])
    return rows


def find_root(hashes):
    return climb_rows(hashes)[-1][0] if hashes else hashlib.sha256(b"").digest()


def find_proof(hashes, index):
    proof = []
    for row in climb_rows(hashes)[:-1]:
        neighbour = index + 1 if index % 2 == 0 else index - 1
        if neighbour < len(row):
            proof.append(row[neighbour])
        index //= 2
    return proof


def invent_leaves(size, salt):
    return [hashlib.sha256(f"{salt}:{number}".encode()).digest() for number in range(size)]


def refuse_lent(student, task):
    if "lent_" not in unicodedata.normalize("NFKC", student.source(task)):
        return
    for item in ast.walk(student.tree(task)):
        if isinstance(item, ast.Name) and item.id.startswith("lent_"):
            student.fail(tr("Cette tâche demande votre propre calcul, sans les outils prêtés."))


@pytest.mark.task("leaf_hash", weight=3)
@settings(max_examples=8)
@given(entry=st.binary(max_size=200))
def test_leaf_of_any_bytes(student, entry):
    """Des lignes tirées au hasard."""
    refuse_lent(student, "leaf_hash")
    assert student.call("leaf_hash", entry) == hash_leaf(entry), tr(
        "Essayez votre fonction avec des lignes courtes, longues, et avec des accents."
    )


@pytest.mark.task("leaf_hash")
def test_leaves_of_the_published_log(student):
    """Les huit lignes du journal d’essai publié."""
    refuse_lent(student, "leaf_hash")
    for entry in ENTRIES:
        assert student.call("leaf_hash", entry) == hash_leaf(entry), tr(
            "Comparez avec les étapes de la leçon : préfixe, ligne, empreinte."
        )


@pytest.mark.task("leaf_hash", weight=2)
def test_leaf_of_every_size(student):
    """Des lignes de toutes les tailles."""
    table = {}
    for size in student.sizes:
        entry = bytes(place % 251 for place in range(size))
        table[tr("une ligne de {size} octets").format(size=size)] = ((entry,), hash_leaf(entry))
    look = tr("Votre fonction se sert-elle de toute la ligne, aussi longue soit-elle ?")
    student.near_misses("leaf_hash", table, look)


@pytest.mark.task("leaf_hash", weight=2)
def test_leaf_by_your_own_code(student):
    """L’empreinte est votre propre calcul."""
    with student.without("lent_leaf"):
        assert student.call("leaf_hash", b"d0") == hash_leaf(b"d0"), tr(
            "Cette tâche demande votre propre calcul, sans les outils prêtés."
        )


@pytest.mark.task("merkle_root", weight=2)
def test_published_roots(student):
    """Les racines publiées, de zéro à huit lignes."""
    refuse_lent(student, "merkle_root")
    leaves = [hash_leaf(entry) for entry in ENTRIES]
    for size, expected in enumerate(ROOTS):
        assert student.call("merkle_root", leaves[:size]) == bytes.fromhex(expected), tr(
            "Essayez chaque taille de 0 à 8, à la main si possible : où coupe-t-on ?"
        )


@pytest.mark.task("merkle_root", weight=3)
@settings(max_examples=12)
@given(size=st.integers(0, 40), salt=st.integers(0, 2**32 - 1))
def test_root_of_any_log(student, size, salt):
    """Des journaux tirés au hasard, de toutes tailles."""
    refuse_lent(student, "merkle_root")
    hashes = invent_leaves(size, salt)
    assert student.call("merkle_root", hashes) == find_root(hashes), tr(
        "Essayez votre fonction avec 3, 6, 9 et 17 feuilles : le morceau de gauche est toujours une puissance de deux."
    )


@pytest.mark.task("merkle_root", weight=2)
def test_root_of_every_size(student):
    """Des journaux de toutes les tailles."""
    table = {}
    for size in student.sizes:
        hashes = invent_leaves(size, "taille")
        table[tr("un journal de {size} lignes").format(size=size)] = ((hashes,), find_root(hashes))
    look = tr("Un journal grandit : votre fonction sert-elle encore à partir de 65 lignes ?")
    student.near_misses("merkle_root", table, look)


@pytest.mark.task("merkle_root", weight=2)
def test_root_by_your_own_code(student):
    """La racine est votre propre calcul."""
    with student.without("lent_root", "lent_rows", "lent_node"):
        assert student.call("merkle_root", invent_leaves(5, "")) == find_root(invent_leaves(5, "")), tr(
            "Cette tâche demande votre propre calcul, sans les outils prêtés."
        )


@pytest.mark.task("verify_proof", weight=2)
def test_refuses_roots_that_resemble(student):
    """Des racines qui ressemblent à la bonne."""
    hashes = invent_leaves(7, "presque")
    proof, top = find_proof(hashes, 3), find_root(hashes)
    table = {tr("la racine elle-même"): ((hashes[3], 3, 7, proof, top), True)}
    for label, near in student.list_near(top).items():
        table[tr("la racine, {change}").format(change=label)] = ((hashes[3], 3, 7, proof, near), False)
    student.near_misses("verify_proof", table, tr("Comparez la racine en entier, des deux côtés."))


@pytest.mark.task("verify_proof", weight=2)
@settings(max_examples=8)
@given(size=st.integers(1, 40), place=st.integers(0, 39), salt=st.integers(0, 2**32 - 1))
def test_accepts_any_good_proof(student, size, place, salt):
    """Des preuves justes, pour des journaux de toutes tailles."""
    hashes, index = invent_leaves(size, salt), place % size
    proof, top = find_proof(hashes, index), find_root(hashes)
    got = student.call("verify_proof", hashes[index - 1] + b"!", index, size, proof, top)
    assert got is False, tr("Une feuille fausse a été acceptée.")
    got = student.call("verify_proof", hashes[index], index, size, proof, top)
    assert got is True, tr(
        "Cette preuve est juste. Essayez votre fonction pour chaque ligne d’un journal d’une, de deux, de trois et de cinq lignes."
    )


@pytest.mark.task("verify_proof", weight=2)
@settings(max_examples=6)
@given(size=st.integers(2, 40), place=st.integers(0, 39), level=st.integers(0, 5), salt=st.integers(0, 2**32 - 1))
def test_refuses_any_bad_proof(student, size, place, level, salt):
    """Des preuves faussées de toutes les manières."""
    hashes, index = invent_leaves(size, salt), place % size
    proof, top = find_proof(hashes, index), find_root(hashes)
    level = level % len(proof)
    flipped = bytes([proof[level][0] ^ 1]) + proof[level][1:]
    spoilt = [*proof[:level], flipped, *proof[level + 1 :]]
    cut = hashes[index] if len(proof) == 1 else climb_part(hashes, index, size)
    attempts = [
        (hashes[index - 1], index, size, proof, top),
        (hashes[index], index, size, spoilt, top),
        (hashes[index], index, size, [*proof, bytes(32)], top),
        (hashes[index], index, size, proof[:-1], cut),
        (hashes[index], index, size, proof, bytes(32)),
        (hashes[-1], size, size, find_proof(hashes, size - 1), top),
        (hashes[0], -1, size, find_proof(hashes, 0), top),
    ]
    assert student.call("verify_proof", hashes[index], index, size, proof, top) is True, tr(
        "Une preuve juste a été refusée."
    )
    for attempt in attempts:
        assert student.call("verify_proof", *attempt) is False, tr(
            "Une preuve n’est bonne que si tout concorde : la feuille, le numéro de ligne, la longueur, chaque voisine et la racine."
        )


def climb_part(hashes, index, size):
    """The box just below the root on the way up from ``index``: where a proof without its last part leads."""
    half = 1
    while half * 2 < size:
        half *= 2
    return find_root(hashes[:half] if index < half else hashes[half:])


@pytest.mark.task("verify_proof")
def test_refuses_an_empty_log(student):
    """Un journal vide ne contient aucune ligne."""
    assert student.call("verify_proof", bytes(32), 0, 1, [], bytes(32)) is True, tr(
        "Un journal d’une seule ligne a une preuve vide."
    )
    assert student.call("verify_proof", bytes(32), 0, 0, [], bytes(32)) is False, tr(
        "Un journal de zéro ligne n’a pas de ligne 0."
    )


@pytest.mark.task("dossier", weight=3)
def test_index_of_the_changed_line(student):
    """Le numéro de la ligne modifiée."""
    assert student.value("dossier")["index"] == student.secret["index"], tr(
        "Seule la copie dont la racine est la racine publiée fait foi."
    )


@pytest.mark.task("dossier", weight=3)
def test_text_of_friday(student):
    """Le texte de vendredi."""
    assert student.value("dossier")["original"] == student.secret["original"], tr(
        "Comparez la feuille de chaque bordereau à celle de la bonne copie."
    )


@pytest.mark.task("dossier", weight=2)
def test_proof_of_friday(student):
    """La preuve du texte de vendredi."""
    got = [part.hex() for part in student.value("dossier")["proof"]]
    assert got == student.secret["proof"], tr(
        "La preuve se fait à partir de la copie gardée vendredi, au numéro de la ligne modifiée."
    )
