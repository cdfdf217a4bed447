# %% [markdown]
# # La toile de confiance : l’exercice
#
# Une coopérative a un trousseau de clés, des certificats signés par ses membres, et un doute : à qui appartient vraiment chaque clé ? Vous construisez les outils qui répondent, puis vous écrivez la liste des clés à qui l’on peut se fier, avec les raisons.
#
# Six tâches, 20 points, environ 85 minutes. Vous pouvez vous arrêter et revenir. Chaque tâche se fait sans les autres. Ce qui est prêté porte un nom qui commence par `lent_`, « prêté » en anglais.
#
# Après chaque réponse, exécutez la cellule `check("…")`. Si vous restez en panne, écrivez `hint("keys")` dans une cellule à vous : il y a trois indices par tâche, et ils ne coûtent rien.
#
# Les clés de cet exercice sont publiques, privées comprises. Ne vous en servez jamais ailleurs.

# %% cell="setup"
from autograder.check import check, check_all, hint, solution, variant

# %% [markdown]
# Cette cellule apporte les outils de la leçon. Exécutez-la aussi.

# %% cell="imports"
import hashlib
import json
from pathlib import Path

import networkx as nx
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

# %% [markdown]
# ## Tâche 1. Prévoir ce que l’on peut croire (3 points)
#
# Sans rien calculer sur la machine, donnez six réponses, une par ligne, de la forme `nom = réponse` :
#
# - `proves_sender` : un courriel apporte une clé publique au nom de Luis, et un message signé. La signature est bonne pour cette clé. Est-il prouvé que Luis a écrit ? `True` ou `False`.
# - `short_is_enough` : deux clés ont les mêmes huit premiers signes d’empreinte. Est-il sûr que c’est la même clé ? `True` ou `False`.
# - `two_marginals` : une clé est signée par deux personnes de confiance partielle, et par personne d’autre. Est-elle valide, avec les réglages de la leçon ? `True` ou `False`.
# - `signer_unknown` : vous avez signé la clé de Chidi, sans lui donner de confiance (`"none"`). Il a signé celle de Dalia. La clé de Dalia est-elle valide ? `True` ou `False`.
# - `old_signature` : Elif révoque sa clé aujourd’hui. Si l’on vérifie le *calcul* d’une signature qu’elle a faite hier, tombe-t-il encore juste ? `True` ou `False`.
# - `first_visit` : un client ouvre votre boutique en ligne pour la première fois, et ne connaît personne chez vous. Qu’est-ce qui convient ? `"web"` (la toile) ou `"authority"` (une autorité de certification).

# %% task="predict"
### BEGIN SOLUTION
proves_sender = False
short_is_enough = False
two_marginals = False
signer_unknown = False
old_signature = True
first_visit = "authority"
### END SOLUTION

# %% [markdown]
# ## Tâche 2. Signer, vérifier, prendre l’empreinte d’une clé (4 points)
#
# Un rappel en une cellule : une clé privée de 32 octets, sa signature de 64 octets, et la clé publique qui vérifie.

# %% cell="example-key"
example = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
print(len(example.sign(b"bonjour")), example.public_key().public_bytes_raw().hex()[:16])

# %% [markdown]
# Écrivez trois fonctions.
#
# 1. `sign(private, message)` reçoit les 32 octets d’une clé privée et un message en octets. Elle rend les 64 octets de la signature.
# 2. `verify(public, message, signature)` reçoit les 32 octets d’une clé publique. Elle rend `True` si la signature est bonne, `False` sinon. `Ed25519PublicKey.from_public_bytes(public)` fait la clé ; son `.verify(signature, message)` ne rend rien si tout va bien, et lève `InvalidSignature` sinon.
# 3. `fingerprint(public, created)` rend l’empreinte de la clé, en 64 signes hexadécimaux, à la façon de la RFC 9580, section 5.5.4.3. `created` est un nombre entier : les secondes écoulées depuis 1970.
#
# On prend l’empreinte SHA-256 de ces octets, collés dans l’ordre :
#
# | longueur | contenu |
# |---|---|
# | 1 | l’octet `9b` |
# | 4 | le nombre 42, la longueur de ce qui suit |
# | 1 | l’octet `06`, la version |
# | 4 | `created` |
# | 1 | l’octet `1b`, qui désigne Ed25519 |
# | 4 | le nombre 32, la longueur de la clé |
# | 32 | la clé publique |
#
# `(42).to_bytes(4, "big")` écrit un nombre sur quatre octets, le plus fort d’abord. `b"\x9b"` est l’octet `9b`.


# %% task="keys"
def sign(private, message):
    """Rend la signature de `message`, 64 octets."""
    ### BEGIN SOLUTION
    return Ed25519PrivateKey.from_private_bytes(private).sign(message)
    ### END SOLUTION


def verify(public, message, signature):
    """Dit si la signature est bonne."""
    ### BEGIN SOLUTION
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except InvalidSignature:
        return False
    return True
    ### END SOLUTION


def fingerprint(public, created):
    """Rend l’empreinte de la clé, en hexadécimal (RFC 9580, version 6)."""
    ### BEGIN SOLUTION
    packet = b"\x06" + created.to_bytes(4, "big") + b"\x1b" + (32).to_bytes(4, "big") + public
    return hashlib.sha256(b"\x9b" + (42).to_bytes(4, "big") + packet).hexdigest()
    ### END SOLUTION


# %% [markdown]
# ## Tâche 3. Réparer la lecture d’un trousseau (3 points)
#
# Voici votre trousseau : six clés, et des certificats. Un certificat dit que `"signer"` a signé la clé `"key"`. Cinq d’entre eux ne prouvent rien.

# %% cell="ring-data"
my_keys = variant()["ring"]["keys"]
my_certificates = variant()["ring"]["certificates"]
for one in my_keys:
    print(one, my_keys[one]["name"], my_keys[one]["public"][:16], "…")
for certificate in my_certificates:
    print(certificate["signer"], "→", certificate["key"], certificate["signature"][:16], "…")

# %% [markdown]
# Regardez les noms : deux clés portent le même. L’une des deux n’est peut-être pas celle que l’on croit. C’est pourquoi tout passe par `k1`, `k2`… et par l’empreinte, jamais par le nom seul.
#
# On vous prête trois outils. `lent_print(key)` rend l’empreinte d’une clé du trousseau. `lent_statement(key)` rend les octets que l’on signe pour certifier cette clé : le mot `certify`, son empreinte, son nom. `lent_verify` vérifie une signature écrite en hexadécimal, avec la clé publique en hexadécimal.


# %% cell="lent_tools"
def lent_print(key):
    """Prêté : l’empreinte d’une clé du trousseau."""
    body = bytes.fromhex(f"06{key['created']:08x}1b00000020{key['public']}")
    return hashlib.sha256(bytes.fromhex("9b0000002a") + body).hexdigest()


def lent_statement(key):
    """Prêté : les octets que signe qui certifie cette clé."""
    return ("certify " + lent_print(key) + " " + key["name"]).encode("utf-8")


def lent_verify(public_hex, message, signature_hex):
    """Prêté : dit si la signature est bonne."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_hex)).verify(bytes.fromhex(signature_hex), message)
    except (InvalidSignature, ValueError):
        return False
    return True


# %% cell="draft"
def edges_draft(keys, certificates):
    """Brouillon : rend la liste des flèches, de qui signe vers la clé signée."""
    edges = []
    for certificate in certificates:
        signer = certificate["signer"]
        key = certificate["key"]
        edges.append((key, signer))
    return sorted(edges)


print(edges_draft(my_keys, my_certificates))

# %% [markdown]
# Ce brouillon a quatre défauts :
#
# - il met la flèche à l’envers : elle va de qui signe vers la clé signée ;
# - il compte qu’une clé se signe elle-même, ce que n’importe qui peut faire ;
# - il garde les certificats dont le signataire, ou la clé, n’est pas dans le trousseau ;
# - il ne vérifie aucune signature.
#
# Écrivez `read_edges(keys, certificates)`, le brouillon corrigé. Elle rend une liste triée de couples `(signer, key)`. Finissez par `my_edges`, ce qu’elle rend sur votre trousseau.


# %% task="ring"
### BEGIN SOLUTION
def read_edges(keys, certificates):
    edges = []
    for certificate in certificates:
        signer = certificate["signer"]
        key = certificate["key"]
        known = signer in keys and key in keys and signer != key
        if known and lent_verify(keys[signer]["public"], lent_statement(keys[key]), certificate["signature"]):
            edges.append((signer, key))
    return sorted(edges)


my_edges = read_edges(my_keys, my_certificates)
### END SOLUTION

# %% [markdown]
# ## Tâche 4. Juger quelles clés sont valides (4 points)
#
# Voici maintenant la toile de votre coopérative. Les signatures ont toutes été vérifiées : il reste des flèches, et la confiance que vous donnez à chaque personne. `me`, c’est vous.

# %% cell="web-data"
web = variant()["web"]
me = web["me"]
trust = web["trust"]
print(me)
for signer, key in sorted(web["edges"]):
    print(signer, "→", key, "   ", trust.get(signer, "none"))

# %% [markdown]
# `trust.get(signer, "none")` rend la valeur rangée sous cette étiquette, ou `"none"` si l’étiquette n’existe pas.
#
# 1. `enough(levels)` reçoit la liste des confiances de ceux qui ont signé une clé, par exemple `["marginal", "full"]`. Elle rend `True` s’il y a au moins un `"ultimate"` (vous-même), ou au moins un `"full"`, ou au moins trois `"marginal"`. `levels.count("full")` compte.
# 2. `valid_keys(edges, me, trust)` rend un dictionnaire : de chaque clé valide à sa profondeur, le nombre de pas depuis vous. La vôtre a la profondeur 0.
#
# On procède par tours, de 1 à 5. À chaque tour, on regarde toutes les clés qui ne sont pas encore valides. On ne compte que les signatures des clés valides *avant* ce tour. Si `enough` dit oui, la clé devient valide, et sa profondeur est le numéro du tour. On l’ajoute à la fin du tour, pour qu’elle n’aide que les suivants.
#
# Votre signature compte pour `"ultimate"`, quoi que dise `trust`. `nx.DiGraph(edges)` fait le graphe, `.nodes` donne les clés, `.predecessors(key)` ceux qui l’ont signée.
#
# 3. `my_valid` est le résultat sur votre toile.


# %% task="judge"
### BEGIN SOLUTION
def enough(levels):
    if levels.count("ultimate") >= 1 or levels.count("full") >= 1:
        return True
    return levels.count("marginal") >= 3


def valid_keys(edges, me, trust):
    graph = nx.DiGraph(edges)
    valid = {me: 0}
    for depth in range(1, 6):
        found = []
        for key in graph.nodes:
            levels = []
            for signer in graph.predecessors(key):
                if signer == me:
                    levels.append("ultimate")
                elif signer in valid:
                    levels.append(trust.get(signer, "none"))
            if key not in valid and enough(levels):
                found.append(key)
        for key in found:
            valid[key] = depth
    return valid


my_valid = valid_keys(web["edges"], me, trust)
### END SOLUTION

# %% [markdown]
# Comparez avec le dessin que vous feriez sur papier. Une clé signée par beaucoup de gens peut rester sans valeur, si vous ne vous fiez à aucun d’eux.

# %% [markdown]
# ## Tâche 5. Révoquer (3 points)
#
# Deux révocations circulent pour les clés de votre trousseau. L’une est vraie, l’autre a été fabriquée par quelqu’un d’autre que le propriétaire.


# %% cell="revocation-data"
def lent_revocation(key_print):
    """Prêté : les octets que signe qui révoque la clé de cette empreinte."""
    return ("revoke " + key_print).encode("utf-8")


my_revocations = variant()["ring"]["revocations"]
for revocation in my_revocations:
    print(revocation["key"], revocation["signature"][:16], "…")

# %% [markdown]
# Ici, une révocation n’est bonne que si elle est signée par la clé *qu’elle révoque*. Écrivez trois fonctions.
#
# 1. `revoke(private, key_print)` rend la révocation : les 64 octets de la signature de `lent_revocation(key_print)`, faite avec cette clé privée de 32 octets.
# 2. `revoked_keys(keys, revocations)` rend la liste triée des noms (`"k1"`…) dont la révocation est bonne. Une révocation qui vise une clé absente du trousseau est laissée de côté. Chaque nom n’y est qu’une fois.
# 3. `without(edges, revoked)` rend la liste des flèches qui ne partent d’aucune clé révoquée et n’arrivent à aucune, dans le même ordre.
#
# Puis `my_revoked` : les clés révoquées de votre trousseau.


# %% task="revoke"
### BEGIN SOLUTION
def revoke(private, key_print):
    return Ed25519PrivateKey.from_private_bytes(private).sign(lent_revocation(key_print))


def revoked_keys(keys, revocations):
    found = []
    for revocation in revocations:
        one = revocation["key"]
        if one in keys and one not in found:
            message = lent_revocation(lent_print(keys[one]))
            if lent_verify(keys[one]["public"], message, revocation["signature"]):
                found.append(one)
    return sorted(found)


def without(edges, revoked):
    kept = []
    for signer, key in edges:
        if signer not in revoked and key not in revoked:
            kept.append((signer, key))
    return kept


my_revoked = revoked_keys(my_keys, my_revocations)
### END SOLUTION

# %% [markdown]
# ## Tâche 6. La liste des clés, signée (3 points)
#
# Le dernier travail : une page que vos collègues pourront suivre, et dont ils pourront vérifier qu’elle vient de vous. Dans votre toile, une clé est révoquée ; on vous le donne déjà vérifié.
#
# On vous prête `lent_valid`, qui rend l’ensemble des clés valides.


# %% cell="lent_valid"
def lent_valid(edges, me, trust):
    """Prêté : les clés valides, par les règles de la tâche 4."""
    weight = {"full": 3, "marginal": 1, "none": 0}
    valid = {me}
    for _ in range(5):
        told = {}
        for signer, key in edges:
            told[key] = told.get(key, 0) + (
                0 if signer not in valid else 3 if signer == me else weight[trust.get(signer, "none")]
            )
        valid = valid | {key for key in told if told[key] >= 3}
    return valid


prints = web["fingerprints"]
revoked = web["revoked"]
my_private = bytes.fromhex(variant()["private"])
print(revoked)

# %% [markdown]
# Retirez d’abord toutes les flèches qui touchent une clé révoquée, puis calculez les clés valides.
#
# `policy` est une liste de dictionnaires, un par clé de `prints` sauf la vôtre, dans l’ordre de `sorted(prints)`. Chacun a quatre étiquettes :
#
# - `"name"` et `"fingerprint"` ;
# - `"decision"` : `"revoked"` si la clé est révoquée, sinon `"trust"` si elle est valide, sinon `"refuse"` ;
# - `"path"` : pour `"trust"`, un plus court chemin de vous à cette clé, qui ne passe que par des clés valides ; pour les autres, `[]`. C’est la raison, celle que l’on relit quand on doute.
#
# `nx.DiGraph(edges).subgraph(valid)` ne garde que les clés valides. `nx.shortest_path(graph, me, name)` rend le chemin, une liste de noms.
#
# Écrivez enfin deux fichiers. `politique.json` : `policy` en JSON, accents lisibles, `indent=2`, changé en octets UTF-8. `politique.sig` : les 64 octets de la signature de ces octets-là, avec `my_private`. `Path(…).write_bytes(…)` écrit des octets.


# %% task="policy"
### BEGIN SOLUTION
edges = []
for signer, key in web["edges"]:
    if signer not in revoked and key not in revoked:
        edges.append((signer, key))
valid = lent_valid(edges, me, trust)
graph = nx.DiGraph(edges).subgraph(valid)

policy = []
for name in sorted(prints):
    if name != me:
        row = {"name": name, "fingerprint": prints[name], "decision": "refuse", "path": []}
        if name in revoked:
            row["decision"] = "revoked"
        elif name in valid:
            row["decision"] = "trust"
            row["path"] = nx.shortest_path(graph, me, name)
        policy.append(row)

data = json.dumps(policy, ensure_ascii=False, indent=2).encode("utf-8")
Path("politique.json").write_bytes(data)
Path("politique.sig").write_bytes(Ed25519PrivateKey.from_private_bytes(my_private).sign(data))
### END SOLUTION

# %% [markdown]
# Envoyez les deux fichiers à l’équipe, et dites votre empreinte de vive voix : tout le reste s’y accroche. Si un seul signe de `politique.json` change, la signature ne tient plus.
#
# ## Le bilan
#
# La cellule suivante relit toutes vos réponses.
