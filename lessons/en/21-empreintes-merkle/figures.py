"""Ce qui dessine et ce qui prépare, pour la leçon : rien de tout cela n’est à retenir."""

import hashlib

import matplotlib.pyplot as plt
from IPython.display import display

week = [
    "lot 4121 ; tomme ; 41 kg ; 3,8 °C",
    "lot 4122 ; beurre ; 22 kg ; 4,4 °C",
    "lot 4123 ; crème ; 18 kg ; 3,1 °C",
    "lot 4124 ; munster ; 36 kg ; 7,9 °C",
    "lot 4125 ; lait cru ; 90 kg ; 2,9 °C",
    "lot 4126 ; yaourt ; 27 kg ; 4,0 °C",
    "lot 4127 ; tomme ; 39 kg ; 3,5 °C",
]
altered = [*week[:3], "lot 4124 ; munster ; 36 kg ; 3,9 °C", *week[4:]]


def leaf(line):
    """La feuille d’une ligne de texte : l’octet 0x00, puis la ligne."""
    return hashlib.sha256(b"\x00" + line.encode("utf-8")).digest()


def node(left, right):
    """Le nœud de deux empreintes : l’octet 0x01, la gauche, puis la droite."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def find_cut(size):
    """La plus grande puissance de deux plus petite que `size`."""
    cut = 1
    while cut * 2 < size:
        cut = cut * 2
    return cut


def name_boxes(lines):
    """Chaque case de l’arbre de sept lignes, par le nom que la RFC 6962 lui donne."""
    boxes = dict(zip("abcdefj", map(leaf, lines), strict=True))
    for name, (left, right) in {"g": "ab", "h": "cd", "i": "ef", "k": "gh", "l": "ij"}.items():
        boxes[name] = node(boxes[left], boxes[right])
    boxes["root"] = node(boxes["k"], boxes["l"])
    return boxes


_boxes = name_boxes(week)
c, g, l, root = _boxes["c"], _boxes["g"], _boxes["l"], _boxes["root"]


def compare_trees(first, second):
    """Les cases qui ne sont pas les mêmes dans deux arbres de sept lignes, de bas en haut."""
    one, two = name_boxes(first), name_boxes(second)
    return [name for name in one if one[name] != two[name]]


def compare_bits(first, second):
    """Dit, pour chaque bit de l’empreinte de deux lignes, s’il a changé."""
    marks = [hashlib.sha256(line.encode("utf-8")).digest() for line in (first, second)]
    bits = ["".join(f"{byte:08b}" for byte in mark) for mark in marks]
    return [one != two for one, two in zip(*bits, strict=True)]


def count_changed(first, second):
    """Compte les bits qui changent entre les empreintes de deux lignes."""
    return sum(compare_bits(first, second))


def show(figure, text):
    """Montre une figure, puis la phrase qui la décrit."""
    display(figure, metadata={"image/png": {"alt": text}})
    plt.close(figure)
    print(text)


def draw_avalanche(first, second):
    """Dessine les 256 bits : un carré plein pour un bit changé, un point pour les autres."""
    changes = compare_bits(first, second)
    figure, axes = plt.subplots(figsize=(4, 4))
    for place, changed in enumerate(changes):
        axes.text(place % 16, place // 16, "■" if changed else "·", ha="center", va="center")
    axes.set(xlim=(-1, 16), ylim=(16, -1), xticks=[], yticks=[])
    axes.set_title("Full square: bit changed")
    show(figure, "A grid of 16 by 16 bits: {count} full squares, spread everywhere.".format(count=sum(changes)))


def show_slider(line):
    """Un curseur : la place du signe que l’on remplace par X."""
    from ipywidgets import IntSlider, interact

    def change_one_sign(place):
        other = line[:place] + "X" + line[place + 1 :]
        print(other)
        draw_avalanche(line, other)

    slider = IntSlider(value=5, min=0, max=len(line) - 1, description="Character")
    interact(change_one_sign, place=slider)


PLACES = {
    "a": (0, 0), "b": (1, 0), "c": (2, 0), "d": (3, 0), "e": (4, 0), "f": (5, 0), "j": (6, 0),
    "g": (0.5, 1), "h": (2.5, 1), "i": (4.5, 1), "k": (1.5, 2), "l": (5.2, 2), "root": (3.4, 3),
}  # fmt: skip
ABOVE = {
    "a": "g", "b": "g", "c": "h", "d": "h", "e": "i", "f": "i",
    "g": "k", "h": "k", "i": "l", "j": "l", "k": "root", "l": "root",
}  # fmt: skip
PLAIN = {"boxstyle": "round", "facecolor": "white", "edgecolor": "dimgray"}
FILLED = {"boxstyle": "round", "facecolor": "lightgray", "edgecolor": "black", "linewidth": 2}
DASHED = {"boxstyle": "square,pad=0.5", "facecolor": "white", "edgecolor": "black", "linestyle": "--", "linewidth": 2}


def _plot_tree(marked=(), given=()):
    figure, axes = plt.subplots(figsize=(8, 4))
    for box, upper in ABOVE.items():
        (x1, y1), (x2, y2) = PLACES[box], PLACES[upper]
        axes.plot([x1, x2], [y1, y2], color="dimgray", zorder=1)
    for box, (x, y) in PLACES.items():
        style = FILLED if box in marked else DASHED if box in given else PLAIN
        axes.text(x, y, box, ha="center", va="center", fontsize=13, bbox=style)
    axes.axis("off")
    return figure


def draw_tree():
    """Dessine l’arbre des sept lignes."""
    text = "A tree of four levels: seven leaves a, b, c, d, e, f, j; then g, h, i; then k and l; at the top, root."
    show(_plot_tree(), text)


def draw_proof(box):
    """Dessine le chemin d’une feuille à la racine, et les voisines qu’il faut donner."""
    path, given = [box], []
    while box != "root":
        given += [other for other in ABOVE if ABOVE[other] == ABOVE[box] and other != box]
        box = ABOVE[box]
        path.append(box)
    text = "The tree. Shaded, the boxes that Luis computes: {path}. Dashed, the ones he is given: {given}."
    show(_plot_tree(path, given), text.format(path=", ".join(path), given=", ".join(given)))


def show_menu():
    """Une liste à dérouler : la feuille dont on dessine le chemin."""
    from ipywidgets import Dropdown, interact

    interact(draw_proof, box=Dropdown(options=list("abcdefj"), value="j", description="Leaf"))
