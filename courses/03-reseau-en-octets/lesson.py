# %% [markdown]
# # Le réseau en octets : qui parle à qui ?
#
# Jeudi, 8 h 10, à Remiremont. Awa ouvre sa fromagerie. Le terminal de paiement met trente secondes à répondre. Le technicien est passé la veille. Il a laissé une facture, un fichier nommé `capture.pcap`, et une phrase : « Un de vos appareils parle beaucoup vers l’extérieur. »
#
# Lequel ? À qui ? Le technicien ne décroche pas avant lundi. À Coaticook, Tomasz a reçu presque le même courriel pour son atelier de vélos.
#
# La réponse est dans le fichier, en octets. Il n’y a pas besoin de logiciel savant pour la lire : des règles publiées disent ce que chaque octet veut dire. Nous allons les suivre à la main.

# %% [markdown]
# ## Ce que vous saurez faire
#
# - Lire un paquet octet par octet : d’où il vient, où il va, ce qu’il porte.
# - Lire un nom demandé sur le réseau.
# - Calculer la somme de contrôle d’un en-tête, et dire ce qu’elle ne voit pas.
# - Ouvrir un fichier de capture, et dire qui parle à qui.
#
# Comptez une heure. Il faut les modules 01 et 02 : les fonctions, les boucles, les octets, les dictionnaires. Tout se passe sur votre machine, sans Internet. Les adresses et les noms sont de ceux que les normes réservent aux exemples : rien n’a été écouté.

# %% [markdown]
# ## 1. Huit cases dans un octet
#
# Le module 02 l’a dit : un octet est un nombre de 0 à 255. Pourquoi 255 ? Parce qu’un octet est fait de huit cases, les **bits**, qui valent chacune 0 ou 1.
#
# Chaque case a un poids : 128, 64, 32, 16, 8, 4, 2, 1. Le nombre est la somme des poids des cases à 1. `format(…, "08b")` écrit ces huit cases.
#
# *Votre pari pour la dernière ligne :*

# %%
print(format(1, "08b"))
print(format(69, "08b"))
print(64 + 4 + 1)
print(format(255, "08b"))

# %% [markdown]
# 69, c’est 64 + 4 + 1. Et 255, c’est huit cases à 1 : on ne peut pas aller plus haut. Les deux cellules suivantes dessinent ; elles ne sont pas à comprendre.

# %%
from IPython.display import display
from matplotlib import pyplot


def draw_bits(number):
    figure, axes = pyplot.subplots(figsize=(8, 2.2))
    for place, bit in enumerate(format(number, "08b")):
        color = "moccasin" if bit == "1" else "white"
        axes.add_patch(pyplot.Rectangle((place, 0), 1, 1, facecolor=color, edgecolor="black", linewidth=1.5))
        axes.text(place + 0.5, 0.5, bit, ha="center", va="center", size=18)
        axes.text(place + 0.5, 1.25, str(128 >> place), ha="center", va="center", size=11)
    for half, sign in enumerate(format(number, "02x")):
        axes.plot([half * 4 + 0.1, half * 4 + 3.9], [-0.15, -0.15], color="black")
        axes.text(half * 4 + 2, -0.5, sign, ha="center", va="center", size=16, family="monospace")
    axes.set(xlim=(-0.1, 8.1), ylim=(-0.9, 1.6))
    axes.set_axis_off()
    pyplot.close(figure)
    return figure


# %%
def show_byte(number):
    sentence = tr("{n} : les huit cases {bits}, les deux signes {signs}.").format(
        n=number, bits=format(number, "08b"), signs=format(number, "02x")
    )
    display(draw_bits(number), metadata={"image/png": {"alt": sentence}})
    print(sentence)


show_byte(69)

# %% [markdown]
# En haut les poids, au milieu les bits. En bas, une écriture plus courte. On coupe l’octet en deux moitiés de quatre cases. Une moitié vaut de 0 à 15, et s’écrit d’un seul signe : 0 à 9, puis a pour 10, b pour 11, jusqu’à f pour 15. C’est l’**hexadécimal**.
#
# Essayez 15, 16, 192 et 255 avec le curseur, à la souris ou aux flèches du clavier.

# %%
from ipywidgets import IntSlider, interact

_ = interact(show_byte, number=IntSlider(value=192, min=0, max=255, description=tr("octet")))

# %% [markdown]
# Sans curseur à l’écran, écrivez `show_byte(192)` dans une cellule. Python lit et écrit cette forme : `hex()` pour une suite d’octets, `bytes.fromhex` pour revenir, et `0x45` pour un nombre seul.

# %%
print(bytes([69, 192, 255]).hex())
print(list(bytes.fromhex("45c0ff")))
print(0x45, 0x45 // 16, 0x45 % 16)

# %% [markdown]
# Deux signes par octet, toujours. La dernière ligne sépare les deux moitiés. `//` est la division entière : combien de fois 16 dans 69 ? Quatre. `%` est le reste, vu au module 01 : cinq. On retrouve `4` et `5`, les deux signes de `45`.

# %% [markdown]
# ## 2. Un grand nombre, plusieurs octets
#
# Un octet s’arrête à 255. Pour un nombre plus grand, on en met deux ou quatre côte à côte. Le premier compte les groupes de 256, comme le chiffre des dizaines compte les groupes de dix.
#
# *Votre pari : que valent les octets 1 et 187 ?*

# %%
data = bytes([1, 187])
print(data[0] * 256 + data[1])
print(int.from_bytes(data, "big"))
print(int.from_bytes(data, "little"))

# %% [markdown]
# 443, par le calcul et par `int.from_bytes`. Le mot `"big"` dit que l’octet qui pèse le plus vient d’abord. Les règles d’Internet écrivent toujours ainsi.
#
# Avec `"little"`, le plus léger vient d’abord : 47 873. Les mêmes octets, un autre nombre. Certains fichiers écrivent ainsi ; nous en rencontrerons un. Il faut donc toujours savoir dans quel sens lire.
#
# La boîte d’outils `struct` lit plusieurs nombres d’un coup. `>` veut dire « le plus lourd d’abord », `<` l’inverse. `H` prend deux octets, `I` en prend quatre.

# %%
import struct

print(struct.unpack(">HH", bytes.fromhex("01bb0050")))
print(struct.unpack("<I", bytes.fromhex("3c000000")))

# %% [markdown]
# `unpack` (« déballer ») rend les nombres entre parenthèses. 443 et 80, puis 60. La virgule après un nombre seul dit que c’est une suite d’un élément.

# %% [markdown]
# ## 3. Un paquet, et son en-tête
#
# Sur le réseau, rien ne passe en continu. Tout est coupé en **paquets**, comme des colis. Chaque colis porte sa fiche : c’est l’**en-tête**. Une règle publiée, un **protocole**, dit où se trouve chaque chose sur la fiche.
#
# Ce protocole-ci est IP (*Internet protocol*, protocole d’Internet), dans sa version 4. La RFC 791 le décrit. Voici un vrai paquet, pris dans la capture d’un ordinateur d’atelier.

# %%
packet = bytes.fromhex("45000028711440004006dd23c0000214c6336450f2e201bb09f78cac000000005002faf03d180000")
print(len(packet))
print(list(packet[12:16]))
print(list(packet[16:20]))

# %% [markdown]
# Quarante octets. Ceux des places 12 à 15 disent d’où vient le paquet : 192, 0, 2, 20. On écrit 192.0.2.20 : c’est une **adresse IP**. Les quatre suivants disent où il va.
#
# Écrivons le passage. `".".join(parts)` réunit des textes avec un point entre eux.


# %%
def write_address(data):
    parts = []
    for number in data:
        parts.append(str(number))
    return ".".join(parts)


print(write_address(packet[12:16]))
print(write_address(packet[16:20]))

# %% [markdown]
# Le paquet va de 192.0.2.20 à 198.51.100.80. Voici la fiche entière. Les deux cellules suivantes dessinent.

# %%
FIELDS = {
    tr("version et longueur"): (0, 1),
    tr("service"): (1, 2),
    tr("taille totale"): (2, 4),
    tr("numéro du paquet"): (4, 6),
    tr("découpage"): (6, 8),
    tr("durée de vie"): (8, 9),
    tr("protocole porté"): (9, 10),
    tr("somme de contrôle"): (10, 12),
    tr("adresse de départ"): (12, 16),
    tr("adresse d’arrivée"): (16, 20),
}


def draw_header(chosen):
    start, end = FIELDS[chosen]
    figure, axes = pyplot.subplots(figsize=(7, 4))
    for place in range(20):
        color = "moccasin" if start <= place < end else "white"
        x, y = place % 4, 4 - place // 4
        axes.add_patch(pyplot.Rectangle((x, y), 1, 1, facecolor=color, edgecolor="black", linewidth=1.5))
        axes.text(x + 0.5, y + 0.6, packet[place : place + 1].hex(), ha="center", size=15, family="monospace")
        axes.text(x + 0.5, y + 0.15, tr("place {n}").format(n=place), ha="center", size=9)
    axes.set(xlim=(-0.1, 4.1), ylim=(-0.1, 5.1), title=chosen)
    axes.set_axis_off()
    pyplot.close(figure)
    return figure


# %%
def show_field(field):
    start, end = FIELDS[field]
    sentence = tr("{field} : {size} octets à partir de la place {start}, {data} en hexadécimal.").format(
        field=field, size=end - start, start=start, data=packet[start:end].hex()
    )
    display(draw_header(field), metadata={"image/png": {"alt": sentence}})
    print(sentence)


show_field(tr("adresse de départ"))

# %% [markdown]
# Vingt octets, quatre par rangée. La couleur marque ce que l’on a choisi. Parcourez la fiche avec le menu ; les flèches du clavier marchent aussi.

# %%
_ = interact(show_field, field=list(FIELDS))

# %% [markdown]
# Cinq cases suffisent à notre enquête.
#
# | place | ce qu’elle dit | ici |
# |---|---|---|
# | 0 | deux moitiés : la version, puis la longueur de l’en-tête en groupes de quatre octets | `45` : version 4, 5 × 4 = 20 octets |
# | 2 et 3 | la taille totale du paquet | `0028` : 40 octets |
# | 9 | le protocole porté : 6 pour TCP, 17 pour UDP, que nous verrons plus bas | `06` |
# | 12 à 15 | l’adresse de départ | `c0000214` |
# | 16 à 19 | l’adresse d’arrivée | `c6336450` |
#
# *Votre pari : que disent ces trois lignes ?*

# %%
size = packet[0] % 16 * 4
total = int.from_bytes(packet[2:4], "big")
print(size, total, packet[9])
print(packet[size:total].hex())

# %% [markdown]
# L’en-tête compte 20 octets, le paquet 40, et il porte du TCP. `packet[size:total]` est donc ce que le colis contient.
#
# Pourquoi ne pas écrire 20 et aller jusqu’au bout ? Un en-tête peut avoir des options, et compter 24 octets. Et le câble complète les paquets trop courts avec des zéros, que la taille totale laisse de côté. Les deux cas sont dans l’exercice.

# %% [markdown]
# ## 4. La somme qui vérifie la fiche
#
# Un octet peut s’abîmer en route : un câble pincé, une prise humide. Les places 10 et 11 portent une **somme de contrôle**. C’est le même esprit que la clé de contrôle du module 01.
#
# La RFC 1071 donne la règle.
#
# 1. On prend les octets deux par deux, chaque paire faisant un nombre.
# 2. On additionne tout.
# 3. Si le total dépasse 65 535, on coupe ce qui dépasse et on l’ajoute en bas. On recommence s’il le faut.
# 4. On retourne tous les bits : 65 535 moins le total.
#
# Il nous faut deux outils. `range(0, 8, 2)` donne 0, 2, 4, 6 : de zéro à huit exclu, de deux en deux. `while` (« tant que ») répète des lignes tant que sa question a pour réponse oui.

# %%
for place in range(0, 8, 2):
    print(place)

total = 200000
while total > 65535:
    total = total // 65536 + total % 65536
    print(total)

# %% [markdown]
# `total // 65536` est ce qui dépasse, `total % 65536` ce qui reste. 200 000 devient 3 392 + 3, soit 3 395. La question est posée de nouveau : 3 395 ne dépasse plus, la boucle s’arrête. Attention : si rien ne change dans la boucle, elle ne finit jamais. Le carré ■, en haut, arrête alors Python.
#
# Voici l’exemple de la RFC 1071. *Votre pari : la somme des quatre paires dépasse-t-elle 65 535, soit `ffff` ?*

# %%
data = bytes.fromhex("0001f203f4f5f6f7")
total = 0
for place in range(0, len(data), 2):
    total = total + int.from_bytes(data[place : place + 2], "big")
    print(format(total, "05x"))

# %% [markdown]
# `format(…, "05x")` écrit un nombre avec cinq signes hexadécimaux. Le total est `2ddf0` : le `2` dépasse. On le coupe et on l’ajoute.

# %%
while total > 65535:
    total = total // 65536 + total % 65536
print(format(total, "04x"))
print(format(65535 - total, "04x"))

# %% [markdown]
# `ddf2` : c’est la valeur publiée par la RFC. Retournée, elle donne `220d`, la somme de contrôle.
#
# Et pour vérifier ? On additionne toute la fiche, somme comprise. Si rien n’a bougé, le total est `ffff`, et retourné, zéro. Réunissons tout en une fonction, pour un nombre pair d’octets.


# %%
def check_header(header):
    total = 0
    for place in range(0, len(header), 2):
        total = total + int.from_bytes(header[place : place + 2], "big")
    while total > 65535:
        total = total // 65536 + total % 65536
    return total == 65535


damaged = packet[:8] + bytes([63]) + packet[9:20]
print(check_header(packet[:20]))
print(check_header(damaged))

# %% [markdown]
# `True` pour notre paquet, `False` quand la durée de vie est passée de 64 à 63. Chaque relais refait d’ailleurs cette somme, car il baisse la durée de vie d’un cran : un paquet perdu finit ainsi par s’arrêter.
#
# *Votre pari : on échange l’adresse de départ et celle d’arrivée. La somme le voit-elle ?*

# %%
swapped = packet[:12] + packet[16:20] + packet[12:16]
print(write_address(swapped[12:16]), write_address(swapped[16:20]))
print(check_header(swapped))

# %% [markdown]
# `True`. Une addition donne le même total dans tous les ordres : échanger deux paires ne se voit pas. Comme Luhn et son 09 contre 90, cette somme a son angle mort.
#
# Et elle ne protège de personne. Celui qui change la fiche exprès refait la somme : le calcul est public, sans clé. C’est un contrôle d’accident, plus faible encore que l’empreinte du module 02.

# %% [markdown]
# ## 5. TCP : ouvrir une conversation
#
# Notre paquet porte vingt octets de **TCP** (*transmission control protocol*, protocole de contrôle de transmission). La RFC 9293 le décrit. IP amène le colis à la bonne machine. TCP dit à quel programme, et vérifie que rien ne manque.

# %%
segment = packet[20:40]
print(struct.unpack(">HH", segment[0:4]))
print(segment[12] // 16 * 4)
print(format(segment[13], "08b"))

# %% [markdown]
# Les deux premiers nombres sont les **ports** : 62178 au départ, 443 à l’arrivée. Le port dit quel programme est concerné. 443 est celui des sites en HTTPS (*hypertext transfer protocol secure*, les pages web chiffrées), 53 celui des noms, 22 celui de la prise en main à distance.
#
# À la place 12, la première moitié donne la longueur de l’en-tête TCP, en groupes de quatre octets.
#
# À la place 13, huit **drapeaux** : un bit pour chaque question. Les cinq qui servent sont à droite.
#
# | poids | nom | ce qu’il dit |
# |---|---|---|
# | 1 | FIN (*finish*) | j’ai fini |
# | 2 | SYN (*synchronize*) | ouvrons une conversation |
# | 4 | RST (*reset*) | c’est refusé, ou coupé net |
# | 8 | PSH (*push*) | donne ces octets au programme |
# | 16 | ACK (*acknowledge*) | j’ai bien reçu |
#
# Pour savoir si un bit est levé, Python a le signe `&`. Il garde les cases à 1 des deux côtés. *Votre pari pour ces trois lignes :*

# %%
print(18 & 2)
print(18 & 4)
print(18 & 16)

# %% [markdown]
# 18, c’est 16 + 2. `18 & 2` rend 2 : le bit SYN est levé. `18 & 4` rend 0 : pas de RST. Écrivons la liste des drapeaux levés. `for name, weight in …` prend les couples, deux noms à la fois.

# %%
FLAGS = [("FIN", 1), ("SYN", 2), ("RST", 4), ("PSH", 8), ("ACK", 16)]


def read_flags(number):
    names = []
    for name, weight in FLAGS:
        if number & weight != 0:
            names.append(name)
    return names


print(read_flags(segment[13]))
print(read_flags(18))
print(read_flags(20))

# %% [markdown]
# Notre paquet ne lève que SYN : il demande une conversation. Une conversation TCP s’ouvre toujours en trois temps. L’image suivante les montre.

# %%
STEPS = [("SYN", 1), ("SYN + ACK", -1), ("ACK", 1)]


def draw_steps(steps):
    figure, axes = pyplot.subplots(figsize=(7.5, 3.2))
    for x, name in [(0, "192.0.2.20"), (4, "198.51.100.80")]:
        axes.plot([x, x], [0, 3.4], color="black", linewidth=2)
        axes.text(x, 3.6, name, ha="center", size=11)
    for rank, (label, way) in enumerate(steps):
        start, end = (0.05, 3.95) if way == 1 else (3.95, 0.05)
        arrow = {"arrowstyle": "->", "linewidth": 1.8}
        axes.annotate("", xy=(end, 2.5 - rank), xytext=(start, 2.9 - rank), arrowprops=arrow)
        axes.text(2, 2.85 - rank, f"{rank + 1}. {label}", ha="center", size=12)
    axes.set(xlim=(-1.2, 5.2), ylim=(0, 4))
    axes.set_axis_off()
    pyplot.close(figure)
    return figure


# %%
description = tr(
    "Deux machines face à face. Flèche 1, vers la droite : SYN. Flèche 2, retour : SYN et ACK. Flèche 3, vers la droite : ACK."
)
display(draw_steps(STEPS), metadata={"image/png": {"alt": description}})
print(description)

# %% [markdown]
# « Ouvrons. — D’accord, ouvrons. — Bien reçu. » Qui envoie le premier SYN a voulu la conversation : c’est souvent ce que l’on cherche. Si la réponse est RST + ACK, la porte est fermée. Et sans réponse du tout, quelque chose entre les deux a jeté le paquet.

# %% [markdown]
# ## 6. DNS : demander l’adresse d’un nom
#
# Personne ne tape 198.51.100.80. On tape un nom, et la machine demande son adresse. Ce service s’appelle **DNS** (*domain name system*, système des noms de domaine). La RFC 1035 le décrit.
#
# La question voyage d’ordinaire par UDP (*user datagram protocol*, protocole de messages simples), décrit par la RFC 768. UDP ne fait qu’un en-tête de huit octets : deux ports, une longueur, une somme. Ni ouverture, ni répétition. Voici une question, sans ses en-têtes IP et UDP.

# %%
question = bytes.fromhex("7e1c01000001000000000000" + "03777777076578616d706c6503636f6d00" + "00010001")
print(len(question))
print(question[12:29])

# %% [markdown]
# Les douze premiers octets sont un en-tête : un numéro, des drapeaux, quatre compteurs. Puis vient le nom. Python montre les lettres quand il le peut, et `\x03`, `\x07` entre elles. Où sont passés les points ?
#
# Chaque morceau du nom est précédé de sa longueur. 3, puis `www`. 7, puis `example`. 3, puis `com`. Un zéro finit le nom.
#
# Suivons ce chemin. La longueur de départ est à la place 12.

# %%
place = 12
labels = []
size = question[place]
while size != 0:
    labels.append(question[place + 1 : place + 1 + size].decode("ascii"))
    place = place + 1 + size
    size = question[place]
print(".".join(labels))

# %% [markdown]
# `www.example.com`. `decode("ascii")` change les octets en texte ; ASCII est le codage des lettres sans accent. Après chaque morceau, on avance de sa longueur, et d’un octet de plus pour la longueur elle-même.
#
# La réponse reprend la question, puis ajoute l’adresse. Redire le nom entier serait du gaspillage. *Votre pari : que font les octets `c0 0c` ?*

# %%
answer = question[:2] + bytes.fromhex("81800001000100000000") + question[12:]
answer = answer + bytes.fromhex("c00c" + "00010001" + "0000012c" + "0004" + "c6336450")
print(answer[33:35].hex())
print(write_address(answer[-4:]))

# %% [markdown]
# Un morceau de nom ne dépasse jamais 63 lettres. Une longueur de 192 ou plus (`c0`) ne peut donc pas en être une : c’est un renvoi. Il dit « la suite est déjà écrite, à telle place ».
#
# La place tient sur deux octets, sans les deux bits de gauche qui marquent le renvoi. On enlève donc 192 au premier.

# %%
print((answer[33] - 192) * 256 + answer[34])

# %% [markdown]
# 12 : le nom est celui de la question. La RFC 1035, section 4.1.4, montre un message où les renvois s’enchaînent. Il contient `F.ISI.ARPA`, `FOO.F.ISI.ARPA` et `ARPA`. Dessinons-en un morceau.

# %%
EXAMPLE = bytes(20) + bytes.fromhex("0146034953490441525041" + "00") + bytes(8) + bytes.fromhex("03464f4fc014")
MARKS = ["1", "F", "3", "I", "S", "I", "4", "A", "R", "P", "A", "0", "3", "F", "O", "O", "→", "20"]
PLACES = list(range(20, 32)) + list(range(40, 46))


def draw_names(marks, places):
    figure, axes = pyplot.subplots(figsize=(10, 2.6))
    for x, (mark, place) in enumerate(zip(marks, places, strict=True)):
        left = x + (0.8 if place >= 40 else 0)
        color = "white" if mark.isalpha() else "orange" if place >= 44 else "lightblue"
        axes.add_patch(pyplot.Rectangle((left, 0), 1, 1, facecolor=color, edgecolor="black"))
        axes.text(left + 0.5, 0.5, mark, ha="center", va="center", size=14)
        axes.text(left + 0.5, -0.4, str(place), ha="center", va="center", size=9)
    arrow = {"arrowstyle": "->", "linewidth": 1.8, "connectionstyle": "arc3,rad=0.25"}
    axes.annotate("", xy=(0.5, 1.05), xytext=(17.8, 1.05), arrowprops=arrow)
    axes.set(xlim=(-0.2, 19.2), ylim=(-0.8, 3.6))
    axes.set_axis_off()
    pyplot.close(figure)
    return figure


# %%
description = tr(
    "Cases 20 à 31 : F.ISI.ARPA, ses longueurs et un zéro. Cases 40 à 45 : 3, FOO, puis un renvoi fléché vers la case 20."
)
display(draw_names(MARKS, PLACES), metadata={"image/png": {"alt": description}})
print(description)
print(EXAMPLE[40:46])

# %% [markdown]
# En bleu les longueurs, en orange le renvoi. `FOO` est écrit ; la suite, `F.ISI.ARPA`, est à la place 20. Un nom peut donc sauter plusieurs fois.
#
# Un plaisantin peut aussi écrire un renvoi vers lui-même. Un lecteur naïf tournerait sans fin. On compte donc les sauts, et l’on s’arrête s’il y en a trop. De vrais appareils ont eu ce défaut.

# %% [markdown]
# ### Avant d’ouvrir une capture : la loi
#
# Lire les paquets d’autrui, c’est écouter. On ne le fait que sur son propre réseau, ou avec l’accord écrit de qui en répond ; et les personnes concernées le savent. Pour cette leçon, la capture est fabriquée.

# %%
LISTEN = {
    "jurisdiction": "France",
    "source": tr("Code pénal, art. 226-15"),
    "as_of": "2026-11-25",
    "version": "2011-05-19",
    "in_force": True,
    "says": tr("Intercepter de mauvaise foi des correspondances électroniques est puni."),
}
print(LISTEN["source"], LISTEN["version"])
print(LISTEN["says"])

# %%
LISTEN_CANADA = {
    "jurisdiction": "Canada",
    "source": tr("Code criminel, art. 184"),
    "as_of": "2026-11-25",
    "version": "2022-05-16",
    "in_force": True,
    "says": tr("Intercepter sciemment une communication privée est puni, sauf consentement d’une des deux parties."),
}
print(LISTEN_CANADA["source"], LISTEN_CANADA["version"])
print(LISTEN_CANADA["says"])

# %% [markdown]
# Les deux textes ne disent pas la même chose, et chacun a d’autres exceptions. Avant d’écouter le réseau d’un client, faites écrire l’accord, les machines visées et les heures.

# %% [markdown]
# ## 7. Le fichier de capture
#
# Une **capture** est un fichier où un outil a copié les paquets, un par un. La forme la plus répandue finit par `.pcap` (« pé-cap », *packet capture*). Elle commence par 24 octets, puis chaque paquet est précédé de 16 octets.

# %%
HEAD = bytes.fromhex("d4c3b2a1020004000000000000000000ffff000001000000")
RECORD = bytes.fromhex("c82bec6a009101003c0000003c000000")
FRAME = bytes.fromhex("0200c00002010200c00002140800") + packet + bytes(6)
capture = HEAD + RECORD + FRAME
print(capture[:4].hex())
print(struct.unpack("<IIII", RECORD))

# %% [markdown]
# Les quatre premiers octets, `d4c3b2a1`, disent que c’est une capture, et que ses nombres s’écrivent le plus léger d’abord. Voilà le cas `"little"` annoncé. Attention : les paquets, à l’intérieur, gardent le sens d’Internet.
#
# Les quatre nombres de la fiche sont la seconde, la fraction de seconde, le nombre d’octets copiés, et celui d’origine. *Votre pari : de quand date ce paquet ?* Le module 02 a montré l’outil.

# %%
from datetime import UTC, datetime

print(datetime.fromtimestamp(struct.unpack("<I", RECORD[0:4])[0], UTC))
print(len(FRAME), FRAME[12:14].hex())

# %% [markdown]
# Le 5 novembre 2026, à 7 h 10 en temps universel, soit 8 h 10 à Remiremont et 2 h 10 à Coaticook.
#
# Sur le câble, le paquet voyage dans une enveloppe de plus, la trame. Elle commence par 14 octets : deux adresses de matériel, puis deux octets qui disent ce qu’elle contient. `0800` veut dire IPv4. D’autres valeurs passent aussi ; on les saute.
#
# Voici ces enveloppes, dans l’ordre du fichier.

# %%
LAYERS = [(tr("fiche"), 16), (tr("trame"), 14), (tr("IP"), 20), (tr("TCP"), 20), (tr("zéros"), 6)]


def draw_layers(layers):
    figure, axes = pyplot.subplots(figsize=(10, 1.8))
    start = 0
    for rank, (name, size) in enumerate(layers):
        color = ["lightgray", "lightblue", "moccasin", "palegreen", "white"][rank]
        axes.add_patch(pyplot.Rectangle((start, 0), size, 1, facecolor=color, edgecolor="black", linewidth=1.5))
        axes.text(start + size / 2, 0.62, name, ha="center", va="center", size=12)
        axes.text(start + size / 2, 0.28, str(size), ha="center", va="center", size=10)
        start = start + size
    axes.set(xlim=(-1, start + 1), ylim=(-0.1, 1.1))
    axes.set_axis_off()
    pyplot.close(figure)
    return figure


# %%
description = tr(
    "Cinq cases de gauche à droite, avec leur nombre d’octets : fiche 16, trame 14, IP 20, TCP 20, zéros de remplissage 6."
)
display(draw_layers(LAYERS), metadata={"image/png": {"alt": description}})
print(description)

# %% [markdown]
# Pour aller d’un paquet au suivant, on lit la longueur dans la fiche, on prend la trame, et l’on avance. Fabriquons une capture de trois paquets, puis parcourons-la.

# %%
capture = HEAD + (RECORD + FRAME) * 3
place = 24
while place < len(capture):
    size = int.from_bytes(capture[place + 8 : place + 12], "little")
    frame = capture[place + 16 : place + 16 + size]
    print(place, size, write_address(frame[26:30]), write_address(frame[30:34]))
    place = place + 16 + size

# %% [markdown]
# Trois paquets, aux places 24, 100 et 176. Dans la trame, l’en-tête IP commence à 14 : l’adresse de départ, à la place 12 de l’en-tête, est donc à 26.

# %% [markdown]
# ## 8. Qui parle à qui
#
# Il reste à compter. Un dictionnaire range, sous chaque couple de machines, le nombre d’octets. `in` demande si une étiquette s’y trouve déjà.

# %%
talks = {}
for pair, size in [("a > b", 40), ("b > a", 60), ("a > b", 500)]:
    if pair not in talks:
        talks[pair] = 0
    talks[pair] = talks[pair] + size
print(talks)

# %% [markdown]
# Au premier passage, le couple n’existe pas : on l’inscrit avec zéro. Puis on ajoute. Voici ce que cela donne pour une petite boutique, en image. Les nombres sont inventés.


# %%
def draw_talks(talks):
    figure, axes = pyplot.subplots(figsize=(8, 2.8))
    names = list(talks)
    bars = axes.barh(names, [talks[name] for name in names], color="lightblue", edgecolor="black")
    axes.bar_label(bars, padding=4)
    axes.set(xlabel=tr("octets envoyés vers l’extérieur"), xlim=(0, 70000))
    axes.invert_yaxis()
    figure.tight_layout()
    pyplot.close(figure)
    return figure


# %%
named = {tr("caisse"): 900, tr("portable"): 4200, tr("balance"): 61000, tr("caméra"): 1300}
description = tr(
    "Quatre barres : caisse 900 octets, portable 4200, balance 61000, caméra 1300. La balance dépasse tout."
)
display(draw_talks(named), metadata={"image/png": {"alt": description}})
print(description)

# %% [markdown]
# Une balance qui envoie près de quinze fois plus qu’un ordinateur portable mérite une question. Ce n’est pas une preuve : elle se met peut-être à jour. La capture dit où regarder, pas qui est coupable.
#
# À vous de modifier. Dans la cellule qui remplit `talks`, ajoutez deux couples à la liste, et prédisez le dictionnaire avant d’exécuter.

# %%
# Votre liste de couples, puis la boucle :

# %% [markdown]
# ## 9. Ce qu’une capture ne dit pas
#
# - Le contenu. Presque tout passe chiffré. On voit qui, quand, combien ; pas quoi.
# - Le nom, parfois. Certains appareils posent leurs questions DNS chiffrées : le nom n’y est plus. Il reste souvent lisible un peu plus loin, au début de la conversation chiffrée (SNI, *server name indication*, le nom du serveur demandé), sauf quand les deux côtés chiffrent aussi ce début (ECH, *encrypted client hello*, RFC 9849).
# - Les autres câbles. On ne copie que ce qui passe à un endroit.
# - La personne. Une adresse désigne une machine, et elle peut changer de machine demain.
#
# Où nous avons simplifié : il existe une version 6 d’IP, avec des adresses de seize octets. TCP numérote chaque octet et fait répéter ceux qui manquent. Les noms avec accents ont une écriture à part. Les outils du métier lisent tout cela ; vous saurez ce qu’ils affichent.

# %% [markdown]
# ## Ce que vous savez faire maintenant
#
# - Passer d’un octet à ses bits et à l’hexadécimal.
# - Trouver dans un paquet les adresses, le protocole, les ports, les drapeaux.
# - Calculer la somme de la RFC 1071, et nommer son angle mort.
# - Lire un nom DNS, et suivre un renvoi.
# - Parcourir une capture et compter qui parle à qui.
#
# L’exercice vous confie la capture d’une boutique : trouvez l’appareil trop bavard.
#
# ## Au travail demain
#
# Vingt minutes. Ouvrez la page de réglages de votre routeur, la « box » en France, qui liste les appareils branchés. Notez sur une feuille, pour chacun, son nom, son adresse et à quoi il sert. Entourez ceux que personne ne reconnaît. Le jour où une capture arrivera, cette feuille dira qui est 192.0.2.34.
#
# ## Trois questions pour se retourner
#
# Elles viennent des modules 01 et 02. Répondez de mémoire, puis lisez la suite.
#
# 1. Luhn laisse passer 09 tapé 90. Quel est l’angle mort de la somme de la RFC 1071, et qu’ont-ils en commun ?
# 2. Un codage, une empreinte, un chiffrement : lequel est l’hexadécimal ?
# 3. Un rapport CSV s’ouvre avec « camÃ©ra » dans une case. Que s’est-il passé, et que changez-vous ?

# %% [markdown]
# ### Réponses
#
# 1. L’échange de deux paires d’octets. Dans les deux cas, le calcul traite pareil deux ordres différents : ce qui est échangé donne le même total.
# 2. Un codage : une écriture, publique, sans clé. Tout le monde revient aux octets.
# 3. Le fichier est en UTF-8, relu en Windows-1252. On le relit en UTF-8, ou on l’écrit avec la marque du début, `utf-8-sig`.
#
# *Sources : RFC 791 pour IP, RFC 768 pour UDP, RFC 9293 pour TCP, RFC 1035 pour le DNS, RFC 1071 pour la somme, RFC 5737 et 2606 pour les adresses et les noms d’exemple. Le format `.pcap` est décrit par le projet libpcap.*
