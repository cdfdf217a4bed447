import hashlib

import pytest

TRUE_LINE = "lot 4124 ; munster ; 36 kg ; 7,9 °C"
WEEK = [
    "lot 4121 ; tomme ; 41 kg ; 3,8 °C",
    "lot 4122 ; beurre ; 22 kg ; 4,4 °C",
    "lot 4123 ; crème ; 18 kg ; 3,1 °C",
    TRUE_LINE,
    "lot 4125 ; lait cru ; 90 kg ; 2,9 °C",
    "lot 4126 ; yaourt ; 27 kg ; 4,0 °C",
    "lot 4127 ; tomme ; 39 kg ; 3,5 °C",
]


def leaf(line):
    return hashlib.sha256(b"\x00" + line.encode("utf-8")).digest()


def node(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


A, B, C, D, E, F, J = map(leaf, WEEK)
G, H, L = node(A, B), node(C, D), node(node(E, F), J)
ROOT = node(node(G, H), L)


@pytest.mark.task("count_bytes")
def test_count_bytes(student):
    """Le nombre d’octets d’« Épinal »."""
    size = student.expect_number(student.value("size"))
    assert size != 6, tr("6 est le nombre de lettres. Changez d’abord le texte en octets.")
    assert size == 7, tr("`len` compte ; de quoi ?")


@pytest.mark.task("hash_line")
def test_hash_line(student):
    """L’empreinte de la ligne, en texte hexadécimal."""
    mark = student.expect_text(student.value("mark"), look=tr("`hexdigest` rend l’empreinte en texte."))
    assert mark == hashlib.sha256("lot 4127 ; tomme ; 39 kg ; 3,5 °C".encode()).hexdigest(), tr(
        "Est-ce bien l’empreinte de `line` en entier, changée en octets par UTF-8 ?"
    )


@pytest.mark.task("one_sign")
def test_one_sign(student):
    """Une ligne où un seul signe a changé."""
    line = student.expect_text(student.value("other_line"))
    if len(line) != len(TRUE_LINE):
        student.fail(
            tr(
                "Votre ligne compte {got} signes, et celle d’avant {expected}. Remplacez un signe, sans rien ôter."
            ).format(got=len(line), expected=len(TRUE_LINE))
        )
    changed = sum(one != two for one, two in zip(line, TRUE_LINE, strict=True))
    if changed != 1:
        student.fail(tr("Signes changés : {count}. Il en faut un seul.").format(count=changed))


@pytest.mark.task("write_node")
def test_write_node(student):
    """Le nœud de deux feuilles, avec son préfixe."""
    result = student.expect_bytes(student.call("node", A, B))
    assert result != hashlib.sha256(A + B).digest(), tr("Il manque l’octet `0x01` devant.")
    assert result != hashlib.sha256(b"\x00" + A + B).digest(), tr("`0x00` est le préfixe des feuilles.")
    assert result != node(B, A), tr("La gauche vient avant la droite.")
    assert result == G, tr("L’octet 0x01, la gauche, la droite : collez les trois, puis prenez `digest()`.")


@pytest.mark.task("root_of_four")
def test_root_of_four(student):
    """La racine des quatre premières lignes."""
    assert student.value("h") == H, tr("`h` réunit `c` et `d`, dans cet ordre.")
    assert student.value("k") == node(G, H), tr("`k` réunit `g` et `h`, dans cet ordre.")


@pytest.mark.task("count_floors")
def test_count_floors(student):
    """Les étages d’un arbre de 1, 2, 7, 8, 9 et 1 000 lignes."""
    for size, floors in ((1, 0), (2, 1), (7, 3), (8, 3), (9, 4), (1000, 10)):
        got = student.expect_number(student.call("floors", size))
        assert got == floors, tr("Un étage de plus que la partie gauche, coupée par `find_cut`.")


@pytest.mark.task("climb")
def test_climb(student):
    """De la ligne à la racine, par la preuve."""
    step = student.expect_bytes(student.value("step"))
    assert step != leaf(TRUE_LINE), tr("`step` est encore la feuille. Remontez de trois étages.")
    assert step != node(C, D), tr("Un étage est fait. Il en reste deux : `g`, puis `l`.")
    assert step != node(G, H), tr("Deux étages sont faits. Il reste `l`.")
    if step != ROOT:
        student.fail(tr("Vous n’arrivez pas à la racine. À chaque étage, la case de gauche s’écrit d’abord."))


@pytest.mark.task("find_line")
def test_find_line(student):
    """Le numéro de la ligne changée."""
    changed = student.expect_list(student.value("changed"), of=int)
    assert changed != [4], tr("Python compte à partir de 0 : ajoutez `number`, tel qu’il est.")
    assert changed != [0, 1, 2, 4, 5, 6], tr(
        "Ce sont les lignes qui n’ont pas changé. `!=` veut dire « différent de »."
    )
    assert changed == [3], tr("Ajoutez le numéro quand les deux feuilles ne sont pas les mêmes.")
