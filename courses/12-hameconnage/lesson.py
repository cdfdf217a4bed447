# %% [markdown]
# # Hameçonnage : qui a vraiment écrit ?
#
# Jeudi, 9 h 10, à Remiremont. Ousmane tient un garage de six personnes. Son marchand de pneus lui écrit : « Notre compte bancaire change. Payez la facture de 4 180 euros sur le nouveau compte, ce matin. » Le nom est le bon, le logo aussi.
#
# Le même jour, à Coaticook, Maëlle tient les livres d’une fromagerie. « Je suis en réunion, ne m’appelez pas », écrit sa patronne. « Achetez dix cartes-cadeaux et envoyez-moi les codes. »
#
# Cela s’appelle l’**hameçonnage** : un message qui se fait passer pour un autre, pour obtenir un paiement ou un mot de passe. « Méfiez-vous des fautes d’orthographe » ne suffit plus. Il existe des preuves, et elles sont dans le message. Apprenons à les lire.

# %% [markdown]
# ## Ce que vous saurez faire
#
# - Relever dans un courriel les lignes qui disent d’où il vient.
# - Vérifier un expéditeur avec trois contrôles : SPF, DKIM et DMARC.
# - Classer un message, et nommer la ligne qui le prouve.
# - Dire ce que ces contrôles ne prouvent pas, et où signaler.
#
# Comptez cinquante-cinq minutes. Il faut les modules 01, 02, 03 et 11 : les fonctions, les listes, les dictionnaires, les octets, le DNS, l’empreinte. Tout se passe sur votre machine, sans Internet.
#
# Tous les messages de cette page sont fabriqués. Les domaines en `.example` sont réservés aux exemples. Ne collez pas ici un vrai courriel.

# %% [markdown]
# ## 1. Ce que l’écran montre, et ce qu’il cache
#
# Votre messagerie montre un nom, un objet et un texte. Le message en contient bien plus : des **en-têtes**, une ligne par renseignement, placées au-dessus du texte. Dans le menu, on les trouve sous « Afficher la source » ou « Afficher l’original ».
#
# Voici le message d’Ousmane, raccourci. Trois guillemets permettent d’écrire un texte sur plusieurs lignes.

# %%
mail = """Return-Path: <envoi@serveur-gratuit.example>
Received: from mail.serveur-gratuit.example ([203.0.113.77]) by mx.garage-diallo.example
From: "compta@pneus-hautes-vosges.example" <contact@serveur-gratuit.example>
Reply-To: <reponse@alerte-compte.example>
To: bureau@garage-diallo.example
Subject: Nouveau compte

Payez la facture 4180 sur le nouveau compte, ce matin.
"""

# %% [markdown]
# La ligne vide sépare les en-têtes du texte. Python a un lecteur de courriels, `email`. On lui donne des octets ; `policy=default` lui dit de suivre les règles actuelles.
#
# *Votre pari : qui a écrit, d’après la ligne From ?*

# %%
from email import message_from_bytes
from email.policy import default
from email.utils import parseaddr

message = message_from_bytes(mail.encode("utf-8"), policy=default)
print(message["From"])
print(parseaddr(message["From"]))

# %% [markdown]
# `parseaddr` rend deux morceaux : le nom affiché, puis l’adresse. Le nom affiché *est* une adresse, celle du marchand de pneus. La vraie est derrière, et beaucoup de téléphones ne la montrent pas.
#
# Le nom affiché est un texte libre. L’adresse aussi, comme le nom au dos d’une enveloppe : rien n’oblige à y écrire le sien. Regardons les autres lignes.

# %%
for name in ["From", "Reply-To", "Return-Path"]:
    print(name.ljust(12), parseaddr(message[name])[1])

# %% [markdown]
# Trois adresses, trois rôles.
#
# - `From` : celle que le lecteur voit. Ce qui suit le signe @ est le **domaine d’envoi**.
# - `Reply-To` : celle où part la réponse, si l’on clique sur « Répondre ».
# - `Return-Path` : l’adresse de retour, écrite sur l’enveloppe, où reviennent les messages non livrés.
#
# Ici, aucune n’est celle du marchand. Pour comparer, on garde le domaine, en minuscules. `split`, vu au module 02, coupe au signe @.

# %%
address = parseaddr(message["From"])[1]
print(address.split("@"))
print(address.split("@")[1].lower())
print(message["Cc"])

# %% [markdown]
# La dernière ligne montre `None` : ce message n’a pas de ligne `Cc`. Demandez donc toujours si une ligne existe, avant de la découper.
#
# À vous de modifier : remplacez `"From"` par `"Reply-To"` dans la cellule ci-dessus.

# %% [markdown]
# ## 2. Les timbres de la poste
#
# Chaque machine qui transporte un message ajoute une ligne `Received` tout en haut. La nôtre est donc la première. C’est la seule que l’expéditeur n’a pas pu écrire.
#
# *Votre pari : un fraudeur peut-il fabriquer les lignes Received du dessous ?*

# %%
stamps = """Received: from mail.serveur-gratuit.example ([203.0.113.77]) by mx.garage-diallo.example
Received: from mail.pneus-hautes-vosges.example ([198.51.100.20]) by mail.serveur-gratuit.example
Subject: Nouveau compte

"""
message = message_from_bytes(stamps.encode("utf-8"), policy=default)
print(message["Received"])
print(message["Received"].split("[")[1].split("]")[0])

# %% [markdown]
# Oui, il le peut. La seconde ligne raconte que le message vient du marchand ; elle a été écrite par le fraudeur. `message["Received"]` donne la ligne du haut, la nôtre. Entre crochets se trouve l’adresse IP (*Internet protocol*) de la machine qui nous a livrés : son numéro sur Internet.
#
# Qui écrit quoi ? Ces deux cellules dessinent ; elles ne sont pas à retenir.

# %%
from IPython.display import display
from matplotlib import pyplot

ROWS = [
    ("Received", tr("notre serveur"), "lightblue", tr("SPF lit l’adresse IP")),
    ("Return-Path", tr("l’expéditeur"), "moccasin", tr("SPF lit le domaine")),
    ("DKIM-Signature", tr("le domaine qui signe"), "moccasin", tr("DKIM vérifie")),
    ("From", tr("l’expéditeur"), "moccasin", tr("DMARC lit le domaine")),
    ("Reply-To", tr("l’expéditeur"), "moccasin", tr("personne ne vérifie")),
    (tr("nom affiché"), tr("l’expéditeur"), "moccasin", tr("personne ne vérifie")),
]


# %%
def draw_rows(rows):
    figure, axes = pyplot.subplots(figsize=(9, 3.4))
    for place, (name, author, color, reader) in enumerate(rows):
        axes.add_patch(pyplot.Rectangle((0, -place), 3, 0.8, facecolor=color, edgecolor="black"))
        axes.text(1.5, 0.4 - place, name, ha="center", va="center")
        axes.text(3.3, 0.4 - place, tr("écrit par {author}").format(author=author), va="center")
        axes.text(7, 0.4 - place, reader, va="center")
    axes.set(xlim=(-0.1, 10.4), ylim=(-5.2, 1))
    axes.set_axis_off()
    pyplot.close(figure)
    return figure


# %%
description = tr(
    "Six lignes d’un courriel. Notre serveur n’écrit que Received. L’expéditeur écrit le reste. Personne ne vérifie Reply-To ni le nom affiché."
)
display(draw_rows(ROWS), metadata={"image/png": {"alt": description}})
print(description)

# %% [markdown]
# Une seule case est bleue : celle que nous avons écrite. Tout le reste vient de l’expéditeur, vrai ou faux. Trois contrôles essaient de le prendre en défaut. Voyons-les un par un.

# %% [markdown]
# ## 3. SPF : d’où part le message
#
# Le **DNS** (*domain name system*), vu au module 03, est l’annuaire public d’Internet. Chaque domaine y publie des lignes de texte, que tout le monde peut lire. L’une d’elles s’appelle **SPF** (*sender policy framework*, cadre des règles d’envoi). Elle nomme les machines qui ont le droit d’envoyer pour ce domaine. La RFC 7208, une règle écrite d’Internet, la décrit.
#
# Nous ne consultons pas l’annuaire : un dictionnaire le remplace.

# %%
records = {
    "pneus-hautes-vosges.example": "v=spf1 ip4:198.51.100.16/28 -all",
    "serveur-gratuit.example": "v=spf1 ip4:203.0.113.0/24 ~all",
}
for term in records["pneus-hautes-vosges.example"].split():
    print(term)

# %% [markdown]
# Trois mots. `v=spf1` annonce la règle. `ip4:198.51.100.16/28` nomme un bloc d’adresses. `-all` veut dire « toutes les autres sont refusées ».
#
# On lit de gauche à droite, et le premier mot qui vise l’adresse l’emporte. Le signe devant le mot donne la réponse. Il y en a quatre : `+` accepté, `-` refusé, `~` douteux, `?` sans avis. Sans signe, c’est `+`.
#
# Un bloc `/28` compte seize adresses de suite, un bloc `/24` en compte 256. Python fait le calcul. *Votre pari pour les deux lignes ?*

# %%
from ipaddress import ip_address, ip_network

block = ip_network("198.51.100.16/28")
print(ip_address("198.51.100.20") in block)
print(ip_address("198.51.100.40") in block)
print(block[0], block[15])

# %% [markdown]
# Le bloc va de .16 à .31. L’adresse .40 est dehors, même si elle commence pareil. On ne compare donc pas des adresses comme des textes.
#
# Les deux cellules suivantes dessinent ; elles ne sont pas à retenir. Le curseur choisit la dernière partie de l’adresse, et les flèches du clavier le déplacent.


# %%
def try_address(last):
    """Dessine le bloc, et dit ce que répond SPF."""
    inside = ip_address(f"198.51.100.{last}") in block
    answer = tr("accepté, par ip4") if inside else tr("refusé, par -all")
    sentence = tr("198.51.100.{n} : {answer}.").format(n=last, answer=answer)
    figure, axes = pyplot.subplots(figsize=(9, 1.5))
    axes.axvspan(15.5, 31.5, facecolor="lightblue")
    axes.plot([last], [0], "v", color="black", markersize=12)
    axes.text(23.5, 0.6, tr("bloc permis"), ha="center")
    axes.set(xlim=(-0.5, 63.5), ylim=(-1, 1.2), yticks=[], xticks=[0, 16, 31, 48, 63], title=sentence)
    pyplot.close(figure)
    display(figure, metadata={"image/png": {"alt": sentence}})
    print(sentence)


try_address(40)

# %%
from ipywidgets import IntSlider, interact

_ = interact(try_address, last=IntSlider(value=20, min=0, max=63, description=tr("adresse")))

# %% [markdown]
# Sans curseur à l’écran, changez le nombre de la cellule du dessus. Le triangle n’est accepté que dans la bande.
#
# Attention au domaine que SPF regarde : c’est celui de `Return-Path`, pas celui de `From`. Pour le faux message d’Ousmane, SPF consulte donc la règle de `serveur-gratuit.example`.

# %%
print(records["serveur-gratuit.example"])
print(ip_address("203.0.113.77") in ip_network("203.0.113.0/24"))

# %% [markdown]
# `True` : SPF *accepte* le faux message. Le fraudeur est en règle chez lui. SPF seul ne protège pas le lecteur, qui voit une autre adresse.
#
# Et il a un autre défaut. Si un club renvoie un vrai message à ses membres, la machine du club n’est pas dans le bloc. SPF refuse alors un message honnête.

# %% [markdown]
# ## 4. DKIM : une signature dans le message
#
# Il faut une preuve qui voyage avec le message. Le module 11 a montré le HMAC : une empreinte calculée avec une clé. Mais il faut la même clé pour vérifier, et on ne peut pas la donner à tout le monde.
#
# La solution est une paire de clés. La **clé privée**, que l’expéditeur garde pour lui, fabrique la **signature** du message ; la **clé publique**, qu’il publie, permet à chacun de la vérifier, mais pas d’en fabriquer. Le module 23 y reviendra.
#
# **DKIM** (« di-kim », *DomainKeys identified mail*) pose cette signature dans les en-têtes. Voici l’exemple publié par la RFC 8463. Les lignes qui commencent par un espace continuent la précédente.

# %%
seal = """DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;
 d=football.example.com; i=@football.example.com;
 q=dns/txt; s=brisbane; t=1528637909; h=from : to :
 subject : date : message-id : from : subject : date;
 bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;
 b=/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11Bus
 Fa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw==
"""

# %%
letter = """From: Joe SixPack <joe@football.example.com>
To: Suzie Q <suzie@shopping.example.net>
Subject: Is dinner ready?
Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)
Message-ID: <20030712040037.46341.5F8J@football.example.com>

Hi.

We lost the game.  Are you hungry yet?

Joe.
"""

# %% [markdown]
# Cinq morceaux à connaître. `d=` est le domaine qui signe. `s=` dit laquelle de ses clés. `h=` nomme les en-têtes couverts. `bh=` est l’empreinte du texte, écrite en base64. `b=` est la signature.
#
# La clé publique est dans l’annuaire, sous `s`, `_domainkey` et `d`. La bibliothèque `dkim` la demande à une fonction, que nous lui prêtons : elle lit un dictionnaire, sans réseau. Cette cellule n’est pas à retenir.

# %%
import dkim

keys = {
    "brisbane._domainkey.football.example.com": "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="
}


def read_directory(name, timeout=5):
    """Rend la ligne publiée sous ce nom, en octets."""
    return keys.get(name.decode("ascii").rstrip("."), "").encode("ascii")


# %% [markdown]
# *Votre pari : que diront ces trois lignes ?* La deuxième change un mot du texte, la troisième change l’objet.

# %%
print(dkim.verify((seal + letter).encode("utf-8"), dnsfunc=read_directory))
print(dkim.verify((seal + letter.replace("hungry", "angry")).encode("utf-8"), dnsfunc=read_directory))
print(dkim.verify((seal + letter.replace("dinner", "lunch")).encode("utf-8"), dnsfunc=read_directory))

# %% [markdown]
# `True`, `False`, `False`. Le message publié passe ; un mot changé, et la signature ne vaut plus rien. Un numéro de compte remplacé se verrait donc.
#
# L’empreinte `bh=` se refait à la main, avec les outils du module 02. La RFC demande des fins de ligne `\r\n` et un seul espace entre les mots.

# %%
import base64
import hashlib

body = "Hi.\n\nWe lost the game. Are you hungry yet?\n\nJoe.\n".replace("\n", "\r\n")
print(base64.b64encode(hashlib.sha256(body.encode("utf-8")).digest()))

# %% [markdown]
# C’est bien la valeur de `bh=`. Elle est en base64 : un codage, que tout le monde relit. Le secret n’est pas là. Il est dans la clé privée, qui a servi à calculer `b=`.
#
# Qu’est-ce qui casse une signature, et qu’est-ce qui la laisse bonne ? Choisissez dans le menu.

# %%
CHANGES = {
    tr("rien"): seal + letter,
    tr("un timbre de plus en haut"): "Received: from club.example\n" + seal + letter,
    tr("un espace de plus entre deux mots"): seal + letter.replace("game.  Are", "game.   Are"),
    tr("un mot du texte"): seal + letter.replace("lost", "won"),
    tr("le nom affiché"): seal + letter.replace("Joe SixPack", "Le patron"),
    tr("un Reply-To ajouté"): seal + "Reply-To: <x@alerte.example>\n" + letter,
}


# %%
def try_change(change):
    """Vérifie le message changé, et dit le résultat."""
    good = dkim.verify(CHANGES[change].encode("utf-8"), dnsfunc=read_directory)
    print(change, "→", tr("signature bonne") if good else tr("signature mauvaise"))


for change in CHANGES:
    try_change(change)

# %%
_ = interact(try_change, change=list(CHANGES))

# %% [markdown]
# Un timbre de plus ne gêne pas : DKIM survit au renvoi par un club. Un espace de plus non plus, car `c=relaxed` les ramène à un seul. Un mot, un nom : refusé.
#
# La dernière ligne surprend. Ici, `h=` ne nomme pas Reply-To : on peut en ajouter un sans rien casser. Un domaine soigneux le signe aussi.

# %% [markdown]
# ## 5. DMARC : pour le domaine que l’on voit
#
# Le fraudeur peut aussi signer, avec sa clé, pour son domaine. SPF et DKIM diront oui tous les deux. Il manque une question : *est-ce le domaine que le lecteur voit ?*
#
# **DMARC** (« di-mark », *domain-based message authentication, reporting and conformance*) la pose. SPF *ou* DKIM doit réussir, un seul des deux, mais pour l’organisation de `From`. On dit alors que les domaines sont alignés. Les RFC 9989, 9990 et 9991 le décrivent depuis mai 2026 ; elles remplacent la RFC 7489.
#
# `info.lac.example` et `lac.example` sont de la même organisation. Notre fonction garde les deux derniers morceaux. C’est une simplification : pour `gouv.qc.ca`, il en faut davantage, et les vrais filtres consultent une liste publique.


# %%
def organisation(domain):
    return ".".join(domain.split(".")[-2:])


domain = "info.lac.example"
print(domain.split(".")[-2:])
print(organisation(domain) == organisation("lac.example"))
print(organisation("grand-lac.example") == organisation("lac.example"))

# %% [markdown]
# `[-2:]` garde les deux derniers éléments d’une liste. `True`, puis `False`. Le troisième domaine contient les mêmes lettres, et n’a rien à voir. Retenez : on compare des organisations avec `==`, jamais des bouts de texte.
#
# *Votre pari : que dit DMARC pour ces trois messages, tous affichés `lac.example` ?*

# %%
PATHS = {tr("vrai"): "lac.example", tr("lettre d’information"): "envois.lac.example", tr("faux"): "alerte.example"}
for name in PATHS:
    print(name.ljust(20), organisation(PATHS[name]) == organisation("lac.example"))

# %% [markdown]
# SPF a réussi les trois fois. Seul le faux n’est pas aligné, et DMARC l’écarte.
#
# Que faire d’un message écarté ? Le domaine le dit lui-même dans l’annuaire, sous `_dmarc`. `p=none` : observer. `p=quarantine` : mettre de côté. `p=reject` : refuser. Beaucoup d’entreprises en restent à `p=none`, et leur nom s’usurpe sans peine.

# %%
policy = "v=DMARC1; p=quarantine; rua=mailto:rapports@lac.example"
for tag in policy.split(";"):
    print(tag.strip())

# %% [markdown]
# `strip` enlève les espaces du bord. `rua=` est l’adresse où arrivent les rapports : le domaine y apprend qui envoie en son nom.
#
# Voici les trois contrôles ensemble. Cette cellule dessine.

# %%
KINDS = [
    tr("vrai message"),
    tr("renvoyé par un club"),
    tr("faux, autre retour"),
    tr("texte changé"),
    tr("domaine jumeau"),
    tr("boîte volée"),
]
CHECKS = {"SPF": "✓✗✓✗✓✓", "DKIM": "✓✓✗✗✓✓", "DMARC": "✓✓✗✗✓✓", tr("honnête"): "✓✓✗✗✗✗"}


# %%
def draw_grid():
    figure, axes = pyplot.subplots(figsize=(9, 3.6))
    for column, name in enumerate(CHECKS):
        axes.text(column + 3, 1, name, ha="center", weight="bold")
        for row, sign in enumerate(CHECKS[name]):
            color = "tab:blue" if sign == "✓" else "firebrick"
            axes.text(column + 3, -row, sign, color=color, ha="center", va="center", size=15)
    for row, kind in enumerate(KINDS):
        axes.text(0, -row, kind, va="center")
    axes.set(xlim=(-0.1, 6.8), ylim=(-5.6, 1.6))
    axes.set_axis_off()
    pyplot.close(figure)
    return figure


# %%
description = tr(
    "Six sortes de messages. DMARC accepte le vrai et le renvoyé, refuse le faux et le texte changé. Il accepte aussi le domaine jumeau et la boîte volée, qui ne sont pas honnêtes."
)
display(draw_grid(), metadata={"image/png": {"alt": description}})
print(description)

# %% [markdown]
# Regardez les deux lignes du bas. Tout est en règle, et rien n’est honnête. C’est là que votre jugement commence.

# %% [markdown]
# ## 6. Ce que ces contrôles ne prouvent pas
#
# Ils prouvent un domaine. Ils ne disent pas que vous le connaissez, ni que son propriétaire est honnête. Deux cas passent à travers.
#
# Le domaine jumeau, d’abord. Un fraudeur achète un nom qui ressemble, y publie ses règles, et signe. *Votre pari : en quoi ces deux noms diffèrent-ils ?*

# %%
known = "pneus-hautes-vosges.example"
seen = "pneus-hautes-vogses.example"
print(known == seen)
for place in range(len(known)):
    if known[place] != seen[place]:
        print(place, known[place], seen[place])

# %% [markdown]
# Deux lettres échangées. L’œil ne les voit pas ; `==` les voit toujours. Tenez donc une liste de vos vrais partenaires, et comparez.
#
# La boîte volée, ensuite. Quelqu’un a le mot de passe du marchand, et écrit depuis sa vraie boîte. Tout est authentique. Un seul indice trahit souvent le voleur : il veut lire la réponse, et met un `Reply-To` vers chez lui.
#
# D’où la règle de la maison, plus forte que tous les contrôles. Un changement de compte bancaire se confirme par téléphone, à un numéro que l’on avait déjà. Jamais à celui du message.
#
# À vous de fabriquer : une fonction `is_twin(seen, known)`, qui rend `True` si deux domaines de même longueur diffèrent par deux lettres au plus, sans être égaux.

# %%
# Votre fonction, puis deux lignes print pour l’essayer :

# %% [markdown]
# Et un message non prouvé est-il toujours un faux ? Non. Une liste de diffusion qui ajoute un pied de page casse la signature. « Non prouvé » veut dire : on ne sait pas qui a écrit, on ne paie pas, on appelle.

# %% [markdown]
# ## 7. La loi, et où signaler
#
# Se faire passer pour un autre afin d’obtenir de l’argent est un délit des deux côtés. Les textes sont des données datées : `as_of` est le jour de la lecture, `version` la date du texte lu. Relisez l’article à la source avant de vous y fier.

# %%
FRAUD = {
    "jurisdiction": "France",
    "source": tr("Code pénal, art. 313-1"),
    "as_of": "2026-11-25",
    "version": tr("copie sans date"),
    "in_force": True,
    "says": tr("Tromper quelqu’un par un faux nom ou des manœuvres, pour qu’il remette de l’argent, est puni."),
}
print(FRAUD["source"], FRAUD["version"])
print(FRAUD["says"])

# %%
IDENTITY = {
    "jurisdiction": "France",
    "source": tr("Code pénal, art. 226-4-1"),
    "as_of": "2026-11-25",
    "version": "2020-11-13",
    "in_force": True,
    "says": tr(
        "Usurper l’identité d’un tiers pour troubler sa tranquillité ou nuire à son honneur est puni, en ligne aussi."
    ),
}
print(IDENTITY["source"], IDENTITY["version"])
print(IDENTITY["says"])

# %%
FRAUD_CANADA = {
    "jurisdiction": "Canada",
    "source": tr("Code criminel, art. 380"),
    "as_of": "2026-11-25",
    "version": "2023",
    "in_force": True,
    "says": tr("Priver quelqu’un d’un bien ou d’argent par supercherie, mensonge ou moyen dolosif est puni."),
}
print(FRAUD_CANADA["source"], FRAUD_CANADA["version"])
print(FRAUD_CANADA["says"])

# %% [markdown]
# « Dolosif » veut dire : fait pour tromper.
#
# Envoyer de faux messages à ses collègues, pour les exercer, y ressemble beaucoup. Ne le faites qu’avec une autorisation écrite de la direction, datée, qui dit qui, quoi et jusqu’à quand. Dans cette page, tout reste sur vos propres données.
#
# Signaler prend deux minutes et protège les suivants. Voici où, d’après des pages lues en novembre 2026.
#
# | | France | Québec et Canada |
# |---|---|---|
# | un courriel | Signal Spam, une association ; on peut y coller les en-têtes | Centre de notification des pourriels, un service fédéral |
# | un texto | le transférer au 33700, numéro des opérateurs | Centre de notification des pourriels aussi |
# | une fraude | la police ou la gendarmerie ; aide sur cybermalveillance.gouv.fr | la police locale, puis le Centre antifraude du Canada, 1 888 495-8501 |
# | de l’argent est parti | la banque, tout de suite | l’institution financière, tout de suite |
#
# Tapez vous-même ces adresses. En préparant cette page, nous sommes tombés sur une copie du site du Centre antifraude, sous un autre domaine, avec un autre numéro de téléphone.

# %% [markdown]
# ## Ce que vous savez faire maintenant
#
# - Séparer le nom affiché, l’adresse, l’adresse de retour et l’adresse de réponse.
# - Lire une règle SPF et calculer si une machine y est.
# - Vérifier une signature DKIM, et dire ce qui la casse.
# - Comparer des organisations, comme DMARC.
# - Repérer ce qui passe à travers : le jumeau et la boîte volée.
#
# L’exercice vous confie la boîte d’Ousmane : huit messages à trier, preuve à l’appui.

# %% [markdown]
# ## Au travail demain
#
# Vingt minutes. Ouvrez un courriel de votre propre entreprise, reçu sur une autre boîte. Affichez la source, et cherchez la ligne `Authentication-Results` : votre fournisseur y écrit ce qu’ont dit `spf`, `dkim` et `dmarc`. Notez les trois réponses. S’il manque un `pass`, envoyez cette ligne à la personne qui gère le domaine. Puis écrivez, près du téléphone, les numéros de vos cinq plus gros fournisseurs.
#
# ## Trois questions pour se retourner
#
# Elles viennent des modules 02, 03 et 11. Répondez de mémoire, puis lisez la suite.
#
# 1. Un message DNS demande `lac.example`. Quel octet vient juste avant les lettres de `lac`, et comment sait-on que le nom est fini ?
# 2. La ligne `bh=` est en base64. Est-ce un codage, une empreinte ou un chiffrement ? Et ce qu’elle contient ?
# 3. Un voleur a eu, par hameçonnage, un mot de passe et le code à six chiffres du téléphone. De quoi ce code est-il calculé, et pourquoi ne servira-t-il plus demain ?

# %% [markdown]
# ### Réponses
#
# 1. L’octet 3, la longueur du morceau. Un octet nul finit le nom.
# 2. Base64 est un codage, que l’on relit sans clé. Il contient une empreinte, dont on ne revient pas.
# 3. D’une clé partagée et de l’heure, par pas de 30 secondes : demain, l’heure aura changé. Attention : un site d’hameçonnage s’en sert aussitôt.
#
# *Sources : RFC 5322 pour les courriels, RFC 7208 pour SPF, RFC 6376 et 8463 pour DKIM, RFC 9989 à 9991 pour DMARC (mai 2026, à la place de la RFC 7489) ; pages du Bureau de la concurrence et du CRTC, le Conseil de la radiodiffusion et des télécommunications canadiennes ; page de Signal Spam.*
