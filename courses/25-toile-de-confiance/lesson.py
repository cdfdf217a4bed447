# %% [markdown]
# # La toile de confiance : à qui est cette clé ?
#
# Jeudi, 11 h 05, à Remiremont. Wiam tient la comptabilité d’une coopérative de dix personnes. Un courriel arrive : « C’est Luis, de Sherbrooke. Nouvelle clé, nouveau compte en banque. La facture est signée, vérifie. » Elle vérifie. La signature est bonne.
#
# Elle s’apprête à virer 6 400 euros. Puis elle se demande : bonne pour *quelle* clé ? Celle qui est venue dans le même courriel.
#
# À Sherbrooke, le vrai Luis n’a rien envoyé. Comment Wiam peut-elle savoir à qui appartient une clé, sans prendre l’avion, et sans croire un inconnu ? Il y a deux façons : demander à une autorité, ou demander à ceux que l’on connaît. Cette leçon prend la seconde, puis les compare.

# %% [markdown]
# ## Ce que vous saurez faire
#
# - Signer une clé, et vérifier qu’une clé a été signée.
# - Suivre un chemin de confiance, et juger s’il suffit.
# - Révoquer une clé, et voir ce qui tombe avec elle.
# - Dire quand la toile convient, et quand il vaut mieux une autorité.
#
# Comptez une heure. Il faut les modules 11, 12, 21, 22, 23 et 24 : les octets, l’empreinte, la signature, `try`, les certificats. Tout se passe sur votre machine, sans Internet. Les clés de cette page sont des exemples : ne vous en servez pas ailleurs.

# %% [markdown]
# ## 1. Deux moitiés de clé
#
# Le module 12 l’a dit : la clé *privée* fabrique la signature, la clé *publique* permet à chacun de la vérifier. Regardons-le de près, avec Ed25519 (« ed vingt-cinq mille cinq cent dix-neuf »), que décrit la RFC 8032.

# %%
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

luis = Ed25519PrivateKey.generate()
signature = luis.sign("Facture 4127, 6 400 €".encode())
print(len(luis.private_bytes_raw()), len(luis.public_key().public_bytes_raw()), len(signature))

# %% [markdown]
# 32 octets pour chaque moitié, 64 pour la signature. `.encode()` sans rien entre parenthèses prend UTF-8. `public_key()` donne la moitié publique, `public_bytes_raw()` ses octets.
#
# *Votre pari : la signature tient-elle si le montant change d’un signe ?*

# %%
from cryptography.exceptions import InvalidSignature

for text in ["Facture 4127, 6 400 €", "Facture 4127, 9 400 €"]:
    try:
        luis.public_key().verify(signature, text.encode())
        print(text, tr("bonne"))
    except InvalidSignature:
        print(text, tr("refusée"))

# %% [markdown]
# `verify` se tait quand tout va bien, et lève `InvalidSignature` sinon. C’est le contraire d’un sceau du module 22 : ici, vérifier ne demande aucun secret.
#
# L’outil calcule-t-il juste ? La RFC 8032 publie des vecteurs de test. Le premier signe un message vide.

# %%
secret = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
print(Ed25519PrivateKey.from_private_bytes(secret).sign(b"").hex()[:32] == "e5564300c360ac729086e2cc806e828a")

# %% [markdown]
# `True`. Avec Ed25519, le même message et la même clé donnent toujours la même signature.

# %% [markdown]
# ## 2. Un nom ne prouve rien
#
# Fabriquons maintenant ce que Wiam a reçu. Quelqu’un tire une clé au hasard, et écrit « Luis » à côté. *Votre pari : la vérification s’en aperçoit-elle ?*

# %%
someone = Ed25519PrivateKey.generate()
mail = {"from": "Luis", "public": someone.public_key(), "text": b"Nouveau compte"}
mail["signature"] = someone.sign(mail["text"])
print(mail["public"].verify(mail["signature"], mail["text"]))

# %% [markdown]
# `None` : rien à redire, la signature est bonne. Elle prouve que le message vient de qui tient *cette* clé. Elle ne dit pas que la clé est à Luis. Le nom n’était qu’un mot dans le fichier.
#
# Vous venez de fabriquer une fausse clé au nom d’un autre. C’est une attaque : elle est permise ici, sur des personnages inventés. Essayer la vigilance d’une vraie équipe demande l’autorisation écrite de son employeur, datée, qui dit quoi et jusqu’à quand. Textes lus le 25 novembre 2026.
#
# | France | Canada, dont le Québec |
# |---|---|
# | Usurper l’identité d’un tiers pour troubler sa tranquillité ou nuire à son honneur est un délit (Code pénal, art. 226-4-1). | Se faire passer frauduleusement pour une autre personne est une infraction (Code criminel, art. 403). |

# %% [markdown]
# ## 3. L’empreinte d’une clé
#
# Pour reconnaître une clé, on la résume : c’est l’**empreinte de clé**. La RFC 9580, qui décrit OpenPGP, dit quels octets entrent dans le calcul : la version, la date de création, la sorte de clé, puis la clé. Sa section 5.5.4.3 donne la recette pour la version 6.

# %%
import hashlib


def fingerprint(public, created):
    """Rend l’empreinte d’une clé Ed25519, version 6."""
    packet = b"\x06" + created.to_bytes(4, "big") + b"\x1b" + (32).to_bytes(4, "big") + public
    return hashlib.sha256(b"\x9b" + (42).to_bytes(4, "big") + packet).hexdigest()


sample = bytes.fromhex("f94da7bb48d60a61e567706a6587d0331999bb9d891a08242ead84543df895a3")
print(fingerprint(sample, 1669824483))

# %% [markdown]
# `cb186c4f0609a697…` : c’est l’empreinte que la RFC publie pour cette clé d’exemple. `to_bytes(4, "big")` écrit un nombre sur quatre octets, le plus fort d’abord. La date, 1669824483, compte les secondes depuis 1970 : nous sommes le 30 novembre 2022.
#
# Au téléphone, Wiam lit les 64 signes à Luis, par groupes de quatre. C’est long, une minute. Beaucoup n’en comparent que huit. Voyons ce que l’on risque à raccourcir.

# %%
import os

prints = []
for _ in range(600):
    prints.append(hashlib.sha256(os.urandom(32)).hexdigest())


def count_twins(length):
    """Compte les empreintes qui ont déjà été vues, coupées à cette longueur."""
    cut = [text[:length] for text in prints]
    return len(cut) - len(set(cut))


for length in [2, 4, 6, 8]:
    print(length, count_twins(length))

# %% [markdown]
# `[… for text in prints]` fait une liste en une ligne ; `set` ne garde que les valeurs différentes. Coupées à deux signes, plus de la moitié des 600 empreintes avaient déjà été vues. À quatre, il reste souvent quelques jumelles. Le hasard suffit.
#
# Un attaquant ne s’en remet pas au hasard : il tire des clés par millions, jusqu’à obtenir les huit signes qu’il veut. En 2014, des chercheurs l’ont fait pour de vrai, avec les anciens identifiants courts d’OpenPGP : une fausse clé pour chacune des milliers de vraies. On compare donc l’empreinte entière.
#
# Les cellules suivantes dessinent ; elles ne sont pas à retenir.

# %%
from IPython.display import display
from matplotlib import pyplot


def show(figure, text):
    """Montre une figure, puis la phrase qui la décrit."""
    display(figure, metadata={"image/png": {"alt": text}})
    pyplot.close(figure)
    print(text)


# %%
figure, axes = pyplot.subplots(figsize=(8, 3))
bars = axes.bar(range(1, 9), [count_twins(length) for length in range(1, 9)], color="tab:blue")
axes.bar_label(bars)
axes.set(xlabel=tr("signes comparés"), ylabel=tr("empreintes confondues"), ylim=(0, 680))
show(
    figure,
    tr(
        "Huit barres, de plus en plus courtes. Sur 600 empreintes, plus de la moitié se confondent à deux signes, aucune à huit."
    ),
)

# %% [markdown]
# ## 4. Signer une clé
#
# Hanae, la directrice, a rencontré Luis au salon de Metz. Il lui a lu son empreinte, elle l’a comparée. Elle peut maintenant le dire aux autres, et le prouver : elle *signe la clé de Luis*. Elle signe l’empreinte et le nom, ensemble.

# %%
hanae = Ed25519PrivateKey.generate()
luis_print = fingerprint(luis.public_key().public_bytes_raw(), 1764000000)
statement = ("certify " + luis_print + " Luis").encode()
certificate = {"signer": "Hanae", "key": "Luis", "signature": hanae.sign(statement)}
print(hanae.public_key().verify(certificate["signature"], statement))

# %% [markdown]
# `None` encore : la signature de Hanae est bonne. Wiam, qui tient la vraie clé de Hanae, sait désormais que Hanae a lié *cette* empreinte à *ce* nom. Pour la fausse clé, l’empreinte est une autre.
#
# *Votre pari : la signature de Hanae convient-elle à la fausse clé ?*

# %%
false_print = fingerprint(someone.public_key().public_bytes_raw(), 1764000000)
try:
    hanae.public_key().verify(certificate["signature"], ("certify " + false_print + " Luis").encode())
except InvalidSignature:
    print(tr("Refusée : Hanae n’a pas signé cette clé."))

# %% [markdown]
# Une clé et un nom, collés puis signés par quelqu’un : voilà ce qu’est un certificat. Où nous simplifions : OpenPGP range dans ce qu’il signe une date et des réglages, et une clé peut porter plusieurs noms.

# %% [markdown]
# ## 5. Un trousseau, un graphe
#
# L’ensemble des clés que l’on garde, avec leurs certificats, s’appelle un **trousseau**. Une fois les signatures vérifiées, il n’en reste qu’un dessin : des points, et des flèches de qui signe vers la clé signée. C’est un **graphe**.

# %%
import networkx as nx

edges = [("Wiam", "Hanae"), ("Wiam", "Bruno"), ("Wiam", "Chidi"), ("Wiam", "Dalia")]
edges += [("Hanae", "Elif"), ("Elif", "Luis"), ("Luis", "Noé")]
edges += [("Bruno", "Goran"), ("Chidi", "Goran"), ("Bruno", "Idriss"), ("Chidi", "Idriss"), ("Dalia", "Idriss")]
graph = nx.DiGraph(edges)
print(list(graph.predecessors("Idriss")))
print(list(graph.successors("Hanae")))

# %% [markdown]
# `DiGraph` (*directed graph*, graphe orienté) retient les flèches. `predecessors` donne ceux qui ont signé cette clé, `successors` ceux qu’elle a signés.

# %%
PLACES = {"Wiam": (0, 2), "Hanae": (1, 4), "Bruno": (1, 2.6), "Chidi": (1, 1.4), "Dalia": (1, 0)}
PLACES |= {"Elif": (2, 4), "Goran": (2, 2.4), "Idriss": (2, 0.6), "Luis": (3, 4), "Noé": (4, 4)}


def draw_web(edges, valid, title):
    figure, axes = pyplot.subplots(figsize=(9, 4))
    graph = nx.DiGraph(edges)
    graph.add_nodes_from(PLACES)
    colors = ["lightblue" if name in valid else "white" for name in graph.nodes]
    borders = ["solid" if name in valid else "dashed" for name in graph.nodes]
    points = nx.draw_networkx_nodes(graph, PLACES, ax=axes, node_color=colors, node_size=1900, edgecolors="black")
    points.set_linestyle(borders)
    nx.draw_networkx_edges(graph, PLACES, ax=axes, node_size=1900)
    nx.draw_networkx_labels(graph, PLACES, ax=axes, font_size=10)
    axes.set(title=title, xlim=(-0.5, 4.5), ylim=(-0.8, 4.8))
    axes.set_axis_off()
    return figure


# %%
show(
    draw_web(edges, ["Wiam"], tr("Qui a signé la clé de qui")),
    tr(
        "Dix points et douze flèches. De Wiam partent quatre flèches : Hanae, Bruno, Chidi, Dalia. Une chaîne va de Hanae à Elif, Luis puis Noé. Goran reçoit deux flèches, Idriss trois."
    ),
)

# %% [markdown]
# Un réseau de ce genre s’appelle une **toile de confiance**. Personne ne le dirige. Chacun le regarde depuis sa place : celui de Wiam part de Wiam.
#
# Un chemin existe-t-il jusqu’à Luis ? `nx.shortest_path` cherche le plus court.

# %%
print(nx.shortest_path(graph, "Wiam", "Luis"))
print(nx.has_path(graph, "Luis", "Wiam"))

# %% [markdown]
# Trois pas : Wiam, Hanae, Elif, Luis. Dans l’autre sens, rien : `False`. Une flèche ne se remonte pas. Mais un chemin suffit-il ?

# %% [markdown]
# ## 6. Deux questions à ne pas confondre
#
# - Cette clé est-elle bien à lui ? C’est la *validité* de la clé.
# - Me fierai-je aux clés qu’il signe ? C’est la *confiance* que je donne à la personne.
#
# Chidi est un ami, sa clé est la sienne, et il signe n’importe quoi pour rendre service. Sa clé est valide, sa signature vaut peu. La validité se calcule ; la confiance, chacun la donne, et la garde pour soi.

# %%
trust = {"Hanae": "full", "Elif": "full", "Bruno": "marginal", "Chidi": "marginal", "Dalia": "marginal"}
print(trust.get("Hanae", "none"))
print(trust.get("Luis", "none"))

# %% [markdown]
# `full` : confiance pleine. `marginal` : confiance partielle. `none` : aucune. `.get` rend `"none"` quand l’étiquette n’existe pas.
#
# GnuPG, le programme d’OpenPGP le plus répandu, documente trois réglages. Une clé devient valide si elle est signée par vous, ou par 1 personne de confiance pleine, ou par 3 de confiance partielle. Et à cinq pas de vous au plus. Les signataires doivent eux-mêmes avoir une clé valide.
#
# *Votre pari : Elif, Goran, Idriss, Luis, Noé. Lesquels sont valides pour Wiam ?*


# %%
def points_of(key, edges, trust, valid, me):
    """Compte les signatures qui valent : la vôtre 10, une pleine 3, une partielle 1."""
    weight = {"full": 3, "marginal": 1, "none": 0}
    total = 0
    for signer, signed in edges:
        if signed == key and signer == me:
            total = total + 10
        elif signed == key and signer in valid:
            total = total + weight[trust.get(signer, "none")]
    return total


# %%
def find_valid(edges, trust, me, needed=3):
    """Rend les clés valides et leur profondeur, en cinq tours."""
    valid = {me: 0}
    for depth in range(1, 6):
        found = []
        for key in nx.DiGraph(edges).nodes:
            if key not in valid and points_of(key, edges, trust, valid, me) >= needed:
                found.append(key)
        for key in found:
            valid[key] = depth
    return valid


print(find_valid(edges, trust, "Wiam"))

# %% [markdown]
# `needed=3` est une valeur d’avance, prise quand on n’en donne pas. `+=` ajoute à une liste, et `|=` à un dictionnaire, comme plus haut.
#
# Au premier tour, les quatre que Wiam a signés. Au deuxième, Elif, car Hanae est de confiance pleine, et Idriss, avec trois partielles. Au troisième, Luis. Goran n’a que deux partielles : non. Noé est signé par Luis, à qui Wiam n’a donné aucune confiance : non.
#
# Une clé trouvée pendant un tour n’aide qu’au tour suivant. C’est pourquoi on attend la fin du tour pour l’ajouter.


# %%
def try_needed(needed):
    valid = find_valid(edges, trust, "Wiam", needed)
    text = tr("Points demandés : {n}. Clés valides : {names}.").format(n=needed, names=", ".join(valid))
    show(draw_web(edges, valid, tr("En bleu et trait plein : valides")), text)


try_needed(3)

# %% [markdown]
# Le curseur règle le nombre de points demandés, une signature pleine en valant trois. La vôtre suffit toujours. Les flèches du clavier le déplacent. Cherchez quand Goran devient valide, et quand Elif ne l’est plus.

# %%
from ipywidgets import IntSlider, interact

_ = interact(try_needed, needed=IntSlider(value=2, min=1, max=5, description=tr("points")))

# %% [markdown]
# À deux points, Goran passe : on croit deux amis distraits. À quatre, il ne reste que les clés que Wiam a signées elle-même. À vous de modifier : donnez `"full"` à Luis dans `trust`, et regardez Noé.
#
# Et la cinquième marche ? À chaque pas, on s’en remet à quelqu’un de plus. Au-delà de cinq, GnuPG renonce.

# %% [markdown]
# ## 7. Révoquer
#
# Samedi, Hanae se fait voler son ordinateur, avec sa clé privée. Le voleur peut signer à sa place. Elle doit dire à tous : cette clé ne vaut plus rien. C’est la **révocation** : une annonce signée par la clé qu’elle condamne.

# %%
hanae_print = fingerprint(hanae.public_key().public_bytes_raw(), 1764000000)
notice = ("revoke " + hanae_print).encode()
revocation = hanae.sign(notice)
print(hanae.public_key().verify(revocation, notice))

# %% [markdown]
# `None` : elle est bonne. Signée par quelqu’un d’autre, elle ne vaudrait rien : sinon, n’importe qui ferait taire n’importe qui.
#
# Mais si la clé est volée, comment la signer ? On prépare la révocation le jour où l’on crée la clé, et on la garde sur papier, sous clé. Le voleur peut révoquer lui aussi : tant mieux, c’est ce que l’on voulait.
#
# *Votre pari : qu’est-ce qui tombe avec Hanae ?*


# %%
def without(edges, revoked):
    """Rend les flèches qui ne touchent pas cette clé."""
    kept = []
    for signer, key in edges:
        if signer != revoked and key != revoked:
            kept.append((signer, key))
    return kept


before = find_valid(edges, trust, "Wiam")
after = find_valid(without(edges, "Hanae"), trust, "Wiam")
print([name for name in before if name not in after])


# %%
def try_revoked(name):
    valid = find_valid(without(edges, name), trust, "Wiam")
    text = tr("Clé révoquée : {name}. Restent valides : {names}.").format(name=name, names=", ".join(valid))
    show(draw_web(without(edges, name), valid, tr("Sans les flèches de la clé révoquée")), text)


try_revoked("Hanae")

# %%
_ = interact(try_revoked, name=["Hanae", "Bruno", "Dalia", "Elif", "Luis"])

# %% [markdown]
# Avec Hanae tombent Elif et Luis. Le remède est connu : un second chemin. Si Dalia signe aussi la clé d’Elif, ce n’est pas assez ; si Wiam la signe elle-même, tout tient. On voit sur le dessin où la toile est fragile.
#
# Deux limites. Une signature d’hier reste juste *par le calcul* : la révocation n’efface rien, il faut la consulter. Et une annonce que personne ne reçoit ne sert à rien : où vos partenaires la liront-ils ?

# %% [markdown]
# ## 8. Et les autorités ?
#
# Quand vous ouvrez le site de votre banque, vous n’avez signé la clé de personne. Le navigateur fait autrement. Une phrase de rappel sur chaque mot du module 23 :
#
# - un *certificat* lie une clé publique à un nom, sous la signature d’un tiers ;
# - une *autorité de certification* est l’organisme dont le métier est de signer ;
# - une *chaîne* est la suite de certificats qui mène de ce site à une racine ;
# - une *racine* est un certificat que l’on accepte d’avance, livré avec le navigateur.
#
# | | toile de confiance | autorités |
# |---|---|---|
# | Qui signe | chacun | quelques organismes |
# | Qui est la racine | vous | une liste livrée avec la machine |
# | Nombre de signataires demandés | un plein ou trois partiels, à votre choix | une seule chaîne suffit |
# | Une erreur touche | ceux qui passent par cette personne | tous ceux qui acceptent cette autorité |
# | Qui révoque | le propriétaire de la clé | l’autorité |
# | Convient à | une équipe, des partenaires qui se parlent | des inconnus, un site public |
#
# Aucune n’est meilleure partout. La toile demande du travail à chacun, et peu de gens le font : dans le grand public, elle est restée rare. L’autorité ne demande rien, mais il faut la croire. Beaucoup d’entreprises mêlent les deux : une clé de la maison, signée en personne, signe celles des collègues.

# %% [markdown]
# ### Et la loi ?
#
# Une signature de ce genre a-t-elle une valeur ? Deux textes, lus le 25 novembre 2026. Le règlement européen s’appelle eIDAS (*electronic identification, authentication and trust services*, identification électronique, authentification et services de confiance) ; celui du module 24 l’a modifié.

# %%
LAWS = [
    {
        "source": tr("Règlement eIDAS, art. 25"),
        "jurisdiction": tr("Union européenne"),
        "as_of": "2026-11-25",
        "in_force": True,
        "says": tr("On ne refuse pas une signature pour la seule raison qu’elle est électronique."),
    },
    {
        "source": tr("Code civil du Québec, art. 2827"),
        "jurisdiction": "Québec",
        "as_of": "2026-11-25",
        "in_force": True,
        "says": tr(
            "Signer, c’est apposer à un acte son nom ou une marque personnelle, pour manifester son consentement."
        ),
    },
]
for law in LAWS:
    print(law["jurisdiction"], "·", law["source"], "·", law["says"])

# %% [markdown]
# Aucun des deux n’exige une toile ou une autorité pour *toute* signature. Mais le règlement européen réserve la pleine égalité avec la main à la signature dite qualifiée, qui passe par un prestataire reconnu. Signer la clé d’un collègue, ici, n’engage pas l’entreprise par contrat : c’est un témoignage.

# %% [markdown]
# ## Ce que vous savez faire maintenant
#
# - Dire ce qu’une bonne signature prouve, et ce qu’elle ne prouve pas.
# - Calculer une empreinte de clé, et la comparer en entier.
# - Signer une clé, lire un trousseau, juger quelles clés sont valides.
# - Révoquer, et prévoir ce qui tombe.
#
# L’exercice vous confie un trousseau où traînent de faux certificats, une toile à juger, et une liste de clés à signer.

# %% [markdown]
# ## Au travail demain
#
# Vingt minutes. Choisissez le partenaire à qui vous virez le plus d’argent. Notez sur une feuille un numéro de téléphone que vous connaissez *d’avance*, trouvé ailleurs que dans un courriel. Convenez avec lui d’une règle : tout changement de compte se confirme à ce numéro. C’est un chemin de confiance à un pas, et il aurait suffi à Wiam.
#
# Si vous avez déjà GnuPG, `gpg --fingerprint` affiche les empreintes de votre trousseau. Lisez-en une au téléphone, en entier.
#
# ## Trois questions pour se retourner
#
# Elles viennent des modules 21, 23 et 24. Répondez de mémoire, puis lisez la suite.
#
# 1. Une caisse refuse un serveur avec le code 20 : il manque le signataire. Quelles sont les deux causes possibles ? Et qui signe quoi, dans une chaîne bien bâtie ?
# 2. Un journal d’un million de lignes a publié sa racine. Combien d’empreintes suffisent pour prouver qu’une ligne y est ? Pourquoi une feuille et un nœud ont-ils chacun leur préfixe ?
# 3. Un badge apporte une clé publique, et sa signature est bonne avec elle. Qui choisit la clé à laquelle se fier : l’émetteur, le détenteur ou le vérificateur ? Et avec quelle clé l’émetteur signe-t-il ?

# %% [markdown]
# ### Réponses
#
# 1. L’intermédiaire oublié par le serveur, ou une racine que la caisse n’a pas. La racine signe l’intermédiaire, qui signe le serveur.
# 2. Vingt, une par étage. Sans préfixe, une ligne faite exprès passerait pour un nœud. La racine connue d’avance joue le rôle d’une clé connue d’avance.
# 3. Le vérificateur, dans sa liste. L’émetteur signe avec sa clé privée, et publie la publique.
#
# *Sources : RFC 8032, section 7.1 ; RFC 9580, section 5.5.4.3 et annexe A.3 ; documentation de GnuPG, options `completes-needed`, `marginals-needed` et `max-cert-depth`, et son manuel. Lu en novembre 2026.*
