# %% [markdown]
# # Attestations vérifiables : l’exercice
#
# Thibault recrute pour son atelier de Gérardmer. Dix candidats lui ont envoyé un badge numérique. Certains sont bons, d’autres périmés, d’autres faux. Vous écrivez le vérificateur, vous vous assurez de la personne, puis vous signez votre propre badge.
#
# Six tâches, 20 points, environ 85 minutes. Vous pouvez vous arrêter et revenir. Chaque tâche se fait sans les autres. Ce qui est prêté porte un nom qui commence par `lent_`, « prêté » en anglais.
#
# Après chaque réponse, exécutez la cellule `check("…")`. Si vous restez en panne, écrivez `hint("verify")` dans une cellule à vous : il y a trois indices par tâche, et ils ne coûtent rien.
#
# Les écoles, les gens et les clés sont inventés. Ne mettez pas votre vrai nom dans un badge d’essai.

# %% cell="setup"
from autograder.check import check, check_all, hint, solution, variant

# %% [markdown]
# Cette cellule apporte les outils de la leçon. Exécutez-la aussi. La dernière ligne coupe les avertissements de la bibliothèque, pour que la page reste lisible.

# %% cell="imports"
import base64
import hashlib
import json
import uuid
import warnings
from datetime import datetime

import rfc8785
from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey

warnings.simplefilter("ignore")

# %% [markdown]
# ## Tâche 1. Prévoir ce qu’un badge prouve (3 points)
#
# Noor a reçu un badge de son école : un texte signé, qui part par courriel. Sans rien exécuter, donnez six réponses, une par ligne, de la forme `nom = réponse` :
#
# - `parts` : en combien de morceaux le texte est-il coupé par des points ?
# - `readable` : quelqu’un qui n’a aucune clé peut-il lire le nom du diplôme ? `True` ou `False`.
# - `changed_name` : Noor change une lettre de son nom dans le badge. Le vérificateur répond-il `"ok"` ou `"refused"` ?
# - `key_from_badge` : le badge contient une clé publique dans son en-tête. Peut-on vérifier le badge avec elle, et s’y fier ? `True` ou `False`.
# - `expired_signature` : le badge est périmé depuis hier. Sa *signature* est-elle encore bonne ? `True` ou `False`.
# - `copied_badge` : un voisin présente une copie du badge de Noor. La signature est-elle bonne ? `True` ou `False`.

# %% task="predict"
### BEGIN SOLUTION
parts = 3
readable = True
changed_name = "refused"
key_from_badge = False
expired_signature = True
copied_badge = True
### END SOLUTION

# %% [markdown]
# ## Tâche 2. Lire un badge sans clé (3 points)
#
# Voici les dix badges reçus. Ils sont à vous : votre voisine en a d’autres.

# %% cell="tokens"
tokens = variant()["tokens"]

for token in tokens:
    print(len(token), token[:48], "…")

# %% [markdown]
# Chaque morceau est en base64 pour adresses : `-` et `_` remplacent `+` et `/`, et les `=` de la fin sont enlevés. Python en veut encore ; deux suffisent toujours, les signes de trop sont ignorés.

# %% cell="padding"
print(base64.urlsafe_b64decode("QmFkZ2U" + "=="))
print(json.loads(b'{"alg": "Ed25519"}')["alg"])

# %% [markdown]
# Écrivez :
#
# 1. `decode_part(text)` reçoit un morceau et rend ses octets.
# 2. `read_badge(token)` rend deux dictionnaires d’un coup : l’en-tête, puis le contenu. Par exemple, `return (a, b)` rend deux valeurs, et `a, b = read_badge(token)` les reçoit.
# 3. `titles` : la liste des valeurs de l’étiquette `"name"` des dix contenus, dans l’ordre de `tokens`.
#
# Aucune signature n’est vérifiée ici : lire n’est pas croire.


# %% task="read"
### BEGIN SOLUTION
def decode_part(text):
    return base64.urlsafe_b64decode(text + "==")


def read_badge(token):
    parts = token.split(".")
    return (json.loads(decode_part(parts[0])), json.loads(decode_part(parts[1])))


titles = []
for token in tokens:
    header, badge = read_badge(token)
    titles.append(badge["name"])
### END SOLUTION

# %% [markdown]
# ## Tâche 3. Réparer un vérificateur trop crédule (5 points)
#
# Thibault se fie à deux écoles. `trusted` est un dictionnaire, de l’adresse de l’école à sa clé publique. `now` est l’heure de la vérification. `lent_read` fait le travail de la tâche 2, avec la bibliothèque.


# %% cell="draft"
trusted = variant()["trusted"]
now = variant()["now"]


def lent_read(token):
    """Prêté : rend l’en-tête et le contenu, sans rien vérifier."""
    opened = jws.extract_compact(token.encode("ascii"))
    return (opened.headers(), json.loads(opened.payload))


def verify_draft(token, trusted, now):
    header, badge = lent_read(token)
    if "jwk" in header:
        key = OKPKey.import_key(header["jwk"])
    else:
        key = OKPKey.import_key(trusted[badge["issuer"]["id"]])
    try:
        jws.deserialize_compact(token, key, algorithms=[header["alg"]])
    except JoseError:
        return "signature"
    if "validUntil" in badge and now > badge["validUntil"]:
        return "expired"
    return "ok"


# %% cell="draft-runs"
print(now, list(trusted))
for number in range(len(tokens)):
    header, badge = lent_read(tokens[number])
    if badge["issuer"]["id"] in trusted and header["alg"] != "HS256":
        print(
            number,
            header["alg"],
            badge["validFrom"],
            badge.get("validUntil"),
            verify_draft(tokens[number], trusted, now),
        )

# %% [markdown]
# `badge.get("validUntil")` donne la valeur, ou `None` si l’étiquette manque. Le brouillon accepte des badges faux, ou pas encore valables. Il prend la clé que le badge apporte, il laisse le badge choisir son algorithme, il suppose l’émetteur connu, et il compare les dates comme des textes. Or `03:30:00-05:00` et `08:30:00+00:00` sont le même moment.
#
# Écrivez `verify_badge(token, trusted, now)`, corrigé. Il rend le mot de la première ligne vraie :
#
# | situation | réponse |
# |---|---|
# | l’algorithme de l’en-tête n’est pas `"Ed25519"` | `"algorithm"` |
# | l’émetteur n’est pas dans `trusted` | `"issuer"` |
# | la signature n’est pas bonne avec la clé de `trusted` | `"signature"` |
# | `now` est avant `validFrom` | `"early"` |
# | `now` est à `validUntil` ou après ; l’étiquette peut manquer | `"expired"` |
# | rien de tout cela | `"ok"` |
#
# `datetime.fromisoformat(text)` change une date en moment ; les moments se comparent avec `<` et `>=`, quel que soit le fuseau.
#
# Puis faites `verdicts`, la liste des dix réponses, dans l’ordre de `tokens`.


# %% task="verify"
### BEGIN SOLUTION
def verify_badge(token, trusted, now):
    header, badge = lent_read(token)
    issuer = badge["issuer"]["id"]
    if header["alg"] != "Ed25519":
        return "algorithm"
    if issuer not in trusted:
        return "issuer"
    try:
        jws.deserialize_compact(token, OKPKey.import_key(trusted[issuer]), algorithms=["Ed25519"])
    except JoseError:
        return "signature"
    moment = datetime.fromisoformat(now)
    if moment < datetime.fromisoformat(badge["validFrom"]):
        return "early"
    if "validUntil" in badge and moment >= datetime.fromisoformat(badge["validUntil"]):
        return "expired"
    return "ok"


verdicts = []
for token in tokens:
    verdicts.append(verify_badge(token, trusted, now))
### END SOLUTION

# %% [markdown]
# ## Tâche 4. S’assurer de qui présente le badge (3 points)
#
# Une copie de badge se vérifie aussi bien que l’original. L’école a donc écrit, dans `credentialSubject`, un identifiant tiré de la clé publique de Noor : l’empreinte de cette clé. Noor seule a la clé privée.
#
# Le vérificateur pose une question neuve, le défi. Noor signe le défi, et envoie sa clé publique avec la réponse. L’empreinte suit la RFC 7638 : les trois étiquettes `crv`, `kty` et `x`, en ordre et sans espace, puis SHA-256. `rfc8785.dumps` écrit toujours le même texte pour le même dictionnaire.

# %% cell="canonical"
PREFIX = "urn:ietf:params:oauth:jwk-thumbprint:sha-256:"

print(rfc8785.dumps({"x": "abc", "crv": "Ed25519"}))
print(rfc8785.dumps({"crv": "Ed25519", "x": "abc"}))
print(base64.urlsafe_b64encode(b"\xfb\xff").decode("ascii").rstrip("="))

# %% [markdown]
# Les deux premières lignes sont égales : l’ordre du dictionnaire ne compte plus. Écrivez :
#
# 1. `thumbprint(jwk)` reçoit une clé publique et rend son empreinte, un texte en base64 pour adresses, sans `=`. La clé peut porter d’autres étiquettes : elles ne comptent pas.
# 2. `is_holder(badge, jwk, answer, challenge)` rend `True` si les trois points sont vrais, `False` sinon : l’identifiant du badge, sous `["credentialSubject"]["id"]`, est `PREFIX` suivi de l’empreinte de `jwk` ; `answer` est bien signée par cette clé, en Ed25519 ; le texte signé est `challenge`.
#
# `answer` est une signature en trois morceaux. `jws.deserialize_compact(…)` rend un objet, et `.payload` donne ce qui a été signé, en octets.


# %% task="holder"
### BEGIN SOLUTION
def thumbprint(jwk):
    public = {"crv": jwk["crv"], "kty": jwk["kty"], "x": jwk["x"]}
    digest = hashlib.sha256(rfc8785.dumps(public)).digest()
    return base64.urlsafe_b64encode(digest).decode("ascii").rstrip("=")


def is_holder(badge, jwk, answer, challenge):
    if badge["credentialSubject"]["id"] != PREFIX + thumbprint(jwk):
        return False
    try:
        signed = jws.deserialize_compact(answer, OKPKey.import_key(jwk), algorithms=["Ed25519"])
    except JoseError:
        return False
    return signed.payload == challenge.encode("utf-8")


### END SOLUTION

# %% [markdown]
# ## Tâche 5. Donner son rôle à chacun (2 points)
#
# Sept acteurs. Donnez à chacun un des six mots : `"issuer"` (émetteur), `"holder"` (détenteur), `"verifier"` (vérificateur), `"wallet"` (fournisseur de portefeuille), `"source"` (source authentique), `"none"` (aucun de ces rôles).
#
# - `"school"` : le centre de formation signe le badge de Noor.
# - `"noor"` : Noor garde le badge dans son téléphone et choisit à qui le montrer.
# - `"workshop"` : l’atelier de Thibault demande le badge et le contrôle.
# - `"app"` : l’organisme qui fournit l’application du téléphone, sous la responsabilité d’un État de l’Union.
# - `"register"` : le registre officiel des diplômes, que le centre consulte avant de signer.
# - `"ministry"` : au Québec, l’organisme public qui délivre à un citoyen une attestation numérique signée.
# - `"cousin"` : un cousin de Noor, qui a reçu une copie du fichier par courriel et n’a pas la clé de Noor.
#
# Écrivez un dictionnaire nommé `roles`, qui donne un mot à chacun des sept.

# %% task="roles"
### BEGIN SOLUTION
roles = {
    "school": "issuer",
    "noor": "holder",
    "workshop": "verifier",
    "app": "wallet",
    "register": "source",
    "ministry": "issuer",
    "cousin": "none",
}
### END SOLUTION

# %% [markdown]
# ## Tâche 6. Signer votre propre badge (4 points)
#
# À vous d’être l’émetteur. Voici ce qu’il vous faut : un atelier d’essai, l’identifiant de la personne qui recevra le badge, deux dates, et la compétence que vous attestez.


# %% cell="lent_issue"
CONTEXT = ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"]
issuer = variant()["issuer"]
holder = variant()["holder"]
start = variant()["start"]
end = variant()["end"]
achievement = {
    "id": "https://atelier-essai.example/badges/24",
    "type": ["Achievement"],
    "name": tr("Vérifier une attestation"),
    "description": tr("Lire un badge signé, refuser les faux, en signer un."),
    "criteria": {"narrative": tr("L’exercice du module 24 est réussi.")},
}


def lent_seconds(text):
    """Prêté : une date en secondes depuis le 1er janvier 1970."""
    return int(datetime.fromisoformat(text).timestamp())


def lent_save(path, text):
    """Prêté : écrit un texte dans un fichier."""
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


print(issuer, holder, start, end, lent_seconds(start))

# %% [markdown]
# Un badge Open Badges 3.0 a ces étiquettes :
#
# | étiquette | valeur |
# |---|---|
# | `"@context"` | `CONTEXT` |
# | `"id"` | `"urn:uuid:"` suivi d’un identifiant neuf, `str(uuid.uuid4())` |
# | `"type"` | la liste `["VerifiableCredential", "OpenBadgeCredential"]` |
# | `"name"` | le nom de la compétence, `achievement["name"]` |
# | `"issuer"` | un dictionnaire : `"id"` et `"name"` de l’émetteur, et `"type": ["Profile"]` |
# | `"validFrom"`, `"validUntil"` | les deux dates, en texte |
# | `"credentialSubject"` | un dictionnaire : `"id"` le détenteur, `"type": ["AchievementSubject"]`, et `"achievement"` |
#
# Écrivez :
#
# 1. `make_badge(issuer, holder, achievement, start, end)` rend ce dictionnaire.
# 2. `sign_badge(badge, private)` rend le badge signé, un texte. L’en-tête est `{"alg": "Ed25519", "typ": "JWT", "kid": …}`, où `kid` est l’adresse de l’émetteur suivie de `#key-1`. Le contenu signé est le badge, plus cinq étiquettes : `"iss"` l’adresse de l’émetteur, `"jti"` l’identifiant du badge, `"sub"` celui du détenteur, `"nbf"` et `"exp"` le début et la fin, par `lent_seconds`. `dict(badge)` fait une copie ; `json.dumps(…).encode("utf-8")` donne les octets.
#
# Finissez la cellule ainsi : tirez une paire de clés avec `OKPKey.generate_key("Ed25519")` ; `.as_dict(private=True)` donne la clé privée, `.as_dict(private=False)` la publique. Écrivez le badge signé dans `"badge.jwt"`, et la clé publique, en JSON, dans `"cle-publique.json"`.


# %% task="issue"
### BEGIN SOLUTION
def make_badge(issuer, holder, achievement, start, end):
    return {
        "@context": CONTEXT,
        "id": "urn:uuid:" + str(uuid.uuid4()),
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": achievement["name"],
        "issuer": {"id": issuer["id"], "type": ["Profile"], "name": issuer["name"]},
        "validFrom": start,
        "validUntil": end,
        "credentialSubject": {"id": holder, "type": ["AchievementSubject"], "achievement": achievement},
    }


def sign_badge(badge, private):
    header = {"alg": "Ed25519", "typ": "JWT", "kid": badge["issuer"]["id"] + "#key-1"}
    claims = dict(badge)
    claims["iss"] = badge["issuer"]["id"]
    claims["jti"] = badge["id"]
    claims["sub"] = badge["credentialSubject"]["id"]
    claims["nbf"] = lent_seconds(badge["validFrom"])
    claims["exp"] = lent_seconds(badge["validUntil"])
    payload = json.dumps(claims).encode("utf-8")
    return jws.serialize_compact(header, payload, OKPKey.import_key(private), algorithms=["Ed25519"])


pair = OKPKey.generate_key("Ed25519")
badge = make_badge(issuer, holder, achievement, start, end)
lent_save("badge.jwt", sign_badge(badge, pair.as_dict(private=True)))
lent_save("cle-publique.json", json.dumps(pair.as_dict(private=False)))
### END SOLUTION

# %% [markdown]
# Le fichier `badge.jwt` est un vrai badge, à la forme des Open Badges 3.0. Qui a `cle-publique.json`, et sait qu’elle est à vous, peut le vérifier. Au travail, cette clé se publie sur le site de l’émetteur, et la privée se garde dans un coffre.
#
# ## Le bilan
#
# La cellule suivante relit toutes vos réponses.
