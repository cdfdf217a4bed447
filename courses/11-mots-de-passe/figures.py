"""Ce qui dessine et ce qui prépare, pour la leçon : rien de tout cela n’est à retenir."""

import hashlib

from IPython.display import display
from matplotlib import pyplot

known = {
    hashlib.sha256(word.encode("utf-8")).hexdigest(): word
    for word in ("123456", "motdepasse", "soleil", "azerty", "qwerty", "hockey", "papillon")
}
TRIES_PER_SECOND = {"SHA-256": 10_000_000_000, "scrypt": 5_000, "Argon2id": 1_000}
MARKS = {1 / 525_960: tr("une minute"), 1 / 365: tr("un jour"), 1: tr("un an"), 1000: tr("mille ans")}


def years_to_guess(length, method):
    """Rend le temps moyen, en années, pour des minuscules tirées au hasard."""
    return 26**length / 2 / TRIES_PER_SECOND[method] / 31_557_600


def show(figure, text):
    """Montre une figure, avec la phrase qui la décrit."""
    display(figure, metadata={"image/png": {"alt": text}})
    pyplot.close(figure)


def to_bits(text):
    """Les 256 bits de l’empreinte d’un texte."""
    number = int(hashlib.sha256(text.encode("utf-8")).hexdigest(), 16)
    return [number >> place & 1 for place in range(255, -1, -1)]


def draw_bits(first, second):
    """Dessine les 256 bits : une case orange pour un bit qui change."""
    changed = [a != b for a, b in zip(to_bits(first), to_bits(second), strict=True)]
    figure, axes = pyplot.subplots(figsize=(8, 3))
    axes.pcolormesh([changed[row : row + 32] for row in range(224, -1, -32)], cmap="Oranges", edgecolors="gray", vmax=2)
    axes.set(xticks=[], yticks=[], aspect="equal")
    axes.set_title(tr("{a} et {b} : {n} bits différents sur 256").format(a=first, b=second, n=sum(changed)))
    show(
        figure, tr("Grille de 256 cases. La moitié environ sont orange, sans motif : ce sont les bits qui ont changé.")
    )


def draw_curves():
    """Dessine le temps pour deviner, selon le nombre de lettres et la façon de ranger."""
    figure, axes = pyplot.subplots(figsize=(8, 4.5))
    lengths = range(4, 17)
    for method, style in zip(TRIES_PER_SECOND, ["-o", "--s", ":^"], strict=True):
        axes.plot(lengths, [years_to_guess(length, method) for length in lengths], style, label=method)
    axes.set(yscale="log", xlabel=tr("nombre de lettres au hasard"), ylabel=tr("temps moyen pour deviner"))
    axes.set_yticks(list(MARKS), list(MARKS.values()))
    axes.grid(axis="y")
    axes.legend()
    text = tr("Trois droites montantes. À 8 lettres, SHA-256 tient dix secondes, scrypt huit mois, Argon2id trois ans.")
    show(figure, text)


def show_bars(length):
    """Dessine le temps pour deviner un mot de cette longueur, et dit ce qui tient mille ans."""
    figure, axes = pyplot.subplots(figsize=(8, 2.4))
    years = [years_to_guess(length, method) for method in TRIES_PER_SECOND]
    axes.barh(list(TRIES_PER_SECOND), years, color=["tab:orange", "tab:blue", "tab:green"])
    axes.set(xscale="log", xlim=(1e-9, 1e12), title=tr("{n} lettres au hasard").format(n=length))
    axes.set_xticks(list(MARKS), list(MARKS.values()))
    lasting = [method for method in TRIES_PER_SECOND if years_to_guess(length, method) > 1000]
    text = tr("{n} lettres. Au-delà de mille ans : {names}.")
    text = text.format(n=length, names=", ".join(lasting) or tr("aucune"))
    show(figure, text)
    print(text)


def show_slider():
    """Un curseur : le nombre de lettres."""
    from ipywidgets import IntSlider, interact

    interact(show_bars, length=IntSlider(8, 4, 16, description=tr("lettres")))


def draw_choice(mac):
    """Dessine les vingt octets d’un HMAC, et ceux que la recette choisit."""
    start = mac[-1] % 16
    figure, axes = pyplot.subplots(figsize=(9, 1.6))
    for place in range(20):
        color = "moccasin" if start <= place < start + 4 else "lightblue" if place == 19 else "white"
        axes.add_patch(pyplot.Rectangle((place, 0), 1, 1, facecolor=color, edgecolor="black"))
        axes.text(place + 0.5, 0.5, f"{mac[place]:02x}", ha="center", va="center", family="monospace")
        axes.text(place + 0.5, -0.25, place, ha="center", va="center", size=8)
    axes.set(xlim=(0, 20), ylim=(-0.5, 1.1))
    axes.set_axis_off()
    show(figure, tr("Vingt cases. La dernière, ab, est bleue. Les cases 11 à 14, en orange, contiennent c1 39 7e ea."))
