# %% [markdown]
# # Chiffrer sans se tromper : l’exercice
#
# Salomé dirige une menuiserie à Saint-Dié-des-Vosges. Chaque mois, elle envoie sa sauvegarde à Thierno, son comptable. Vous préparez cet envoi, vous cherchez ce qui a mal tourné le mois dernier, et vous repartez avec un outil qui sert.
#
# Six tâches, 20 points, environ 80 minutes. Vous pouvez vous arrêter et revenir. Chaque tâche se fait sans les autres. Ce qui est prêté porte un nom qui commence par `lent_`, « prêté » en anglais.
#
# Après chaque réponse, exécutez la cellule `check("…")`. Si vous restez en panne, écrivez `hint("seal")` dans une cellule à vous : il y a trois indices par tâche, et ils ne coûtent rien.

# %% cell="setup"
from autograder.check import check, check_all, hint, solution, variant

# %% [markdown]
# Cette cellule apporte les outils de la leçon. Exécutez-la aussi.

# %% cell="imports"
import hashlib
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, ChaCha20Poly1305

# %% [markdown]
# ## Tâche 1. Prévoir ce que l’on verra (3 points)
#
# Salomé chiffre un fichier de 250 octets avec AES-GCM, puis l’envoie sous la forme `nonce + chiffré + sceau`. Sans rien calculer sur la machine, donnez cinq réponses, une par ligne, de la forme `nom = réponse` :
#
# - `sealed_size` : combien d’octets envoie-t-elle en tout ?
# - `same_bytes` : elle chiffre deux fois le même fichier, avec deux nonces tirés au hasard. Les deux envois sont-ils égaux ? `True` ou `False`.
# - `nonce_is_secret` : faut-il cacher le nonce ? `True` ou `False`.
# - `changed_bit` : un bit de l’envoi a changé en route. Thierno obtient-il le texte, un texte faux, ou un refus ? `"text"`, `"wrong"` ou `"refused"`.
# - `name_hidden` : le fichier s’appelle `licenciement-dupont.pdf`. Chiffrer son contenu cache-t-il ce nom ? `True` ou `False`.

# %% task="predict"
### BEGIN SOLUTION
sealed_size = 278
same_bytes = False
nonce_is_secret = False
changed_bit = "refused"
name_hidden = False
### END SOLUTION

# %% [markdown]
# ## Tâche 2. Chiffrer et déchiffrer un message (4 points)
#
# Un rappel en une cellule : une clé de 16 octets, un nonce de 12, une étiquette que tout le monde peut lire.

# %% cell="example"
key = bytes(range(16))
nonce = bytes(12)
print(AESGCM(key).encrypt(nonce, b"bonjour", b"mars").hex())

# %% [markdown]
# Sept octets sont entrés, 23 sont sortis : le message chiffré, puis 16 octets de sceau. Ce nonce de zéros sert à l’exemple ; en vrai, on le tire au hasard.
#
# Écrivez deux fonctions, avec AES-GCM :
#
# 1. `seal(key, data, label)` tire un nonce neuf de 12 octets, chiffre `data` avec `label` pour étiquette, et rend le nonce suivi de ce que `encrypt` a rendu.
# 2. `open_sealed(key, sealed, label)` rend les données. Si le sceau n’est pas bon, elle rend `None`. `sealed` compte toujours au moins 28 octets.


# %% task="seal"
def seal(key, data, label):
    """Rend le nonce, le message chiffré et le sceau, collés."""
    ### BEGIN SOLUTION
    nonce = os.urandom(12)
    return nonce + AESGCM(key).encrypt(nonce, data, label)
    ### END SOLUTION


def open_sealed(key, sealed, label):
    """Rend les données, ou None quand le sceau n’est pas bon."""
    ### BEGIN SOLUTION
    try:
        return AESGCM(key).decrypt(sealed[:12], sealed[12:], label)
    except InvalidTag:
        return None
    ### END SOLUTION


# %% [markdown]
# ## Tâche 3. Réparer un juge de vecteurs (3 points)
#
# Avant de confier des fichiers à un outil, on le compare aux normes. Voici cinq vecteurs de test. Les trois premiers sont publiés. Nous avons abîmé les deux derniers exprès.

# %% cell="vectors-data"
VECTORS = [
    {"name": "GCM 1", "cipher": "AES-GCM", "key": "00" * 16, "nonce": "00" * 12, "label": "", "text": ""},
    {"name": "GCM 2", "cipher": "AES-GCM", "key": "00" * 16, "nonce": "00" * 12, "label": "", "text": "00" * 16},
    {"name": "RFC 8439", "cipher": "ChaCha20-Poly1305", "nonce": "070000004041424344454647"},
    {"name": "sceau", "cipher": "AES-GCM", "key": "00" * 16, "nonce": "00" * 12, "label": "", "text": ""},
    {"name": "texte", "cipher": "AES-GCM", "key": "00" * 16, "nonce": "00" * 12, "label": "", "text": "11" * 16},
]
VECTORS[0]["sealed"] = "58e2fccefa7e3061367f1d57a4e7455a"
VECTORS[1]["sealed"] = "0388dace60b6a392f328c2b971b2fe78ab6e47d42cec13bdf53a67b21257bddf"
VECTORS[2]["key"] = "808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f"
VECTORS[2]["label"] = "50515253c0c1c2c3c4c5c6c7"
VECTORS[2]["text"] = (
    b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it."
).hex()
VECTORS[2]["sealed"] = (
    "d31a8d34648e60db7b86afbc53ef7ec2a4aded51296e08fea9e2b5a736ee62d63dbea45e8ca9671282fafb69da92728b"
    "1a71de0a9e060b2905d6a5b67ecd3b3692ddbd7f2d778b8c9803aee328091b58fab324e4fad675945585808b4831d7bc"
    "3ff4def08e4b7a9de576d26586cec64b61161ae10b594f09e26a7e902ecbd0600691"
)
VECTORS[3]["sealed"] = "58e2fccefa7e3061367f1d57a4e7455b"
VECTORS[4]["sealed"] = VECTORS[1]["sealed"]

# %% [markdown]
# Un vecteur est un dictionnaire. `"cipher"` nomme l’outil : `"AES-GCM"` ou `"ChaCha20-Poly1305"`. Les autres valeurs sont en hexadécimal : `"key"` la clé, `"nonce"`, `"label"` l’étiquette, `"text"` le texte attendu, `"sealed"` le message chiffré et son sceau.
#
# Le juge doit rendre `"refused"` si le sceau n’est pas bon, `"different"` si le sceau est bon mais que le texte n’est pas celui du vecteur, et `"ok"` sinon. Ce brouillon a trois défauts.


# %% cell="draft"
def judge_draft(vector):
    cipher = AESGCM(bytes.fromhex(vector["key"]))
    try:
        cipher.decrypt(bytes.fromhex(vector["nonce"]), bytes.fromhex(vector["sealed"]), None)
    except InvalidTag:
        return "refused"
    return "ok"


for vector in VECTORS:
    print(vector["name"].ljust(10), judge_draft(vector))

# %% [markdown]
# Le brouillon refuse un vecteur publié, et il accepte le dernier, qui annonce un texte faux. Écrivez `judge_vector(vector)`, le brouillon corrigé.


# %% task="vectors"
def judge_vector(vector):
    """Rend "ok", "refused" ou "different"."""
    ### BEGIN SOLUTION
    key = bytes.fromhex(vector["key"])
    if vector["cipher"] == "AES-GCM":
        cipher = AESGCM(key)
    else:
        cipher = ChaCha20Poly1305(key)
    try:
        text = cipher.decrypt(
            bytes.fromhex(vector["nonce"]), bytes.fromhex(vector["sealed"]), bytes.fromhex(vector["label"])
        )
    except InvalidTag:
        return "refused"
    if text != bytes.fromhex(vector["text"]):
        return "different"
    return "ok"
    ### END SOLUTION


# %% [markdown]
# ## Tâche 4. Lire ce qu’un nonce repris laisse voir (4 points)
#
# Le mois dernier, un employé de Salomé a envoyé sept messages sous une même clé. Son programme a repris un nonce. Cette boîte d’envoi est la vôtre : votre voisine en a une autre. Elle est fabriquée, les gens n’existent pas. Les messages sont en français, comme l’employé les a écrits.
#
# Ce que vous allez faire est une attaque, sur des données inventées pour vous. Ailleurs, il faut une autorisation écrite du propriétaire : la leçon donne les articles de loi et leur date.

# %% cell="outbox"
envelopes = variant()["envelopes"]
known = variant()["known"]

for envelope in envelopes:
    print(envelope["nonce"], envelope["sealed"][:24], "…")
print(known)


# %% cell="lent_body"
def lent_body(envelope):
    """Prêté : les octets du message chiffré, sans les 16 octets du sceau."""
    return bytes.fromhex(envelope["sealed"])[:-16]


# %% [markdown]
# Vous n’avez pas la clé. Mais deux messages partagent leur nonce, et vous connaissez le texte du premier des deux : c’est `known`, un message banal retrouvé chez un client.
#
# 1. `find_reused(envelopes)` rend la liste des numéros, comptés depuis 0 et dans l’ordre, des messages dont le nonce sert plus d’une fois. `nonces.count(x)` dit combien de fois `x` est dans la liste `nonces`.
# 2. `recover(known, first, second)` reçoit trois suites d’octets : le texte connu, le message chiffré correspondant, l’autre message chiffré. Elle rend les octets du texte inconnu. `zip` prend aussi trois suites, et s’arrête à la plus courte.
# 3. `recovered` est le texte retrouvé (`str`). Le texte connu se change en octets avec `encode`.


# %% task="nonce"
### BEGIN SOLUTION
def find_reused(envelopes):
    nonces = []
    for envelope in envelopes:
        nonces.append(envelope["nonce"])
    numbers = []
    for i in range(len(nonces)):
        if nonces.count(nonces[i]) > 1:
            numbers.append(i)
    return numbers


def recover(known, first, second):
    numbers = []
    for a, b, c in zip(known, first, second):
        numbers.append(a ^ b ^ c)
    return bytes(numbers)


pair = find_reused(envelopes)
first = lent_body(envelopes[pair[0]])
second = lent_body(envelopes[pair[1]])
recovered = recover(known.encode("utf-8"), first, second).decode("utf-8")
### END SOLUTION

# %% [markdown]
# Vous avez lu un ordre de virement sans la clé. AES n’a pas été cassé : un seul nonce repris a suffi.

# %% [markdown]
# ## Tâche 5. Choisir l’outil, ou dire qu’il n’y en a pas (2 points)
#
# Six besoins d’une petite entreprise. Donnez à chacun un des cinq mots : `"encrypt"` (chiffrer), `"hash"` (une empreinte), `"hmac"` (HMAC), `"slow"` (fonction lente et sel), `"none"` (aucun de ces outils).
#
# - `"stick"` : une clé USB part par la poste ; si elle se perd, personne ne doit lire les paies.
# - `"download"` : reconnaître qu’un fichier public, téléchargé, est celui dont le nombre de contrôle est affiché au mur.
# - `"order"` : deux ateliers partagent une clé. Leurs commandes peuvent être lues par tous, mais pas inventées.
# - `"accounts"` : ranger les mots de passe des clients de la boutique.
# - `"lost"` : la clé de la sauvegarde est perdue, et il n’en existe pas de copie ; il faut rouvrir la sauvegarde.
# - `"visible"` : cacher au fournisseur de messagerie à qui l’on écrit, et à quelle heure.
#
# Écrivez un dictionnaire nommé `tools`, qui donne un mot à chacun des six besoins.

# %% task="tools"
### BEGIN SOLUTION
tools = {
    "stick": "encrypt",
    "download": "hash",
    "order": "hmac",
    "accounts": "slow",
    "lost": "none",
    "visible": "none",
}
### END SOLUTION

# %% [markdown]
# ## Tâche 6. Chiffrer la sauvegarde (4 points)
#
# Voici la sauvegarde du mois, et trois outils prêtés. `lent_key` fait une clé de 32 octets à partir d’une phrase de passe et d’un sel, avec scrypt. Ici `n=2**12` garde l’exercice rapide. En vrai, prenez `n=2**17`, et accordez à Python la mémoire qu’il lui faut alors : `maxmem=2**28`. Sans cela il refuse. Le fichier ne note pas `n` : qui change ce nombre ne relit plus ses anciens fichiers.

# %% cell="lent_files"
MAGIC = b"PSR1"


def lent_read(path):
    """Prêté : rend les octets d’un fichier."""
    with open(path, "rb") as file:
        return file.read()


def lent_save(path, data):
    """Prêté : écrit des octets dans un fichier."""
    with open(path, "wb") as file:
        file.write(data)


def lent_key(passphrase, salt):
    """Prêté : rend la clé de 32 octets tirée d’une phrase de passe et d’un sel."""
    return hashlib.scrypt(passphrase.encode("utf-8"), salt=salt, n=2**12, r=8, p=1, dklen=32)


passphrase = variant()["passphrase"]
print(tr("Phrase de passe inventée pour vous :"), passphrase)
print(lent_read("data/sauvegarde.csv")[:60])

# %% [markdown]
# Le fichier chiffré a toujours cette forme :
#
# | place | longueur | contenu |
# |---|---|---|
# | 0 | 4 | `MAGIC`, qui dit de quel format il s’agit |
# | 4 | 16 | le sel, tiré à chaque fichier |
# | 20 | 12 | le nonce, tiré à chaque fichier |
# | 32 | le reste | ce que rend `encrypt` : le message chiffré et le sceau |
#
# Les 20 premiers octets sont l’en-tête. Il voyage en clair, mais il sert d’étiquette : y toucher casse le sceau.
#
# Écrivez, avec ChaCha20-Poly1305 :
#
# 1. `encrypt_file(source, target, passphrase)` lit le fichier `source` et écrit le fichier chiffré `target`.
# 2. `decrypt_file(source, target, passphrase)` fait le chemin inverse et rend `True`. Si le sceau n’est pas bon, elle rend `False` et n’écrit rien.
#
# Finissez la cellule en chiffrant `"data/sauvegarde.csv"` dans `"sauvegarde.psr"`, avec `passphrase`. La vérification écrit à côté quelques fichiers d’essai : `essai.csv`, `essai.psr`, `recu.psr`, `relu.csv`. Vous pourrez les effacer.


# %% task="backup"
### BEGIN SOLUTION
def encrypt_file(source, target, passphrase):
    salt = os.urandom(16)
    nonce = os.urandom(12)
    header = MAGIC + salt
    sealed = ChaCha20Poly1305(lent_key(passphrase, salt)).encrypt(nonce, lent_read(source), header)
    lent_save(target, header + nonce + sealed)


def decrypt_file(source, target, passphrase):
    blob = lent_read(source)
    header = blob[:20]
    cipher = ChaCha20Poly1305(lent_key(passphrase, header[4:]))
    try:
        data = cipher.decrypt(blob[20:32], blob[32:], header)
    except InvalidTag:
        return False
    lent_save(target, data)
    return True


encrypt_file("data/sauvegarde.csv", "sauvegarde.psr", passphrase)
### END SOLUTION

# %% [markdown]
# Le fichier `sauvegarde.psr` peut partir. La phrase de passe, elle, part par un autre chemin : de vive voix, ou sur papier. Avant d’employer ces deux fonctions pour de bon, relevez `n` et gardez une copie de la phrase sous clé.
#
# ## Le bilan
#
# La cellule suivante relit toutes vos réponses.
