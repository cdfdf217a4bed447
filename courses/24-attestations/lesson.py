# %% [markdown]
# # Attestations vérifiables : croire un diplôme sans appeler l’école
#
# Mardi, 17 h 30, à Gérardmer. Thibault cherche un soudeur pour son atelier de six personnes. Un candidat lui envoie la photo d’un diplôme. L’école est fermée, et le chantier commence jeudi. Le papier est beau. Est-il vrai ?
#
# À Magog, Josée embauche pour son restaurant. Une candidate lui tend un téléphone : « Mon badge est là. » L’écran montre un logo et une coche verte. N’importe qui peut dessiner une coche verte.
#
# Une photo se retouche, un logo se copie. Une signature numérique, non. Voyons comment on vérifie une attestation en une seconde, sans réseau et sans appeler personne. Voyons aussi comment on se fait avoir.

# %% [markdown]
# ## Ce que vous saurez faire
#
# - Lire un badge numérique et vérifier sa signature.
# - Reconnaître quatre façons de tromper un vérificateur.
# - Vous assurer que la personne est bien celle du badge.
# - Signer un badge, et nommer les rôles autour d’un portefeuille.
#
# Comptez cinquante-cinq minutes. Il faut les modules 02, 12 et 22 : JSON, base64, l’empreinte, les clés publique et privée, le chiffrement. Tout se passe sur votre machine, sans Internet.
#
# Les écoles, les gens et les clés sont inventés. Ne mettez pas vos vrais papiers dans cette page.

# %% [markdown]
# ## 1. Un texte, un tampon
#
# Une **attestation** est un texte signé qui affirme quelque chose sur quelqu’un. Une attestation de compétence s’appelle souvent un **badge numérique**. L’**émetteur** affirme et signe ; ici, l’école. Le **détenteur** garde l’attestation ; ici, la personne qui postule. Le **vérificateur** la demande et la contrôle ; ici, Thibault ou Josée.
#
# Le module 12 a montré la paire de clés. La clé privée signe, la clé publique vérifie. Prenons celle de la RFC 8037, une règle écrite d’Internet. Elle est publiée : elle sert aux exemples, jamais au travail.

# %%
import warnings

from joserfc.jwk import OKPKey

warnings.simplefilter("ignore")
private = {"kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}
private["d"] = "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"
school = OKPKey.import_key(private)
print(school.as_dict(private=False))

# %% [markdown]
# La bibliothèque s’appelle `joserfc`. La clé est un dictionnaire. `x` est la partie publique, `d` la partie privée. `crv` nomme le calcul, Ed25519 (« ed vingt-cinq mille cinq cent dix-neuf »). La ligne `warnings` coupe des avertissements, pour que la page reste lisible.
#
# Signons un petit texte. *Votre pari : le résultat cache-t-il le texte ?*

# %%
import json

from joserfc import jws

badge = {"name": "Souder, Noor"}
token = jws.serialize_compact({"alg": "Ed25519"}, json.dumps(badge).encode("utf-8"), school, algorithms=["Ed25519"])
print(token)

# %% [markdown]
# Trois morceaux séparés par des points : c’est un **jeton**. La RFC 7515 décrit cette forme, nommée JWS (*JSON web signature*, signature JSON pour le web). Coupons-le.

# %%
import base64

for part in token.split("."):
    print(base64.urlsafe_b64decode(part + "=="))

# %% [markdown]
# L’en-tête dit le calcul. Le contenu est en clair. Le troisième morceau est la signature : 64 octets qui ne disent rien. Rien n’est caché. C’est du base64, comme au module 02, avec `-` et `_` à la place de `+` et `/`. Les `=` de la fin sont enlevés ; il faut les remettre pour relire.
#
# Signer n’est donc pas chiffrer. Qui reçoit un badge lit tout ce qu’il contient.

# %% [markdown]
# ## 2. Vérifier
#
# `deserialize_compact` refait le calcul avec la clé publique. Si la signature est mauvaise, elle lève `BadSignatureError`, que l’on attrape comme au module 02. *Votre pari pour les deux lignes ?*

# %%
from joserfc.errors import BadSignatureError

public = OKPKey.import_key(school.as_dict(private=False))
head, body, signature = token.split(".")
liar = base64.urlsafe_b64encode(b'{"name": "Souder, Karl"}').decode("ascii").rstrip("=")
for text in [token, head + "." + liar + "." + signature]:
    try:
        print(jws.deserialize_compact(text, public, algorithms=["Ed25519"]).payload)
    except BadSignatureError:
        print(tr("refusé"))

# %% [markdown]
# Le premier passe. Le second a changé de nom, la signature ne suit pas : refusé. `.payload` donne le contenu, en octets ; `rstrip` enlève les `=` de la fin.
#
# Est-ce vrai pour chaque caractère ? La fonction suivante en change un seul, à la place choisie. Elle dessine le jeton ; elle n’est pas à retenir.

# %%
from IPython.display import display
from matplotlib import pyplot
from joserfc.errors import JoseError


def draw_token(place):
    figure, axes = pyplot.subplots(figsize=(9, 1.5))
    start = 0
    names = [tr("en-tête"), tr("contenu"), tr("signature")]
    for name, part, color in zip(names, token.split("."), ["lightblue", "moccasin", "lightgray"]):
        axes.barh(0, len(part), left=start, color=color, edgecolor="black")
        axes.text(start + len(part) / 2, 0, name, ha="center", va="center")
        start = start + len(part) + 1
    axes.plot([place + 0.5], [0.62], "v", color="black", markersize=11)
    axes.set(xlim=(-1, len(token) + 1), ylim=(-0.5, 0.9))
    axes.set_axis_off()
    pyplot.close(figure)
    return figure


# %%
def try_place(place):
    """Change un caractère du jeton, et dit ce que répond l’outil."""
    other = "B" if token[place] == "A" else "A"
    changed = token[:place] + other + token[place + 1 :]
    try:
        jws.deserialize_compact(changed, public, algorithms=["Ed25519"])
        answer = tr("accepté")
    except (JoseError, ValueError):
        answer = tr("refusé")
    sentence = tr("Caractère {n} changé : {answer}.").format(n=place, answer=answer)
    display(draw_token(place), metadata={"image/png": {"alt": sentence}})
    print(sentence)


try_place(30)

# %%
from ipywidgets import IntSlider, interact

_ = interact(try_place, place=IntSlider(value=60, min=0, max=len(token) - 2, description=tr("place")))

# %% [markdown]
# Sans curseur à l’écran, changez le nombre de la cellule du dessus. Le triangle montre la place. En-tête, contenu ou signature : un caractère changé, et tout est refusé. `JoseError` réunit toutes les façons qu’a `joserfc` de refuser.
#
# Et l’outil, calcule-t-il juste ? La RFC 8037 publie, en annexe A.4, une signature faite avec cette clé. Son en-tête dit `EdDSA` : l’ancien nom. Depuis octobre 2025, la RFC 9864 veut le nom exact, `Ed25519`.

# %%
message = b"eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc"
published = "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg"
old = jws.serialize_compact({"alg": "EdDSA"}, b"Example of Ed25519 signing", school, algorithms=["EdDSA"])
print(old == message.decode("ascii") + "." + published)

# %% [markdown]
# `True` : même texte, même clé, même signature que dans la RFC.

# %% [markdown]
# ## 3. Ce que dit un vrai badge
#
# Deux normes se partagent le travail. Le W3C (*World Wide Web Consortium*, qui écrit les règles du web) décrit toute attestation : la *Verifiable Credentials Data Model 2.0*. L’association 1EdTech décrit les badges : *Open Badges 3.0*. Voici un badge, un peu raccourci.

# %%
real = {
    "@context": ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
    "id": "urn:uuid:2ed6657d-e927-568b-95e1-2665a8aea6a2",
    "type": ["VerifiableCredential", "OpenBadgeCredential"],
    "issuer": {"id": "https://cfa-exemple.example", "type": ["Profile"], "name": "CFA Exemple"},
    "validFrom": "2025-03-03T08:00:00Z",
    "validUntil": "2028-03-03T08:00:00Z",
}
real["credentialSubject"] = {"id": "urn:noor", "type": ["AchievementSubject"]}
real["credentialSubject"]["achievement"] = {"type": ["Achievement"], "name": "Souder", "criteria": {"narrative": "…"}}
for label in real:
    print(label.ljust(18), real[label])

# %% [markdown]
# `@context` dit dans quelle langue sont les étiquettes. `issuer` est l’émetteur. `validFrom`, obligatoire, est le début ; `validUntil`, la fin, peut manquer. `credentialSubject` parle du détenteur, et de ce qu’il a réussi.
#
# Signé dans un jeton, le badge reçoit cinq étiquettes de plus, courtes, que les programmes lisent d’abord : `iss` l’émetteur, `jti` le numéro, `sub` le détenteur, `nbf` et `exp` les dates en secondes. Notre leçon signe avec Ed25519. D’autres outils signent avec d’autres calculs ; regardez lesquels votre vérificateur accepte.

# %% [markdown]
# ## 4. Quatre façons de se faire avoir
#
# ### Avant d’aller plus loin : la loi
#
# Vous allez fabriquer de faux badges. Sur vos propres données, c’est permis, et c’est ainsi que l’on apprend. Essayer un faux sur le vérificateur d’un autre demande son autorisation écrite, datée. S’en servir est puni des deux côtés. Les textes sont des données datées : `as_of` est le jour de la lecture, `version` la date du texte lu.

# %%
FORGERY = {
    "jurisdiction": "France",
    "source": tr("Code pénal, art. 441-7"),
    "as_of": "2026-11-25",
    "version": tr("copie d’avant 2002"),
    "in_force": True,
    "says": tr("Établir une attestation inexacte, en falsifier une vraie ou s’en servir est puni."),
}
print(FORGERY["source"], FORGERY["version"])
print(FORGERY["says"])

# %%
FORGERY_CANADA = {
    "jurisdiction": "Canada",
    "source": tr("Code criminel, art. 368"),
    "as_of": "2026-11-25",
    "version": "2022-11-16",
    "in_force": True,
    "says": tr("Se servir d’un document que l’on sait contrefait, le transmettre ou le vendre est puni."),
}
print(FORGERY_CANADA["source"], FORGERY_CANADA["version"])
print(FORGERY_CANADA["says"])

# %% [markdown]
# ### Un badge qui choisit son calcul
#
# L’en-tête dit quel calcul employer. Il est écrit par celui qui présente le badge. La RFC 7515 permet `"none"` : aucune signature. *Votre pari : que font ces deux appels ?*

# %%
fake = base64.urlsafe_b64encode(b'{"alg": "none"}').decode("ascii").rstrip("=") + "." + liar + "."
for allowed in [["none"], ["Ed25519"]]:
    try:
        print(jws.deserialize_compact(fake, public, algorithms=allowed).payload)
    except JoseError as error:
        print(tr("refusé"), error)

# %% [markdown]
# `as error` garde le message du refus, que `print` montre. Le premier appel accepte un badge sans signature, parce qu’on l’a permis. Un programme qui écrit `algorithms=[header["alg"]]` le permet à tout le monde. C’est à vous de fixer le calcul, jamais au badge.
#
# ### Un badge qui apporte sa clé
#
# L’en-tête peut aussi contenir une clé publique, sous `jwk`. Un faussaire tire sa propre paire, signe avec, et la joint.

# %%
crook = OKPKey.generate_key("Ed25519")
header = {"alg": "Ed25519", "jwk": crook.as_dict(private=False)}
forged = jws.serialize_compact(header, b'{"name": "Souder, Karl"}', crook, algorithms=["Ed25519"])
for name, key in [(tr("sa clé"), crook), (tr("la clé de l’école"), public)]:
    try:
        print(name, jws.deserialize_compact(forged, key, algorithms=["Ed25519"]).payload)
    except JoseError:
        print(name, tr("refusé"))

# %% [markdown]
# Avec sa clé à lui, tout concorde. Avec celle de l’école, non. La question n’est donc pas « la signature est-elle bonne ? », mais « est-elle bonne *avec la clé que je connais* ? ».
#
# ### Un émetteur inconnu
#
# D’où vient la clé que l’on connaît ? D’une liste, que le vérificateur tient : une adresse d’école, une clé. Le module 12 a montré la même idée avec vos fournisseurs. Une école qui n’est pas dans la liste n’est pas forcément fausse. Elle est à vérifier autrement.

# %%
trusted = {"https://cfa-exemple.example": school.as_dict(private=False)}
for issuer in ["https://cfa-exemple.example", "https://cfa-exemp1e.example"]:
    print(issuer, issuer in trusted)

# %% [markdown]
# Un `l` est devenu un `1`. L’œil hésite, `in` non.
#
# ### Une date d’ailleurs
#
# Une signature ne se périme pas : le calcul reste juste. La date est une question à part. Et les dates voyagent. *Votre pari : laquelle de ces deux heures vient la première ?*

# %%
from datetime import datetime

paris = "2026-11-25T10:30:00+01:00"
magog = "2026-11-25T05:00:00-05:00"
print(paris < magog)
print(datetime.fromisoformat(paris) < datetime.fromisoformat(magog))

# %% [markdown]
# Comparés comme des textes, `10` passe après `05` : `False`. Comparés comme des moments, il est 9 h 30 à Greenwich pour la première, 10 h pour la seconde : `True`. `fromisoformat` tient compte du fuseau, la fin de la ligne.

# %% [markdown]
# ## 5. Est-ce bien la bonne personne ?
#
# Une copie du badge de Noor se vérifie aussi bien que l’original : ce sont les mêmes octets. Thibault sait que Noor sait souder. Il ne sait pas si la personne devant lui est Noor.
#
# L’école peut lier le badge à une clé. Noor tire sa paire ; l’école écrit dans le badge l’empreinte de sa clé publique. Mais une empreinte change au moindre espace. Il faut une écriture unique d’un même dictionnaire. C’est le rôle de la RFC 8785, et de la bibliothèque `rfc8785`.

# %%
import rfc8785

print(json.dumps({"b": 4.50, "a": 1}), json.dumps({"a": 1, "b": 4.5}))
print(rfc8785.dumps({"b": 4.50, "a": 1}), rfc8785.dumps({"a": 1, "b": 4.5}))

# %% [markdown]
# `json.dumps` garde l’ordre reçu : deux textes. `rfc8785.dumps` trie et enlève les espaces : un seul. L’exemple publié par la RFC, section 3.2.2, contient des nombres difficiles.

# %%
numbers = rfc8785.dumps({"numbers": [333333333.33333329, 1e30, 4.50, 2e-3, 0.000000000000000000000000001]})
print(numbers == b'{"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27]}')

# %% [markdown]
# `True`. L’empreinte d’une clé suit la RFC 7638 : trois étiquettes, en ordre, puis SHA-256. Celle de la clé d’exemple est publiée dans la RFC 8037, annexe A.3.

# %%
import hashlib

digest = hashlib.sha256(rfc8785.dumps(school.as_dict(private=False))).digest()
print(base64.urlsafe_b64encode(digest).decode("ascii").rstrip("="))
print(school.thumbprint())

# %% [markdown]
# Deux fois `kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k`, la valeur de la RFC.
#
# Reste à prouver que l’on a la clé privée. Le vérificateur tire une question neuve, le **défi**. Le détenteur la signe. *Votre pari : pourquoi une question neuve à chaque fois ?*

# %%
import os

noor = OKPKey.generate_key("Ed25519")
challenge = os.urandom(8).hex()
answer = jws.serialize_compact({"alg": "Ed25519"}, challenge.encode("utf-8"), noor, algorithms=["Ed25519"])
print(challenge)
print(jws.deserialize_compact(answer, noor, algorithms=["Ed25519"]).payload)

# %% [markdown]
# La réponse contient le défi, signé. Si la question était toujours la même, on pourrait garder la réponse d’hier et la rejouer. Trois points doivent donc concorder : l’empreinte du badge, la signature, et le défi d’aujourd’hui.
#
# À vous de modifier : faites signer le défi par `crook`, et vérifiez avec la clé de `noor`. Que se passe-t-il ?

# %% [markdown]
# ## 6. Le portefeuille et ses rôles
#
# Personne ne tape cela à la main. Une application le fait, le **portefeuille** : elle range les attestations, garde la clé privée, demande à la personne son accord, et signe le défi.
#
# Cette cellule dessine les rôles.

# %%
PLACES = {
    tr("source authentique"): (0, 2),
    tr("émetteur"): (0, 1),
    tr("détenteur"): (2, 1),
    tr("vérificateur"): (4, 1),
    tr("fournisseur de portefeuille"): (2, 2),
}
ARROWS = [((0, 1.75), (0, 1.25), tr("dit ce qui est vrai")), ((0.75, 1), (1.25, 1), tr("remet"))]
ARROWS += [((2.75, 1), (3.25, 1), tr("montre")), ((2, 1.75), (2, 1.25), tr("prête l’outil"))]
ARROWS += [((3.9, 0.75), (0.1, 0.75), tr("connaît sa clé publique"))]


# %%
def draw_roles():
    figure, axes = pyplot.subplots(figsize=(9, 3.8))
    for start, end, label in ARROWS:
        axes.annotate("", end, start, arrowprops={"arrowstyle": "->", "lw": 1.6})
        shift = 0.08 if start[1] == end[1] == 1 else -0.12 if start[1] == end[1] else 0
        side = 0.08 if start[0] == end[0] else 0
        middle = ((start[0] + end[0]) / 2 + side, (start[1] + end[1]) / 2 + shift)
        axes.text(*middle, label, ha="left" if side else "center", va="center", size=9)
    for name, (x, y) in PLACES.items():
        axes.text(x, y, name, ha="center", va="center", bbox={"boxstyle": "round,pad=0.5", "fc": "moccasin"})
    axes.set(xlim=(-0.9, 4.7), ylim=(0.45, 2.35))
    axes.set_axis_off()
    pyplot.close(figure)
    return figure


# %%
description = tr(
    "L’émetteur remet l’attestation au détenteur, qui la montre au vérificateur. La source dit à l’émetteur ce qui est vrai. Le fournisseur de portefeuille prête l’outil. Le vérificateur connaît la clé publique de l’émetteur."
)
display(draw_roles(), metadata={"image/png": {"alt": description}})
print(description)

# %% [markdown]
# Regardez la flèche du bas : le vérificateur n’appelle pas l’émetteur. Il lui faut sa clé publique, une fois. L’école ne sait donc pas où Noor montre son badge. Et si l’école ferme, le badge reste vérifiable.
#
# Deux lois parlent de ces rôles. Ce sont des données datées.

# %%
WALLET = {
    "jurisdiction": tr("Union européenne"),
    "source": tr("Règlement (UE) 2024/1183"),
    "as_of": "2026-11-25",
    "version": "2024-04-30",
    "in_force": True,
    "says": tr(
        "En vigueur depuis le 20 mai 2024. Chaque État membre doit offrir au moins un portefeuille, vers fin 2026."
    ),
}
print(WALLET["source"], WALLET["version"])
print(WALLET["says"])

# %%
IDENTITY_QUEBEC = {
    "jurisdiction": "Québec",
    "source": tr("Loi concernant l’identité numérique nationale"),
    "as_of": "2026-11-25",
    "version": "2025-10-22",
    "in_force": tr("non confirmé"),
    "says": tr(
        "Adoptée le 22 octobre 2025. Des attestations numériques, au choix de la personne, dans une application."
    ),
}
print(IDENTITY_QUEBEC["source"], IDENTITY_QUEBEC["version"])
print(IDENTITY_QUEBEC["says"])

# %% [markdown]
# Le règlement européen, souvent appelé eIDAS 2 (*electronic identification, authentication and trust services*, identification électronique, authentification et services de confiance), donne d’autres noms aux mêmes rôles.
#
# | ici | en Europe | au Québec |
# |---|---|---|
# | émetteur | fournisseur d’attestations électroniques d’attributs | l’organisme public qui délivre l’attestation numérique |
# | détenteur | utilisateur | la citoyenne ou le citoyen, qui approuve chaque usage |
# | vérificateur | partie utilisatrice, inscrite à un registre national | le service en ligne qui demande la preuve |
# | source | source authentique | la source officielle de données numériques gouvernementales |
# | portefeuille | portefeuille européen d’identité numérique | une application sur l’appareil mobile |
#
# Ce que nous n’avons pas pu confirmer : le jour de mise en service du portefeuille québécois, l’état de chaque portefeuille national en Europe, et un cadre fédéral canadien pour les badges. Demandez à la source.

# %% [markdown]
# ## 7. Ce qu’un badge ne prouve pas
#
# - Que l’école est sérieuse. La signature dit qui parle, pas s’il dit vrai.
# - Que le badge n’a pas été retiré depuis. Il existe des listes de retraits, que le vérificateur consulte.
# - Que l’on n’en montre pas trop. Notre badge se montre en entier ; d’autres formats permettent de ne montrer que « majeur », sans la date de naissance.
#
# Un badge périmé n’est pas un faux, ni un émetteur inconnu un escroc. Le refus ouvre une conversation, il ne la ferme pas.
#
# À vous de fabriquer : une fonction `days_left(badge, now)`, qui rend le nombre de jours avant `validUntil`. Soustraire deux moments donne une durée ; `.days` en donne les jours.

# %%
# Votre fonction, puis deux lignes print pour l’essayer :

# %% [markdown]
# ## Ce que vous savez faire maintenant
#
# - Couper un jeton en trois, et lire ce qu’il dit sans clé.
# - Vérifier une signature avec la clé que vous connaissez.
# - Refuser un calcul choisi par le badge, une clé apportée, un émetteur inconnu, une date passée.
# - Relier un badge à une personne, par un défi.
# - Nommer les rôles autour d’un portefeuille.
#
# L’exercice vous donne dix badges, bons et faux, puis vous fait signer le vôtre.

# %% [markdown]
# ## Au travail demain
#
# Vingt minutes. Demandez à un organisme de formation que vous connaissez s’il délivre des badges numériques. S’il le fait, posez trois questions : au format Open Badges 3.0 ? où est publiée votre clé publique ? comment retirez-vous un badge ? Notez les réponses sur la fiche de recrutement de l’entreprise.
#
# ## Trois questions pour se retourner
#
# Elles viennent des modules 02, 12 et 22. Répondez de mémoire, puis lisez la suite.
#
# 1. Le contenu d’un badge est-il codé, chiffré, ou réduit à une empreinte ? Que faudrait-il faire pour que Thibault soit seul à le lire ?
# 2. Un défi ne sert qu’une fois, comme le nonce du module 22. Que coûte un nonce repris ? Et un défi repris ?
# 3. DMARC exige que la signature vise le domaine affiché. Quelle est la règle semblable pour un badge ?

# %% [markdown]
# ### Réponses
#
# 1. Codé, en base64 : on le relit sans clé. Pour Thibault seul, il faudrait le chiffrer avec un outil reconnu, sous un nonce neuf, et lui donner la clé par un autre chemin.
# 2. Deux messages sous le même flux : leur XOR les montre, sans la clé. Un défi repris laisse rejouer la réponse d’hier.
# 3. La signature doit être bonne avec la clé de l’émetteur affiché, prise dans la liste du vérificateur, et non avec une clé quelconque.
#
# *Sources : W3C, Verifiable Credentials Data Model 2.0 ; 1EdTech, Open Badges 3.0 ; RFC 7515, 7638, 8037, 8785 et 9864 ; communiqué du gouvernement du Québec du 23 octobre 2025.*
