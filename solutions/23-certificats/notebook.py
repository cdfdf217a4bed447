# %% [markdown]
# # Certificats : l’exercice
#
# Yasmine tient une librairie à Épinal, Olivier un magasin de sport à Drummondville. Leurs machines refusent de se parler, et chacune a sa raison. Vous allez lire, sonder, réparer, diagnostiquer, puis bâtir une chaîne qu’un vrai client accepte.
#
# Six tâches, 20 points, environ 90 minutes. Vous pouvez vous arrêter et revenir. Chaque tâche se fait sans les autres. Ce qui est prêté porte un nom qui commence par `lent_`, « prêté » en anglais.
#
# Tout se passe sur votre machine, à l’adresse 127.0.0.1. Les clés de cet exercice ne servent qu’ici : n’en mettez aucune sur un vrai serveur.
#
# Après chaque réponse, exécutez la cellule `check("…")`. Si vous restez en panne, écrivez `hint("probe")` dans une cellule à vous : il y a trois indices par tâche, et ils ne coûtent rien.

# %% cell="setup"
from autograder.check import check, check_all, hint, solution, variant

# %% [markdown]
# Ces deux cellules apportent les outils de la leçon. Exécutez-les aussi.

# %% cell="imports"
import re
import socket
import ssl
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

PEM = serialization.Encoding.PEM


# %% cell="tools"
def load(text):
    """Change un texte PEM en certificat."""
    return x509.load_pem_x509_certificate(text.encode("ascii"))


def common_name(name):
    """Rend le nom courant (CN) d’un sujet ou d’un signataire."""
    return name.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value


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


# %% [markdown]
# ## Tâche 1. Prévoir ce que fera le client (3 points)
#
# Une racine a signé un intermédiaire, qui a signé le serveur de la librairie. Sans rien exécuter, donnez cinq réponses, une par ligne, de la forme `nom = réponse` :
#
# - `signer` : quelle clé privée a signé le certificat du serveur ? `"root"` (celle de la racine), `"middle"` (celle de l’intermédiaire) ou `"server"` (la sienne).
# - `sent` : combien de certificats le serveur, bien réglé, envoie-t-il pendant la poignée de main ?
# - `key_sent` : envoie-t-il sa clé privée ? `True` ou `False`.
# - `star` : le nom `*.example.com` couvre-t-il `photos.atelier.example.com` ? `True` ou `False`.
# - `early_code` : l’horloge d’une caisse retarde d’un an. Quel code d’OpenSSL donne-t-elle devant un certificat d’hier ? Un nombre du tableau de la leçon.

# %% task="predict"
### BEGIN SOLUTION
signer = "middle"
sent = 2
key_sent = False
star = False
early_code = 9
### END SOLUTION

# %% [markdown]
# ## Tâche 2. Lire un certificat (3 points)
#
# Cette cellule range vos dossiers dans `cases`, et montre le premier certificat du premier. Votre voisine en a d’autres. On vous donne aussi un instant, pour que la réponse ne change pas demain.

# %% cell="cases"
cases = []
for paper in variant()["cases"]:
    chain = [variant()["papers"][number] for number in paper["chain"]]
    cases.append({"id": paper["id"], "host": paper["host"], "chain": chain})
root_text = variant()["root"]
moment = datetime.fromisoformat(variant()["moment"])

certificate = load(cases[0]["chain"][0])
print(cases[0]["chain"][0][:60])
print(common_name(certificate.subject), "|", common_name(certificate.issuer))
print(certificate.not_valid_before_utc, certificate.not_valid_after_utc)

# %% [markdown]
# Écrivez deux fonctions :
#
# 1. `describe(text, moment)` reçoit un certificat en texte PEM. Elle rend un dictionnaire : `"subject"`, le nom courant du sujet ; `"issuer"`, celui du signataire ; `"names"`, la liste des noms de la case SAN ; `"days_left"`, le nombre de jours entiers entre `moment` et la fin, négatif si la fin est passée. Une durée a son nombre de jours dans `.days`.
# 2. `covers(name, host)` dit si un nom de la case SAN couvre le nom cherché. Majuscules et minuscules se valent : `text.lower()` met tout en minuscules. Un nom qui commence par `*.` couvre ce qui a un morceau à la place de l’étoile, un seul, puis la même suite.


# %% task="read"
def describe(text, moment):
    """Rend le sujet, le signataire, les noms et les jours qui restent."""
    ### BEGIN SOLUTION
    certificate = load(text)
    return {
        "subject": common_name(certificate.subject),
        "issuer": common_name(certificate.issuer),
        "names": names_of(certificate),
        "days_left": (certificate.not_valid_after_utc - moment).days,
    }
    ### END SOLUTION


def covers(name, host):
    """Dit si ce nom, avec ou sans étoile, couvre le nom cherché."""
    ### BEGIN SOLUTION
    name = name.lower()
    host = host.lower()
    if name.startswith("*."):
        return host.split(".")[1:] == name.split(".")[1:]
    return name == host
    ### END SOLUTION


# %% [markdown]
# ## Tâche 3. Sonder un vrai serveur (4 points)
#
# Ces trois fonctions sont prêtées. La première ouvre un serveur TLS sur votre machine, pour une visite, et rend son port. La deuxième ouvre une connexion TCP vers ce port.


# %% cell="lent_network"
def lent_serve(chain, key):
    """Prêté : un serveur TLS pour une visite ; rend son port."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(chain, key)
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(4)
    threading.Thread(target=lent_answer, args=(context, listener), daemon=True).start()
    return listener.getsockname()[1]


def lent_link(port):
    """Prêté : une connexion TCP vers ce port de votre machine."""
    return socket.create_connection(("127.0.0.1", port), timeout=4)


def lent_answer(context, listener):
    """Prêté : sert une visite, dit « bonjour », et ferme."""
    try:
        with listener, listener.accept()[0] as link, context.wrap_socket(link, server_side=True) as safe:
            safe.sendall(b"bonjour")
    except OSError:
        pass


# %% cell="codes"
CODES = {10: "expired", 9: "not-yet", 62: "name", 18: "issuer", 19: "issuer", 20: "issuer"}


def lent_save(path, data):
    """Prêté : écrit des octets dans un fichier."""
    Path(path).write_bytes(data)


# %% [markdown]
# Écrivez `probe(port, root, host)`. Elle se connecte au serveur de ce port, vérifie sa chaîne avec le fichier de racine `root`, et cherche le nom `host`. Elle rend :
#
# - `"ok"` si la poignée de main réussit ;
# - le mot de `CODES` qui va avec le code d’erreur ;
# - `"other"` si le code n’est pas dans `CODES`. `in` dit si une étiquette est dans un dictionnaire.
#
# Gardez un client prudent : ne décochez rien. La vérification présente à votre fonction de vrais serveurs, bons et mauvais.


# %% task="probe"
def probe(port, root, host):
    """Rend « ok », ou le mot qui dit pourquoi la connexion est refusée."""
    ### BEGIN SOLUTION
    context = ssl.create_default_context(cafile=root)
    try:
        context.wrap_socket(lent_link(port), server_hostname=host).close()
        return "ok"
    except ssl.SSLCertVerificationError as error:
        if error.verify_code in CODES:
            return CODES[error.verify_code]
        return "other"
    ### END SOLUTION


# %% [markdown]
# ## Tâche 4. Réparer un vérificateur trop confiant (4 points)
#
# Le vendeur d’Olivier a écrit ce vérificateur. Il reçoit la chaîne, une liste de textes PEM qui commence par le serveur ; la racine du client, en PEM ; le nom cherché ; l’instant. Il accepte presque tout.


# %% cell="draft"
def find_fault_draft(chain, root, host, moment):
    certificates = []
    for text in [*chain, root]:
        certificates.append(load(text))
    server = certificates[0]
    if common_name(server.subject) != host:
        return "name"
    if moment > server.not_valid_after_utc:
        return "expired"
    for place in range(len(certificates) - 1):
        if certificates[place].issuer != certificates[place + 1].subject:
            return "issuer"
    return "ok"


for case in cases:
    print(case["id"], find_fault_draft(case["chain"], root_text, case["host"], moment))


# %% cell="lent_covers"
def lent_covers(name, host):
    """Prêté : dit si ce nom, avec ou sans étoile, couvre le nom cherché."""
    pattern = re.escape(name.lower()).replace(r"\*", "[^.]+")
    return re.fullmatch(pattern, host.lower()) is not None


# %% [markdown]
# `[*chain, root]` est une liste neuve : tous les certificats de la chaîne, puis la racine.
#
# Écrivez `find_fault(chain, root, host, moment)`, le brouillon corrigé. Elle rend le premier défaut trouvé, dans cet ordre :
#
# 1. `"name"` : aucun nom de la case SAN du serveur ne couvre `host`. Le nom courant ne compte pas.
# 2. Puis, pour chaque certificat de la chaîne, du serveur vers la racine :
#     - `"not-yet"` si `moment` est avant son début, `"expired"` s’il est après sa fin ; à l’instant exact de l’un ou de l’autre, il vaut ;
#     - `"issuer"` si le certificat suivant, ou la racine pour le dernier, n’a pas le nom de son signataire ;
#     - `"authority"` si ce suivant n’a pas le droit de signer ;
#     - `"signature"` si la clé de ce suivant ne vérifie pas la signature.
# 3. `"ok"` si rien ne cloche. La racine, que le client a choisie, n’est pas vérifiée elle-même.


# %% task="verify"
def find_fault(chain, root, host, moment):
    """Rend « ok », ou le premier défaut de la chaîne."""
    ### BEGIN SOLUTION
    certificates = []
    for text in [*chain, root]:
        certificates.append(load(text))
    covered = False
    for name in names_of(certificates[0]):
        if lent_covers(name, host):
            covered = True
    if not covered:
        return "name"
    for place in range(len(certificates) - 1):
        certificate = certificates[place]
        following = certificates[place + 1]
        if moment < certificate.not_valid_before_utc:
            return "not-yet"
        if moment > certificate.not_valid_after_utc:
            return "expired"
        if certificate.issuer != following.subject:
            return "issuer"
        if not is_authority(following):
            return "authority"
        try:
            certificate.verify_directly_issued_by(following)
        except InvalidSignature:
            return "signature"
    return "ok"
    ### END SOLUTION


# %% [markdown]
# ## Tâche 5. Sept dossiers, et leurs remèdes (3 points)
#
# Voici vos sept dossiers. Le client se fie à `root_text`, et il est l’heure de `moment`. La cellule montre tout ce qu’il faut, sauf les signatures. Pour elles, `load(a).verify_directly_issued_by(load(b))` ne dit rien si `b` a signé `a`, et lève `InvalidSignature` si sa clé n’a pas signé.

# %% cell="show-cases"
print(tr("Il est"), moment)
for case in cases:
    print()
    print(case["id"], case["host"])
    for text in case["chain"]:
        certificate = load(text)
        print(
            "  ", common_name(certificate.subject), "|", common_name(certificate.issuer), "|", is_authority(certificate)
        )
        print("     ", names_of(certificate), certificate.not_valid_before_utc, certificate.not_valid_after_utc)

# %% [markdown]
# Écrivez deux dictionnaires, dont les étiquettes sont les lettres des dossiers, de `"A"` à `"G"`.
#
# 1. `faults` : le défaut, avec un des mots de la tâche 4.
# 2. `remedies` : le remède, avec un de ces six mots.
#     - `"nothing"` : rien à faire, la chaîne est bonne ;
#     - `"renew"` : demander un certificat neuf, l’ancien a fini ;
#     - `"clock"` : vérifier l’horloge du client, sinon attendre ;
#     - `"names"` : refaire le certificat avec le nom que les clients cherchent ;
#     - `"chain"` : faire envoyer par le serveur l’intermédiaire qui manque ;
#     - `"refuse"` : ne pas se connecter, et prévenir : quelqu’un signe sans en avoir le droit.

# %% task="diagnose"
### BEGIN SOLUTION
words = {"ok": "nothing", "expired": "renew", "not-yet": "clock", "name": "names", "issuer": "chain"}
faults = {}
remedies = {}
for case in cases:
    certificates = [load(text) for text in [*case["chain"], root_text]]
    fault = "ok"
    if not any(lent_covers(name, case["host"]) for name in names_of(certificates[0])):
        fault = "name"
    for place in range(len(certificates) - 1):
        certificate, following = certificates[place], certificates[place + 1]
        if fault == "ok" and moment < certificate.not_valid_before_utc:
            fault = "not-yet"
        if fault == "ok" and moment > certificate.not_valid_after_utc:
            fault = "expired"
        if fault == "ok" and certificate.issuer != following.subject:
            fault = "issuer"
        if fault == "ok" and not is_authority(following):
            fault = "authority"
        if fault == "ok":
            try:
                certificate.verify_directly_issued_by(following)
            except InvalidSignature:
                fault = "signature"
    faults[case["id"]] = fault
    remedies[case["id"]] = words.get(fault, "refuse")
### END SOLUTION

# %% [markdown]
# ## Tâche 6. Bâtir la chaîne de la librairie (3 points)
#
# Voici la fonction `fill_form` de la leçon, la case `CA_USAGE` des autorités, et de quoi écrire une clé. `host` est le nom de votre serveur.


# %% cell="lent_forms"
def fill_form(subject, key, issuer, issuer_key, first=-1, last=90):
    """Celle de la leçon : un formulaire rempli, sans le droit de signer ni les noms."""
    now = datetime.now(UTC)
    name, signer = [x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)]) for text in (subject, issuer)]
    form = x509.CertificateBuilder().subject_name(name).issuer_name(signer)
    form = form.public_key(key.public_key()).serial_number(x509.random_serial_number())
    form = form.not_valid_before(now + timedelta(days=first)).not_valid_after(now + timedelta(days=last))
    mine = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    theirs = x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key())
    return form.add_extension(mine, critical=False).add_extension(theirs, critical=False)


# %% cell="lent_usage"
CA_USAGE = x509.KeyUsage(False, False, False, False, False, True, True, False, False)
host = variant()["host"]


def lent_save_key(path, key):
    """Prêté : écrit une clé privée, sans mot de passe, pour un serveur qui démarre seul."""
    form = serialization.PrivateFormat.PKCS8
    Path(path).write_bytes(key.private_bytes(PEM, form, serialization.NoEncryption()))


def lent_visit(host):
    """Prêté : ouvre le serveur avec vos fichiers, le visite, et rend la version de TLS."""
    context = ssl.create_default_context(cafile="racine.pem")
    with context.wrap_socket(lent_link(lent_serve("chaine.pem", "serveur.key")), server_hostname=host) as safe:
        return safe.version()


print(host)

# %% [markdown]
# Écrivez `build_chain(host)`. Elle tire trois clés neuves, avec `ec.generate_private_key(ec.SECP256R1())`, et fabrique trois certificats.
#
# | certificat | sujet | `last` | cases à ajouter |
# |---|---|---|---|
# | racine | `"Racine"` | 3650 | `BasicConstraints(ca=True, path_length=None)` et `CA_USAGE`, critiques |
# | intermédiaire | `"Atelier"` | 1000 | `BasicConstraints(ca=True, path_length=0)` et `CA_USAGE`, critiques |
# | serveur | `host` | 90 | `BasicConstraints(ca=False, path_length=None)`, critique, et `SubjectAlternativeName([x509.DNSName(host)])`, non critique |
#
# Elle écrit ensuite trois fichiers avec `lent_save` et `lent_save_key` :
#
# - `racine.pem` : la racine, que l’on donnera aux clients ;
# - `chaine.pem` : le serveur, puis l’intermédiaire ;
# - `serveur.key` : la clé privée du serveur.
#
# Finissez la cellule par `build_chain(host)`, puis `seen = lent_visit(host)` : une vraie poignée de main, sur votre machine.


# %% task="build"
### BEGIN SOLUTION
def build_chain(host):
    root_key = ec.generate_private_key(ec.SECP256R1())
    middle_key = ec.generate_private_key(ec.SECP256R1())
    server_key = ec.generate_private_key(ec.SECP256R1())

    form = fill_form("Racine", root_key, "Racine", root_key, last=3650)
    form = form.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    root = form.add_extension(CA_USAGE, critical=True).sign(root_key, hashes.SHA256())

    form = fill_form("Atelier", middle_key, "Racine", root_key, last=1000)
    form = form.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    middle = form.add_extension(CA_USAGE, critical=True).sign(root_key, hashes.SHA256())

    form = fill_form(host, server_key, "Atelier", middle_key, last=90)
    form = form.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    names = x509.SubjectAlternativeName([x509.DNSName(host)])
    server = form.add_extension(names, critical=False).sign(middle_key, hashes.SHA256())

    lent_save("racine.pem", root.public_bytes(PEM))
    lent_save("chaine.pem", server.public_bytes(PEM) + middle.public_bytes(PEM))
    lent_save_key("serveur.key", server_key)


build_chain(host)
seen = lent_visit(host)
### END SOLUTION

# %% [markdown]
# `seen` dit la version de TLS : le client a remonté votre chaîne jusqu’à votre racine, et il l’a acceptée. Pour un appareil interne de l’entreprise, c’est ainsi que l’on fait : la racine sur les clients, les deux autres fichiers sur le serveur, et la clé de la racine au coffre.
#
# ## Le bilan
#
# La cellule suivante relit toutes vos réponses.
