# %% [markdown]
# # Certificats : qui parle au bout du fil ?
#
# Lundi, 7 h 55, à Épinal. Yasmine tient une librairie. Sa boutique en ligne marchait hier. Ce matin, les clients lisent : « Votre connexion n’est pas privée. » Trois commandes sont parties ailleurs.
#
# Le même jour, à Drummondville, la nouvelle caisse d’Olivier refuse de parler à son serveur de stock : `unable to get local issuer certificate`. Le vendeur a une solution : « Décochez la vérification, tout le monde fait comme ça. »
#
# Deux pannes, deux causes, et une très mauvaise idée. Dans une heure, vous saurez lire ces messages, trouver la cause, et bâtir vous-même ce que ces machines attendent.

# %% [markdown]
# ## Ce que vous saurez faire
#
# - Lire un certificat, et dire ce qu’il affirme.
# - Bâtir une chaîne : racine, intermédiaire, serveur.
# - Ouvrir une vraie connexion TLS, sur votre machine.
# - Dire d’où vient un refus, et quoi faire.
#
# Comptez une heure. Il faut les modules 03, 12, 21 et 22 : les ports, les signatures, l’empreinte, le chiffrement authentifié. Tout se passe sur votre machine, sans Internet. N’employez pas ces clés au travail.

# %% [markdown]
# ## 1. Une signature ne dit pas qui
#
# Le module 12 l’a montré : une clé privée signe, et la clé publique vérifie. Qui a la clé publique peut contrôler, et ne peut rien signer. Refaisons-le, avec l’outil des sites web : des courbes elliptiques, famille de calculs où les clés sont courtes. Celle-ci se nomme P-256.

# %%
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

key = ec.generate_private_key(ec.SECP256R1())
signature = key.sign(b"prix : 20 euros", ec.ECDSA(hashes.SHA256()))
key.public_key().verify(signature, b"prix : 20 euros", ec.ECDSA(hashes.SHA256()))
try:
    key.public_key().verify(signature, b"prix : 2 euros", ec.ECDSA(hashes.SHA256()))
except InvalidSignature:
    print(tr("Refusé : ce texte n’est pas celui qui a été signé."))

# %% [markdown]
# La première vérification n’a rien dit : c’est bon signe. La seconde a été refusée.
#
# Mais à qui est cette clé ? N’importe qui peut en fabriquer une, et dire « je suis la librairie ». *Votre pari : comment le client d’Épinal peut-il le savoir, sans jamais avoir rencontré Yasmine ?*

# %% [markdown]
# ## 2. Le certificat : un nom, une clé, une durée
#
# La réponse est un tiers. Une **autorité de certification** vérifie que Yasmine tient bien le nom `librairie.example.com`. Puis elle signe un **certificat** : ce nom va avec cette clé publique, jusqu’à telle date. La RFC 5280 décrit sa forme, nommée X.509.
#
# Et qui vérifie l’autorité ? Son propre certificat, le **certificat racine**, est installé d’avance dans votre système ou votre navigateur. Il est signé par lui-même.
#
# Bâtissons tout cela. Il faut d’abord quelques outils, et un nom.

# %%
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.x509.oid import NameOID


def make_name(text):
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


print(make_name("Racine de l’atelier").rfc4514_string())

# %% [markdown]
# `CN` (*common name*, nom courant) est une étiquette pour les humains. Un certificat se remplit case par case, comme un formulaire. La fonction suivante pose les six cases que tous ont : qui, signé par qui, quelle clé, quel numéro, de quand à quand. Elle y colle deux étiquettes tirées des clés, qui aident à retrouver le signataire.


# %%
def fill_form(subject, key, issuer, issuer_key, first=-1, last=90):
    """Rend un formulaire rempli ; `first` et `last` sont des jours, comptés depuis aujourd’hui."""
    now = datetime.now(UTC)
    form = x509.CertificateBuilder().subject_name(make_name(subject)).issuer_name(make_name(issuer))
    form = form.public_key(key.public_key()).serial_number(x509.random_serial_number())
    form = form.not_valid_before(now + timedelta(days=first)).not_valid_after(now + timedelta(days=last))
    mine = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    theirs = x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key())
    return form.add_extension(mine, critical=False).add_extension(theirs, critical=False)


# %% [markdown]
# `first=-1` donne une valeur par défaut : sans précision, le certificat vaut depuis hier. `timedelta(days=…)` est une durée. Aucune clé privée n’entre dans le formulaire, seulement les publiques.
#
# Il reste à dire si l’on a le droit de signer d’autres certificats. Une case le dit, *basic constraints* (contraintes de base). Une autre, *key usage* (usage de la clé), précise à quoi sert la clé. Elle a neuf oui ou non ; voici ceux d’une autorité, à recopier tels quels.

# %%
CA_USAGE = x509.KeyUsage(
    digital_signature=False,
    content_commitment=False,
    key_encipherment=False,
    data_encipherment=False,
    key_agreement=False,
    key_cert_sign=True,
    crl_sign=True,
    encipher_only=False,
    decipher_only=False,
)

# %%
root_key = ec.generate_private_key(ec.SECP256R1())
form = fill_form("Racine", root_key, "Racine", root_key, last=3650)
form = form.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
root = form.add_extension(CA_USAGE, critical=True).sign(root_key, hashes.SHA256())
print(root.subject == root.issuer)
print(root.not_valid_after_utc)

# %% [markdown]
# `ca=True` (*certification authority*, autorité de certification) donne le droit de signer. `critical=True` veut dire : qui ne comprend pas cette case doit refuser. La racine se signe elle-même, pour dix ans.
#
# Une telle clé vaut cher : qui la vole peut inventer n’importe quel site. On la garde donc hors ligne, et l’on crée un **certificat intermédiaire**, qui signe à sa place. `path_length=0` veut dire : il signe des serveurs, pas d’autres autorités.

# %%
middle_key = ec.generate_private_key(ec.SECP256R1())
form = fill_form("Atelier", middle_key, "Racine", root_key, last=1000)
form = form.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
middle = form.add_extension(CA_USAGE, critical=True).sign(root_key, hashes.SHA256())

server_key = ec.generate_private_key(ec.SECP256R1())
form = fill_form("librairie", server_key, "Atelier", middle_key)
form = form.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
names = x509.SubjectAlternativeName([x509.DNSName("librairie.example.com")])
server = form.add_extension(names, critical=False).sign(middle_key, hashes.SHA256())

# %% [markdown]
# Regardez bien qui signe quoi. `root_key` a signé l’intermédiaire, `middle_key` a signé le serveur. La clé du serveur n’a rien signé : elle prouvera, le moment venu, que le serveur est le bon.
#
# Le nom du site est dans une case à part, SAN (*subject alternative name*, autre nom du sujet). Les navigateurs ne regardent qu’elle. D’autres clients se rabattent sur le `CN` quand elle manque : Python le fait, tant que `hostname_checks_common_name` n’est pas mis à `False`. Remplissez-la toujours.
#
# Trois certificats, du serveur à la racine : c’est une **chaîne de certificats**. La cellule suivante dessine.

# %%
from IPython.display import display
from matplotlib import pyplot

BOXES = [tr("racine"), tr("intermédiaire"), tr("serveur")]


def draw_chain(broken, missing=""):
    """Dessine la chaîne ; `broken` est le maillon fautif, `missing` celui qui manque."""
    figure, axes = pyplot.subplots(figsize=(9, 2))
    for rank, name in enumerate(BOXES):
        style = "dotted" if name == missing else "solid"
        color = "mistyrose" if name == broken else "white"
        box = pyplot.Rectangle((rank * 3, 0), 2, 1, facecolor=color, edgecolor="black", linestyle=style, linewidth=1.8)
        axes.add_patch(box)
        axes.text(
            rank * 3 + 1, 0.5, ("✗ " if name in (broken, missing) else "") + name, ha="center", va="center", size=12
        )
        if rank < 2:
            axes.annotate("", xy=(rank * 3 + 2.95, 0.5), xytext=(rank * 3 + 2.05, 0.5), arrowprops={"arrowstyle": "->"})
            axes.text(rank * 3 + 2.5, 0.62, tr("signe"), ha="center", size=10)
    axes.set(xlim=(-0.1, 8.1), ylim=(-0.1, 1.1))
    axes.set_axis_off()
    pyplot.close(figure)
    return figure


# %%
description = tr("Trois cases, de gauche à droite : la racine signe l’intermédiaire, l’intermédiaire signe le serveur.")
display(draw_chain(""), metadata={"image/png": {"alt": description}})
print(description)

# %% [markdown]
# Le client remonte la chaîne dans l’autre sens : du serveur vers une racine qu’il a déjà.

# %% [markdown]
# ## 3. Les fichiers du serveur
#
# Un certificat voyage sous la forme PEM (*privacy-enhanced mail*, un vieux format de courriel). Ce n’est que du base64, vu au module 02, entre deux lignes de garde.

# %%
from cryptography.hazmat.primitives import serialization

PEM = serialization.Encoding.PEM
text = server.public_bytes(PEM).decode("ascii")
print(text[:93])
print(x509.load_pem_x509_certificate(text.encode("ascii")) == server)

# %% [markdown]
# Le serveur a besoin de deux fichiers. La chaîne : son certificat d’abord, puis l’intermédiaire ; la racine n’y est pas, car le client doit déjà l’avoir. Et sa clé privée, que personne d’autre ne voit.

# %%
from pathlib import Path


def save_key(path, key):
    form = serialization.PrivateFormat.PKCS8
    Path(path).write_bytes(key.private_bytes(PEM, form, serialization.NoEncryption()))


Path("racine.pem").write_bytes(root.public_bytes(PEM))
Path("chaine.pem").write_bytes(server.public_bytes(PEM) + middle.public_bytes(PEM))
save_key("serveur.key", server_key)
print(Path("chaine.pem").read_bytes().count(b"BEGIN CERTIFICATE"))

# %% [markdown]
# `NoEncryption` écrit la clé sans la chiffrer : le serveur doit pouvoir démarrer seul. C’est donc un fichier à protéger comme la clé de la boutique.

# %% [markdown]
# ## 4. Une vraie connexion
#
# **TLS** (*transport layer security*, sécurité du transport) est le protocole du « s » de https. La RFC 8446 décrit sa version 1.3. Il commence, après les trois temps de TCP, par une **poignée de main**.
#
# 1. Le client dit quels outils il connaît, et le nom qu’il cherche.
# 2. Le serveur choisit, envoie sa chaîne, et signe avec sa clé privée ce qui vient d’être échangé.
# 3. Le client vérifie la chaîne et cette signature. Les deux tirent des clés communes.
# 4. Tout le reste est chiffré et scellé, avec les outils du module 22.
#
# Voici un petit serveur. Il répond sur 127.0.0.1, l’adresse de votre propre machine : rien ne sort. Il tourne à côté du carnet, dans un fil (`Thread`), et ne sert qu’une fois. Cette cellule est à exécuter, pas à retenir.

# %%
import socket
import ssl
import threading


def start_server(chain="chaine.pem", key="serveur.key"):
    """Ouvre un serveur TLS pour une connexion, et rend son port."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(chain, key)
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(5)
    threading.Thread(target=answer_once, args=(context, listener), daemon=True).start()
    return listener.getsockname()[1]


def answer_once(context, listener):
    try:
        with listener, listener.accept()[0] as link, context.wrap_socket(link, server_side=True) as safe:
            safe.sendall(b"Bienvenue")
    except OSError:
        pass


# %% [markdown]
# Le client, lui, est à retenir. `create_default_context` prépare un client prudent ; `cafile` dit à quelle racine se fier. `server_hostname` dit quel nom on cherche. *Votre pari : que vont-ils se dire ?*


# %%
def visit(port, host, cafile="racine.pem"):
    context = ssl.create_default_context(cafile=cafile)
    try:
        link = socket.create_connection(("127.0.0.1", port), timeout=5)
        with context.wrap_socket(link, server_hostname=host) as safe:
            return safe.version() + " " + safe.cipher()[0] + " " + safe.recv(50).decode("ascii")
    except ssl.SSLCertVerificationError as error:
        return str(error.verify_code) + " " + error.verify_message


print(visit(start_server(), "librairie.example.com"))

# %% [markdown]
# `with` ouvre, puis referme tout seul. Vous venez d’ouvrir une connexion TLS 1.3, chiffrée, avec un serveur vérifié jusqu’à votre propre racine. Le dernier mot est passé chiffré.
#
# Dans une capture, à la façon du module 03, on verrait les trois temps de TCP, le port, et le nom demandé ; pas le message.

# %% [markdown]
# ## 5. Lire un refus
#
# Demandons un autre nom au même serveur. *Votre pari : qui proteste, le client ou le serveur ?*

# %%
print(visit(start_server(), "banque.example.com"))

# %% [markdown]
# Le code 62 : le nom ne va pas. C’est le client qui refuse, avant d’avoir rien dit. Les messages d’OpenSSL, l’outil que Python emploie, ont chacun leur numéro.
#
# | code | message | ce qu’il veut dire |
# |---|---|---|
# | 10 | `certificate has expired` | la date de fin est passée |
# | 9 | `certificate is not yet valid` | la date de début n’est pas venue, ou l’horloge du client est fausse |
# | 62 | `Hostname mismatch` | le nom cherché n’est pas dans le certificat |
# | 20 | `unable to get local issuer certificate` | il manque le signataire : intermédiaire oublié, ou racine inconnue |
# | 19 | `self-signed certificate in certificate chain` | la chaîne finit sur une racine que le client n’a pas |
# | 18 | `self-signed certificate` | le serveur s’est signé lui-même |
# | 79 | `invalid CA certificate` | un signataire n’a pas le droit de signer |
#
# Provoquons-les. Les trois cellules suivantes fabriquent une chaîne avec un défaut, et la présentent à un client ; elles ne sont pas à retenir.

# %%
CASES = {
    tr("aucun défaut"): ("", ""),
    tr("certificat périmé"): (tr("serveur"), ""),
    tr("pas encore valable"): (tr("serveur"), ""),
    tr("intermédiaire oublié"): ("", tr("intermédiaire")),
    tr("racine inconnue"): (tr("racine"), ""),
    tr("intermédiaire sans droit de signer"): (tr("intermédiaire"), ""),
}


def make_server_certificate(first=-1, last=90, signer=middle_key):
    form = fill_form("librairie", server_key, "Atelier", middle_key, first, last)
    return form.add_extension(names, critical=False).sign(signer, hashes.SHA256())


# %%
def make_case(case):
    """Rend la chaîne à présenter, du serveur vers la racine, et la racine du client."""
    late = {tr("certificat périmé"): (-40, -3), tr("pas encore valable"): (3, 90)}
    first, last = late.get(case, (-1, 90))
    middles, trusted = [middle], root
    if case == tr("intermédiaire oublié"):
        middles = []
    if case == tr("racine inconnue"):
        trusted = fill_form("Autre", server_key, "Autre", server_key).sign(server_key, hashes.SHA256())
    if case == tr("intermédiaire sans droit de signer"):
        form = fill_form("Atelier", middle_key, "Racine", root_key, last=1000)
        form = form.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        middles = [form.sign(root_key, hashes.SHA256())]
    return [make_server_certificate(first, last), *middles], trusted


# %%
def try_case(case):
    chain, trusted = make_case(case)
    Path("essai.pem").write_bytes(b"".join(certificate.public_bytes(PEM) for certificate in chain))
    Path("essai-racine.pem").write_bytes(trusted.public_bytes(PEM))
    answer = visit(start_server("essai.pem"), "librairie.example.com", "essai-racine.pem")
    sentence = tr("Défaut : {case}. Réponse du client : {answer}").format(case=case, answer=answer)
    display(draw_chain(*CASES[case]), metadata={"image/png": {"alt": sentence}})
    print(sentence)


try_case(tr("certificat périmé"))

# %% [markdown]
# Le code 10 : voilà la panne de Yasmine. Essayez les autres avec le menu, à la souris ou aux flèches du clavier. Pariez sur le code avant de choisir.

# %%
from ipywidgets import interact

_ = interact(try_case, case=list(CASES))

# %% [markdown]
# Sans menu à l’écran, changez le nom dans la cellule d’avant. Deux causes différentes donnent le code 20, et c’est celui d’Olivier : l’intermédiaire oublié, et la racine inconnue. Pour les départager, on regarde ce que le serveur envoie.
#
# L’intermédiaire oublié est la panne la plus sournoise. Des navigateurs vont chercher eux-mêmes le maillon qui manque, et la page s’ouvre ; une caisse ou un téléphone, non.

# %% [markdown]
# ## 6. La très mauvaise idée
#
# « Décochez la vérification. » En Python, cela tient en deux lignes. *Votre pari : ce client voit-il que le serveur n’est pas le bon ?*

# %%
blind = ssl.create_default_context(cafile="racine.pem")
blind.check_hostname = False
blind.verify_mode = ssl.CERT_NONE
impostor_key = ec.generate_private_key(ec.SECP256R1())
impostor = fill_form("librairie", impostor_key, "librairie", impostor_key).sign(impostor_key, hashes.SHA256())
Path("imposteur.pem").write_bytes(impostor.public_bytes(PEM))
save_key("imposteur.key", impostor_key)
link = socket.create_connection(("127.0.0.1", start_server("imposteur.pem", "imposteur.key")), timeout=5)
with blind.wrap_socket(link, server_hostname="librairie.example.com") as safe:
    print(safe.version(), safe.recv(50))

# %% [markdown]
# La connexion s’ouvre, chiffrée, avec un inconnu. Le cadenas protège alors la conversation avec le voleur. Chiffrer sans vérifier ne sert à rien : il faut d’abord savoir à qui l’on parle.
#
# Le bon remède pour Olivier : faire installer l’intermédiaire sur le serveur, ou sa racine d’entreprise sur la caisse.

# %% [markdown]
# ## 7. Vérifier à la main
#
# Que fait le client, au juste ? La RFC 5280, section 6, dit le chemin. Voici ses questions, pour chaque certificat en partant du serveur.
#
# 1. Le nom cherché est-il dans la case SAN du serveur ?
# 2. La date d’aujourd’hui est-elle entre les deux dates ?
# 3. Le signataire annoncé est-il bien le suivant de la chaîne ?
# 4. Ce signataire a-t-il le droit de signer ?
# 5. Sa clé publique vérifie-t-elle la signature ?
#
# Et la dernière question : le bout de la chaîne est-il une racine que j’ai déjà ? Deux petites fonctions vont chercher les cases. `try` et `except` servent quand la case n’existe pas.


# %%
def names_of(certificate):
    """Rend la liste des noms de la case SAN ; vide si la case n’existe pas."""
    try:
        box = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName)
    except x509.ExtensionNotFound:
        return []
    return box.value.get_values_for_type(x509.DNSName)


def is_authority(certificate):
    """Dit si ce certificat a le droit de signer."""
    try:
        return certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except x509.ExtensionNotFound:
        return False


print(names_of(server), is_authority(server), is_authority(middle))

# %% [markdown]
# Pour la signature, `verify_directly_issued_by` fait le calcul. Elle ne dit rien si tout va bien, et lève une erreur sinon. *Votre pari : la racine a-t-elle signé le serveur ?*

# %%
server.verify_directly_issued_by(middle)
print(server.issuer == middle.subject, middle.issuer == root.subject)

fake_key = ec.generate_private_key(ec.SECP256R1())
fake = make_server_certificate(signer=fake_key)
print(fake.issuer == middle.subject)
try:
    fake.verify_directly_issued_by(middle)
except InvalidSignature:
    print(tr("La signature n’est pas de ce signataire."))

# %% [markdown]
# `fake` se dit signé par l’Atelier, et son nom de signataire est le bon. Mais un nom s’écrit ; une signature ne s’imite pas. Qui ne compare que les noms accepte un faux. L’exercice vous en fera réparer un.
#
# Un nom peut aussi porter une étoile : `*.example.com` couvre `www.example.com`. L’étoile remplace un morceau entier, un seul, le premier. Elle ne couvre ni `example.com`, ni `a.b.example.com`. La RFC 9525 le dit.
#
# La bibliothèque sait aussi tout faire d’un coup, à la date que l’on veut. Comparons-la à notre chaîne, aujourd’hui puis dans six mois.

# %%
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

for days in [0, 180]:
    rules = PolicyBuilder().store(Store([root])).time(datetime.now(UTC) + timedelta(days=days))
    judge = rules.build_server_verifier(x509.DNSName("librairie.example.com"))
    try:
        print(days, len(judge.verify(server, [middle])))
    except VerificationError as error:
        print(days, error)

# %% [markdown]
# Aujourd’hui, trois certificats forment un chemin. Dans six mois, le serveur sera périmé. Le message est en anglais : *not valid at validation time*, pas valable à cette date.

# %% [markdown]
# ## 8. La date, et la fin qui approche
#
# Pourquoi une date de fin ? Parce qu’une clé finit par fuir, et qu’un nom change de mains. Plus la durée est courte, moins l’erreur dure. Les navigateurs et les autorités ont voté un calendrier dans leur réunion commune, le *CA/Browser Forum* ; CA, pour *certification authority*, désigne les autorités. C’est le vote `SC-081v3`.

# %%
LIMITS = {
    "source": "CA/Browser Forum, SC-081v3",
    "as_of": "2026-11-25",
    "days": {tr("avant"): 398, "2026-03-15": 200, "2027-03-15": 100, "2029-03-15": 47},
}
figure, axes = pyplot.subplots(figsize=(8, 2.8))
bars = axes.bar(list(LIMITS["days"]), list(LIMITS["days"].values()), color="lightblue", edgecolor="black")
axes.bar_label(bars, padding=2)
axes.set(ylabel=tr("jours au plus"), xlabel=tr("à partir du"), ylim=(0, 450))
figure.tight_layout()
pyplot.close(figure)
description = tr(
    "Quatre barres : 398 jours avant mars 2026, 200 depuis, 100 à partir de mars 2027, 47 à partir de mars 2029."
)
display(figure, metadata={"image/png": {"alt": description}})
print(description)

# %% [markdown]
# Un certificat public commandé aujourd’hui vaut 200 jours au plus. Dès 2029, il faudra en changer huit fois par an. Personne ne fera cela à la main : il faut un programme qui renouvelle seul, et quelqu’un qui surveille. Ce calendrier ne touche que les autorités publiques ; la vôtre fait ce qu’elle veut.
#
# Si la clé fuit avant la date, il y a la **révocation** : l’autorité publie la liste des numéros qui ne valent plus rien, la CRL (*certificate revocation list*, liste de révocation). Un autre moyen, OCSP (*online certificate status protocol*, question en ligne), recule : Let’s Encrypt, la plus grande autorité, l’a arrêté le 6 août 2025. Beaucoup de programmes ne regardent ni l’un ni l’autre. Python non plus, si on ne le lui demande pas.

# %% [markdown]
# ## 9. Ce que le cadenas ne dit pas
#
# - Que le marchand est honnête. `librairie-epinaal.example` peut avoir un certificat parfait.
# - Que la clé n’a pas fui.
# - Que personne n’a ajouté une racine à votre ordinateur.
#
# Ce dernier point mérite un arrêt. Qui peut installer une racine sur une machine peut se faire passer pour tous les sites, et tout lire. Des entreprises le font pour filtrer. C’est une interception : il y faut une raison, des personnes averties, et un accord écrit.

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
# Où nous avons simplifié : un vrai certificat a d’autres cases. Les autorités publiques inscrivent chacun des leurs dans un journal de transparence, celui du module 21. Et la vérification du nom, avant de signer, est tout un métier.
#
# À vous de fabriquer. Dans la cellule suivante, refaites le certificat du serveur avec deux noms, et visitez les deux.

# %%
# Vos deux noms, dans x509.SubjectAlternativeName([…, …]) :

# %% [markdown]
# ## Ce que vous savez faire maintenant
#
# - Dire ce qu’un certificat affirme, et ce qu’il ne dit pas.
# - Bâtir une chaîne, et ouvrir une connexion TLS qui l’accepte.
# - Lire les codes 9, 10, 18, 19, 20 et 62, et nommer la panne.
# - Expliquer pourquoi on ne décoche jamais la vérification.
#
# L’exercice vous confie sept dossiers, puis la chaîne de la librairie.
#
# ## Au travail demain
#
# Vingt minutes. Ouvrez le site de l’entreprise, cliquez sur le signe à gauche de l’adresse (un cadenas ; dans Chrome, depuis 2023, deux curseurs), puis sur le certificat. Notez trois choses : la date de fin, les noms, et qui a signé. Mettez la date de fin dans l’agenda, avec une alerte deux semaines avant, et le nom de la personne qui renouvelle. Faites de même pour la messagerie.
#
# ## Trois questions pour se retourner
#
# Elles viennent des modules 03, 12 et 22. Répondez de mémoire, puis lisez la suite.
#
# 1. Dans une capture, qu’est-ce qui dit qui a voulu la connexion, et sur quel port l’attend-on pour https ?
# 2. DKIM signe un courriel. Où le destinataire trouve-t-il la clé publique, et en quoi est-ce autre chose qu’un certificat ?
# 3. Un octet d’un message TLS change en route. Que fait le destinataire, et grâce à quoi ?

# %% [markdown]
# ### Réponses
#
# 1. Le premier paquet, où seul le drapeau SYN (*synchronize*, ouvrons) est levé ; le port d’arrivée est 443.
# 2. Dans le DNS du domaine qui signe. Aucune autorité ne s’en porte garante : on se fie au DNS, et la clé n’a pas de date de fin.
# 3. Il refuse tout le message. Le sceau du chiffrement authentifié ne correspond plus.
#
# *Sources : RFC 5280 pour les certificats et leur chemin, RFC 9525 pour les noms, RFC 8446 pour TLS 1.3, documentation d’OpenSSL pour les codes. Durées : vote `SC-081v3` du CA/Browser Forum. Arrêt d’OCSP : annonces de Let’s Encrypt.*
