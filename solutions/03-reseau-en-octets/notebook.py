# %% [markdown]
# # Le réseau en octets : l’exercice
#
# Awa tient une fromagerie à Remiremont. Son technicien lui a laissé une capture, et une phrase : un appareil parle trop vers l’extérieur. Vous allez le trouver, avec des outils écrits de votre main.
#
# Six tâches, 20 points, environ 85 minutes. Vous pouvez vous arrêter et revenir. Chaque tâche se fait sans les autres. Ce qui est prêté porte un nom qui commence par `lent_`, « prêté » en anglais.
#
# Les captures sont fabriquées pour vous, au vrai format. En vrai, on n’écoute un réseau qu’avec l’accord écrit de qui en répond : la leçon donne les articles de loi et leur date.
#
# Après chaque réponse, exécutez la cellule `check("…")`. Si vous restez en panne, écrivez `hint("checksum")` dans une cellule à vous : il y a trois indices par tâche, et ils ne coûtent rien.

# %% cell="setup"
from autograder.check import check, check_all, hint, solution, variant

# %% [markdown]
# Cette cellule apporte les outils de la leçon, dont `write_address`. Exécutez-la aussi.

# %% cell="imports"
import base64
import io
import struct
from pathlib import Path


def write_address(data):
    """Celle de la leçon : quatre octets deviennent un texte, comme 192.0.2.20."""
    parts = []
    for number in data:
        parts.append(str(number))
    return ".".join(parts)


print(write_address(bytes.fromhex("c0000214")))

# %% [markdown]
# ## Tâche 1. Prévoir ce que disent des octets (3 points)
#
# Sans rien calculer sur la machine, donnez cinq réponses, une par ligne, de la forme `nom = réponse` :
#
# - `header_size` : un en-tête IPv4 commence par l’octet `46`, en hexadécimal. Combien d’octets compte l’en-tête ?
# - `port` : un en-tête TCP commence par les octets `0050`. Quel est le port de départ, en écriture ordinaire ?
# - `frame_size` : dans un fichier `.pcap` qui commence par `d4c3b2a1`, la longueur d’une trame s’écrit `2a000000`. Combien d’octets ?
# - `raised` : l’octet des drapeaux TCP vaut 24. Lesquels sont levés ? Une liste de noms dans l’ordre du tableau, du plus petit poids au plus grand, par exemple `["FIN", "RST"]`.
# - `swap_seen` : deux paires d’octets voisines ont été échangées dans un en-tête. La somme de contrôle le voit-elle ? `True` ou `False`.
#
# | poids | 1 | 2 | 4 | 8 | 16 |
# |---|---|---|---|---|---|
# | drapeau | FIN | SYN | RST | PSH | ACK |

# %% task="predict"
### BEGIN SOLUTION
header_size = 24
port = 80
frame_size = 42
raised = ["PSH", "ACK"]
swap_seen = False
### END SOLUTION

# %% [markdown]
# ## Tâche 2. Calculer la somme de contrôle (4 points)
#
# Un rappel en une cellule : additionner deux paires, puis replier ce qui dépasse 65 535.

# %% cell="example"
total = int.from_bytes(bytes.fromhex("f203"), "big") + int.from_bytes(bytes.fromhex("f4f5"), "big")
print(format(total, "05x"))
total = total // 65536 + total % 65536
print(format(total, "04x"), format(65535 - total, "04x"))

# %% [markdown]
# `1e6f8` : le `1` dépasse, il s’ajoute en bas. Retournée, la somme est `1906`. Pour une longue suite, il faut parfois replier plusieurs fois : c’est le rôle de `while`.
#
# Écrivez deux fonctions :
#
# 1. `checksum(data)` rend la somme de contrôle de la RFC 1071, un nombre de 0 à 65535. Si le nombre d’octets est impair, la règle ajoute un octet nul à la fin, pour le calcul seulement. `bytes(1)` est un octet nul.
# 2. `is_intact(header)` reçoit un en-tête entier, sa somme comprise. Elle rend `True` s’il est arrivé sans dommage, `False` sinon.


# %% task="checksum"
def checksum(data):
    """Rend la somme de contrôle de ces octets."""
    ### BEGIN SOLUTION
    if len(data) % 2 == 1:
        data = data + bytes(1)
    total = 0
    for place in range(0, len(data), 2):
        total = total + int.from_bytes(data[place : place + 2], "big")
    while total > 65535:
        total = total // 65536 + total % 65536
    return 65535 - total
    ### END SOLUTION


def is_intact(header):
    """Dit si cet en-tête, somme comprise, est intact."""
    ### BEGIN SOLUTION
    return checksum(header) == 0
    ### END SOLUTION


# %% [markdown]
# ## Tâche 3. Lire un paquet et son segment (4 points)
#
# Voici un paquet de la capture d’un atelier. Rappel des places, comptées depuis 0 :
#
# | en-tête | place | contenu |
# |---|---|---|
# | IPv4 | 0, seconde moitié | longueur de l’en-tête, en groupes de quatre octets |
# | IPv4 | 2 et 3 | taille totale du paquet |
# | IPv4 | 8 | durée de vie |
# | IPv4 | 9 | protocole porté |
# | IPv4 | 12 à 15, puis 16 à 19 | adresse de départ, adresse d’arrivée |
# | TCP | 0 et 1, puis 2 et 3 | port de départ, port d’arrivée |
# | TCP | 12, première moitié | longueur de l’en-tête, en groupes de quatre octets |
# | TCP | 13 | drapeaux |

# %% cell="packet"
PACKET = bytes.fromhex(
    "450000505b1f40004006f2f0c0000214c6336450f2e201bb09f78cad0dbb997b5018faf038960000"
    "dcecd7d6bcede786b825b9abeb01e798a0ec86c23e0926d984113cc0b8c5e743f3a45e412fd5503f"
)
FLAGS = [("FIN", 1), ("SYN", 2), ("RST", 4), ("PSH", 8), ("ACK", 16)]
print(len(PACKET), PACKET[8], PACKET[9])
print(write_address(PACKET[12:16]))

# %% [markdown]
# Écrivez deux fonctions, qui rendent chacune un dictionnaire.
#
# 1. `decode_ipv4(packet)` : `"source"` et `"target"`, les deux adresses en texte ; `"life"`, la durée de vie ; `"protocol"`, le protocole porté ; `"payload"`, les octets portés.
# 2. `decode_tcp(segment)` : `"source_port"` et `"target_port"` ; `"flags"`, la liste des drapeaux levés dans l’ordre de `FLAGS` ; `"payload"`, les octets portés.
#
# Deux pièges de la leçon : un en-tête peut avoir des options, et le câble ajoute parfois des zéros après la fin du paquet. La taille totale, elle, dit où il finit.


# %% task="decode"
def decode_ipv4(packet):
    """Rend les cases utiles d’un paquet IPv4, et ce qu’il porte."""
    ### BEGIN SOLUTION
    size = packet[0] % 16 * 4
    total = int.from_bytes(packet[2:4], "big")
    return {
        "source": write_address(packet[12:16]),
        "target": write_address(packet[16:20]),
        "life": packet[8],
        "protocol": packet[9],
        "payload": packet[size:total],
    }
    ### END SOLUTION


def decode_tcp(segment):
    """Rend les ports, les drapeaux levés, et ce que porte le segment."""
    ### BEGIN SOLUTION
    size = segment[12] // 16 * 4
    names = []
    for name, weight in FLAGS:
        if segment[13] & weight != 0:
            names.append(name)
    return {
        "source_port": int.from_bytes(segment[0:2], "big"),
        "target_port": int.from_bytes(segment[2:4], "big"),
        "flags": names,
        "payload": segment[size:],
    }
    ### END SOLUTION


# %% [markdown]
# ## Tâche 4. Réparer un lecteur de noms DNS (3 points)
#
# Voici les noms de l’exemple de la RFC 1035, section 4.1.4, à leurs places. `F.ISI.ARPA` est à 20. `FOO.F.ISI.ARPA` est à 40 : `FOO`, puis un renvoi vers 20. `ARPA` est à 64 : rien qu’un renvoi vers 26. Le nom vide est à 92.

# %% cell="message"
MESSAGE = bytearray(93)
MESSAGE[20:32] = b"\x01F\x03ISI\x04ARPA\x00"
MESSAGE[40:46] = b"\x03FOO\xc0\x14"
MESSAGE[64:66] = b"\xc0\x1a"
MESSAGE = bytes(MESSAGE)
print(MESSAGE[20:46])

# %% [markdown]
# Un employé a écrit ce brouillon. Il lit bien le premier nom. Il a trois défauts.
#
# - Un renvoi n’est pas un morceau du nom : après le saut, il faut relire une longueur.
# - La place d’un renvoi tient sur deux octets ; le brouillon n’en prend qu’un.
# - Rien ne l’arrête quand deux renvois tournent en rond.


# %% cell="draft"
def read_name_draft(message, place):
    labels = []
    size = message[place]
    while size != 0:
        if size >= 192:
            place = message[place + 1]
        labels.append(message[place + 1 : place + 1 + size].decode("ascii"))
        place = place + 1 + size
        size = message[place]
    return ".".join(labels)


print(read_name_draft(MESSAGE, 20))

# %% [markdown]
# Écrivez `read_name(message, place)`, le brouillon corrigé. Elle rend le nom en texte, les morceaux séparés par un point. Un nom peut sauter jusqu’à dix fois. Au onzième saut, elle rend `None` : le message est mal fait, ou malveillant.


# %% task="name"
def read_name(message, place):
    """Rend le nom qui commence à cette place, ou None s’il saute plus de dix fois."""
    ### BEGIN SOLUTION
    labels = []
    jumps = 0
    size = message[place]
    while size != 0:
        if size >= 192:
            jumps = jumps + 1
            if jumps > 10:
                return None
            place = (size - 192) * 256 + message[place + 1]
        else:
            labels.append(message[place + 1 : place + 1 + size].decode("ascii"))
            place = place + 1 + size
        size = message[place]
    return ".".join(labels)
    ### END SOLUTION


# %% [markdown]
# ## Tâche 5. Remettre en ordre le lecteur de captures (2 points)
#
# Le fichier `data/atelier.pcap` est une vraie capture par sa forme : 24 octets, puis, pour chaque paquet, une fiche de 16 octets et la trame. La longueur de la trame est dans la fiche, aux places 8 à 11, le plus léger d’abord.

# %% cell="atelier"
atelier = Path("data/atelier.pcap").read_bytes()
print(len(atelier), atelier[:4].hex())
print(struct.unpack("<IIII", atelier[24:40]))

# %% [markdown]
# Les huit lignes de `read_frames(data)`, qui rend la liste des trames, sont là avec leur retrait, mais dans le désordre.
#
# ```text
# A |    return frames
# B |        place = place + 16 + size
# C |def read_frames(data):
# D |        frames.append(data[place + 16 : place + 16 + size])
# E |    while place < len(data):
# F |    place = 24
# G |        size = int.from_bytes(data[place + 8 : place + 12], "little")
# H |    frames = []
# ```
#
# Donnez un bon ordre : les huit lettres entre guillemets, par exemple `order = "ABCDEFGH"`.

# %% task="walk"
### BEGIN SOLUTION
order = "CFHEGDBA"
### END SOLUTION

# %% [markdown]
# ## Tâche 6. Le rapport : qui parle à qui (4 points)
#
# Voici votre capture, celle d’une boutique. Votre voisine en a une autre. La cellule l’écrit aussi dans `boutique.pcap` : un outil du métier, comme Wireshark, saurait l’ouvrir. Trois outils sont prêtés.


# %% cell="lent_tools"
def lent_frames(data):
    """Prêté : rend la liste des trames d’une capture."""
    file = io.BytesIO(data[24:])
    frames = []
    record = file.read(16)
    while record:
        frames.append(file.read(struct.unpack("<IIII", record)[2]))
        record = file.read(16)
    return frames


def lent_is_intact(packet):
    """Prêté : dit si l’en-tête IPv4 de ce paquet est intact."""
    size = packet[0] % 16 * 4
    return sum(struct.unpack(f">{size // 2}H", packet[:size])) % 65535 == 0


def lent_question(message):
    """Prêté : rend le nom que demande une question DNS."""
    return message[13 : message.index(0, 12)].translate(DOTS).decode("ascii")


DOTS = bytes([46 if code < 32 else code for code in range(256)])

# %% cell="capture"
capture = base64.b64decode(variant()["capture"])
Path("boutique.pcap").write_bytes(capture)
frames = lent_frames(capture)
KINDS = {"till": tr("caisse"), "laptop": tr("ordinateur portable"), "camera": tr("caméra"), "scale": tr("balance")}
for address, kind in variant()["devices"].items():
    print(address, KINDS[kind])
print(len(frames), frames[0][12:14].hex(), frames[1][12:14].hex())

# %% [markdown]
# La première trame n’est pas de l’IPv4 : `0806` au lieu de `0800`. Le routeur de la boutique, qui répond aussi aux questions DNS, est 192.0.2.1.
#
# 1. `summarise(frames)` rend un dictionnaire de trois étiquettes.
#    - `"talks"` : un dictionnaire. L’étiquette est un couple écrit `"192.0.2.20 > 198.51.100.80"`, départ puis arrivée. La valeur est le total des tailles de ses paquets IPv4, lues dans les en-têtes.
#    - `"asked"` : la liste des questions DNS, chacune une liste `[client, nom]`, dans l’ordre et sans répétition. Une question est un paquet UDP (protocole 17) dont le port d’arrivée est 53.
#    - `"damaged"` : le nombre de paquets IPv4 dont l’en-tête est abîmé. Ils ne comptent nulle part ailleurs.
# 2. `write_report(summary, path)` écrit le fichier CSV `path`, en UTF-8. Première ligne : `source;target;bytes`. Puis une ligne par couple de `"talks"`, dans l’ordre du dictionnaire.
# 3. `loudest` : le couple qui porte le plus d’octets dans votre capture. `names` : la liste des noms demandés par l’appareil qui parle dans ce couple, dans l’ordre.
#
# Les trames qui ne sont pas de l’IPv4 sont sautées. `and` (« et ») relie deux questions : il faut que les deux répondent oui. Dans un paquet UDP, l’en-tête fait huit octets : le port d’arrivée est à ses places 2 et 3, et le message DNS le suit.
#
# Finissez la cellule en écrivant `rapport.csv` pour votre capture.


# %% task="report"
### BEGIN SOLUTION
def summarise(frames):
    talks = {}
    asked = []
    damaged = 0
    for frame in frames:
        packet = frame[14:]
        if frame[12:14].hex() == "0800" and not lent_is_intact(packet):
            damaged = damaged + 1
        elif frame[12:14].hex() == "0800":
            source = write_address(packet[12:16])
            pair = source + " > " + write_address(packet[16:20])
            if pair not in talks:
                talks[pair] = 0
            talks[pair] = talks[pair] + int.from_bytes(packet[2:4], "big")
            size = packet[0] % 16 * 4
            if packet[9] == 17 and int.from_bytes(packet[size + 2 : size + 4], "big") == 53:
                row = [source, lent_question(packet[size + 8 :])]
                if row not in asked:
                    asked.append(row)
    return {"talks": talks, "asked": asked, "damaged": damaged}


def write_report(summary, path):
    text = "source;target;bytes\n"
    for pair in summary["talks"]:
        source, target = pair.split(" > ")
        text = text + source + ";" + target + ";" + str(summary["talks"][pair]) + "\n"
    Path(path).write_text(text, encoding="utf-8")


summary = summarise(frames)
loudest = ""
most = 0
for pair in summary["talks"]:
    if summary["talks"][pair] > most:
        loudest = pair
        most = summary["talks"][pair]
names = []
for client, name in summary["asked"]:
    if client == loudest.split(" > ")[0]:
        names.append(name)
write_report(summary, "rapport.csv")
### END SOLUTION

# %% [markdown]
# Le fichier `rapport.csv` s’ouvre dans un tableur. Avec lui, Awa peut appeler son technicien et poser une vraie question : pourquoi cet appareil envoie-t-il tant à cette adresse, et que veut dire ce nom ? Trop d’octets n’est pas une preuve ; c’est une bonne question.
#
# ## Le bilan
#
# La cellule suivante relit toutes vos réponses.
