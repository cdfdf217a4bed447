# %% [markdown]
# # Hameçonnage : l’exercice
#
# Ousmane tient un garage à Remiremont. Ce matin, huit courriels parlent d’argent. Vous apprenez à lire ce que l’écran cache, vous vérifiez qui a vraiment écrit, et vous triez sa boîte.
#
# Six tâches, 20 points, environ 85 minutes. Vous pouvez vous arrêter et revenir. Chaque tâche se fait sans les autres. Ce qui est prêté porte un nom qui commence par `lent_`, « prêté » en anglais.
#
# Après chaque réponse, exécutez la cellule `check("…")`. Si vous restez en panne, écrivez `hint("spf")` dans une cellule à vous : il y a trois indices par tâche, et ils ne coûtent rien.
#
# Tous les messages sont fabriqués. Les noms de domaine en `.example` sont réservés aux exemples : ils n’appartiennent à personne. Ne collez jamais ici un vrai courriel.

# %% cell="setup"
from autograder.check import check, check_all, hint, solution, variant

# %% [markdown]
# Cette cellule apporte les outils de la leçon. Exécutez-la aussi.

# %% cell="imports"
from email import message_from_bytes
from email.policy import default
from email.utils import parseaddr
from ipaddress import ip_address, ip_network

import dkim

# %% [markdown]
# ## Tâche 1. Prévoir ce que chaque contrôle voit (3 points)
#
# Le marchand de pneus a le domaine `pneus-hautes-vosges.example`. Il publie cette règle SPF, et il signe tous ses messages avec DKIM :
#
# ```text
# v=spf1 ip4:198.51.100.16/28 -all
# ```
#
# Sans rien exécuter, donnez six réponses, une par ligne, de la forme `nom = réponse`. Les cinq premières sont `"pass"` (accepté) ou `"fail"` (refusé).
#
# - `other_ip` : un message se dit du marchand et vient de la machine 198.51.100.40. Que répond SPF ?
# - `forwarded_spf` : un vrai message du marchand est renvoyé tel quel par la machine d’un club, 203.0.113.9, sans changer l’adresse de retour. Que répond SPF ?
# - `forwarded_dkim` : pour ce même message renvoyé tel quel, que répond DKIM ?
# - `changed_dkim` : quelqu’un a remplacé le numéro de compte dans le texte d’un message signé. Que répond DKIM ?
# - `twin_dmarc` : un fraudeur achète `pneus-haute-vosges.example`, sans le `s`. Il y publie ses règles, et signe. Que répond DMARC pour ses messages ?
# - `name_checked` : SPF, DKIM ou DMARC vérifient-ils le *nom* affiché devant l’adresse ? `True` ou `False`.

# %% task="predict"
### BEGIN SOLUTION
other_ip = "fail"
forwarded_spf = "fail"
forwarded_dkim = "pass"
changed_dkim = "fail"
twin_dmarc = "pass"
name_checked = False
### END SOLUTION

# %% [markdown]
# ## Tâche 2. Relever les indices d’un message (4 points)
#
# Trois messages sont dans le dossier `data` : `pneus.eml`, `banque.eml` et `direction.eml`. Un fichier `.eml` contient un courriel entier, en-têtes compris. Regardez le premier.


# %% cell="lent_read"
def lent_read(path):
    """Prêté : rend les octets d’un fichier."""
    with open(path, "rb") as file:
        return file.read()


print(lent_read("data/pneus.eml").decode("utf-8"))

# %% [markdown]
# Un rappel de la leçon, sur ce message. `parseaddr` rend deux morceaux : le nom affiché, puis l’adresse.

# %% cell="example"
message = message_from_bytes(lent_read("data/pneus.eml"), policy=default)
print(message["From"])
print(parseaddr(message["From"]))
print(message["Cc"])

# %% [markdown]
# Ce fraudeur a mis une adresse dans le nom affiché, et la vraie derrière. Une ligne qui n’existe pas, comme `Cc` ici, donne `None` : `is not None` demande si elle existe.
#
# Écrivez deux fonctions :
#
# 1. `read_domain(header)` reçoit une ligne comme `message["From"]` et rend le domaine de l’adresse, en minuscules.
# 2. `evidence(data)` reçoit les octets d’un message et rend un dictionnaire de cinq étiquettes :
#
# | étiquette | valeur |
# |---|---|
# | `"name"` | le nom affiché dans From |
# | `"from"` | le domaine de From |
# | `"reply"` | le domaine de Reply-To, ou `None` si la ligne n’existe pas |
# | `"path"` | le domaine de Return-Path, l’adresse de retour |
# | `"ip"` | l’adresse IP entre crochets dans la ligne Received du haut, celle que notre serveur a écrite |
#
# S’il y a plusieurs lignes Received, `message["Received"]` donne celle du haut.


# %% task="evidence"
def read_domain(header):
    """Rend le domaine d’une ligne d’en-tête, en minuscules."""
    ### BEGIN SOLUTION
    return parseaddr(header)[1].split("@")[1].lower()
    ### END SOLUTION


def evidence(data):
    """Rend les cinq indices d’un message."""
    ### BEGIN SOLUTION
    message = message_from_bytes(data, policy=default)
    reply = None
    if message["Reply-To"] is not None:
        reply = read_domain(message["Reply-To"])
    return {
        "name": parseaddr(message["From"])[0],
        "from": read_domain(message["From"]),
        "reply": reply,
        "path": read_domain(message["Return-Path"]),
        "ip": message["Received"].split("[")[1].split("]")[0],
    }
    ### END SOLUTION


# %% [markdown]
# ## Tâche 3. Appliquer une règle SPF (3 points)
#
# Une règle SPF se lit de gauche à droite, et s’arrête au premier mot qui vise l’adresse. Un signe devant le mot dit la réponse ; sans signe, c’est `+`.

# %% cell="spf-signs"
SIGNS = {"+": "pass", "-": "fail", "~": "softfail", "?": "neutral"}

record = "v=spf1 ip4:192.0.2.128/28 -all"
print(record.split())
print(ip_address("192.0.2.129") in ip_network("192.0.2.128/28"))
print("ip4:192.0.2.128/28".startswith("ip4:"), "ip4:192.0.2.128/28"[4:])

# %% [markdown]
# Écrivez `check_spf(record, ip)`. `record` est la règle, un texte, ou `None` si le domaine n’en publie pas. `ip` est un texte.
#
# - Sans règle, le résultat est `"none"`.
# - Le mot `all` vise toutes les adresses. Le mot `ip4:…` vise celles de son bloc. Les autres mots, comme `mx` ou `include:…`, sont ignorés : c’est notre simplification.
# - Le premier mot qui vise l’adresse donne le résultat de son signe, pris dans `SIGNS`.
# - Si aucun mot ne la vise, le résultat est `"neutral"`.
#
# L’exemple publié dans la RFC 7208 (une règle écrite d’Internet) : avec `v=spf1 ip4:192.0.2.128/28 -all`, 192.0.2.129 est acceptée et 192.0.2.65 refusée.


# %% task="spf"
def check_spf(record, ip):
    """Rend "none", "pass", "fail", "softfail" ou "neutral"."""
    ### BEGIN SOLUTION
    if record is None:
        return "none"
    for term in record.split()[1:]:
        sign = "+"
        if term[0] in SIGNS:
            sign = term[0]
            term = term[1:]
        if term == "all":
            return SIGNS[sign]
        if term.startswith("ip4:") and ip_address(ip) in ip_network(term[4:]):
            return SIGNS[sign]
    return "neutral"
    ### END SOLUTION


# %% [markdown]
# ## Tâche 4. Vérifier une signature DKIM (3 points)
#
# Voici la boîte d’Ousmane. Elle est la vôtre : votre voisine en a une autre. `mailbox` est une liste de huit messages, en texte. `records` est ce que publient les domaines : un dictionnaire, du nom à la règle ou à la clé publique.

# %% cell="mailbox"
mailbox = variant()["mailbox"]
records = variant()["records"]

print(mailbox[0])
for name in records:
    print(name, "→", records[name])


# %% cell="lent_dns"
def lent_dns(records):
    """Prêté : fait passer un dictionnaire pour l’annuaire DNS, sans réseau."""

    def answer(name, timeout=5):
        return records.get(name.decode("ascii").rstrip("."), "").encode("ascii")

    return answer


print(dkim.verify(mailbox[0].encode("utf-8"), dnsfunc=lent_dns(records)))

# %% [markdown]
# `dkim.verify` prend les octets d’un message. `dnsfunc` est la fonction à qui demander la clé publique. La réponse est `True` ou `False` ; un message sans signature donne aussi `False`.
#
# Écrivez :
#
# 1. `read_signer(data)` rend le domaine qui a signé, écrit après `d=` dans la ligne DKIM-Signature, ou `None` si la ligne n’existe pas. `data` est en octets. `.strip()` enlève les espaces autour d’un texte.
# 2. `check_dkim(data, records)` rend `"none"` sans signature, `"pass"` si elle est bonne, `"fail"` sinon.
# 3. `intact` : la liste des numéros, comptés depuis 0 et dans l’ordre, des messages de `mailbox` dont la signature est bonne.


# %% task="dkim"
### BEGIN SOLUTION
def read_signer(data):
    message = message_from_bytes(data, policy=default)
    if message["DKIM-Signature"] is None:
        return None
    for tag in message["DKIM-Signature"].split(";"):
        if tag.strip().startswith("d="):
            return tag.strip()[2:]


def check_dkim(data, records):
    if read_signer(data) is None:
        return "none"
    if dkim.verify(data, dnsfunc=lent_dns(records)):
        return "pass"
    return "fail"


intact = []
for number in range(len(mailbox)):
    if check_dkim(mailbox[number].encode("utf-8"), records) == "pass":
        intact.append(number)
### END SOLUTION

# %% [markdown]
# ## Tâche 5. Réparer un filtre DMARC (3 points)
#
# DMARC demande une chose de plus : que le domaine contrôlé par SPF ou par DKIM soit celui de la même organisation que la ligne From. `lent_organisation` garde les deux derniers morceaux d’un domaine ; en vrai, les filtres consultent une liste publique.
#
# Chaque message est ici un dictionnaire : `"from"` le domaine de From, `"spf"` le résultat de SPF, `"path"` le domaine que SPF a contrôlé, `"dkim"` le résultat de DKIM, `"signer"` le domaine qui a signé, ou `None`.


# %% cell="draft"
def lent_organisation(domain):
    """Prêté : les deux derniers morceaux d’un domaine."""
    return ".".join(domain.split(".")[-2:])


def dmarc_draft(facts):
    if facts["spf"] == "pass":
        return "pass"
    if facts["dkim"] == "pass" and facts["from"] in facts["signer"]:
        return "pass"
    return "fail"


CASES = {
    "vrai": {"from": "lac.example", "spf": "pass", "path": "lac.example", "dkim": "none", "signer": None},
    "faux": {"from": "lac.example", "spf": "pass", "path": "alerte.example", "dkim": "none", "signer": None},
    "suite": {
        "from": "lac.example",
        "spf": "fail",
        "path": "club.example",
        "dkim": "pass",
        "signer": "grand-lac.example",
    },
    "lettre": {
        "from": "info.lac.example",
        "spf": "none",
        "path": "lac.example",
        "dkim": "pass",
        "signer": "lac.example",
    },
}
for name in CASES:
    print(name.ljust(7), dmarc_draft(CASES[name]))

# %% [markdown]
# Seul `vrai` est bien jugé. `faux` est accepté à tort, `suite` aussi, et `lettre` est refusé à tort. Écrivez `check_dmarc(facts)`, le filtre corrigé. `and` (« et ») demande que deux questions répondent oui. Il rend `"pass"` ou `"fail"`.


# %% task="dmarc"
def check_dmarc(facts):
    """Rend "pass" ou "fail"."""
    ### BEGIN SOLUTION
    organisation = lent_organisation(facts["from"])
    if facts["spf"] == "pass" and lent_organisation(facts["path"]) == organisation:
        return "pass"
    if facts["dkim"] == "pass" and lent_organisation(facts["signer"]) == organisation:
        return "pass"
    return "fail"
    ### END SOLUTION


# %% [markdown]
# ## Tâche 6. Trier la boîte, preuve à l’appui (4 points)
#
# Un filtre a relevé les faits de vos huit messages, dans l’ordre de `mailbox`. `known` est la liste des organisations avec qui le garage travaille.

# %% cell="facts"
facts_list = variant()["facts"]
known = variant()["known"]

print(known)
for number in range(len(facts_list)):
    print(number, facts_list[number])

# %% [markdown]
# `"spf_aligned"` vaut `True` si SPF réussit *et* vise l’organisation de From. `"dkim_aligned"`, de même pour DKIM. `"dkim"` est `"none"`, `"pass"` ou `"fail"`.
#
# Écrivez `judge(facts, known)`, qui rend deux textes entre parenthèses : le verdict, puis l’en-tête qui le prouve. La première ligne vraie du tableau l’emporte.
#
# | situation | verdict | en-tête |
# |---|---|---|
# | rien d’aligné, et DKIM a échoué | `"unproven"` | `"DKIM-Signature"` |
# | rien d’aligné, et `"path"` est de l’organisation de From : la machine n’est pas la sienne | `"unproven"` | `"Received"` |
# | rien d’aligné, dans les autres cas | `"unproven"` | `"Return-Path"` |
# | aligné, mais l’organisation de From n’est pas dans `known` | `"unknown"` | `"From"` |
# | aligné et connu, mais la réponse part vers une autre organisation | `"diverted"` | `"Reply-To"` |
# | aligné et connu, DKIM aligné | `"authentic"` | `"DKIM-Signature"` |
# | aligné et connu, SPF seul aligné | `"authentic"` | `"Return-Path"` |
#
# Par exemple, `return ("unknown", "From")` rend deux textes d’un coup ; `result[0]` est le premier.
#
# Puis faites la fiche de tri :
#
# 1. `verdicts` : la liste de ce que rend `judge` pour les huit messages, dans l’ordre.
# 2. `report` : un texte avec une ligne par message qui n’est pas `"authentic"`, dans l’ordre, faite par `lent_line(number, verdict, header)`. `"\n".join(lines)` colle une liste de lignes.
# 3. `lent_save(report)` écrit la fiche dans `tri.md`.


# %% cell="lent_report"
ADVICE = {
    "unproven": tr("l’expéditeur affiché n’est pas prouvé. Ne rien ouvrir, ne rien payer."),
    "unknown": tr("le domaine est authentique, mais nous ne le connaissons pas. Comparer lettre par lettre."),
    "diverted": tr("la réponse partirait ailleurs. Ne pas répondre."),
}


def lent_line(number, verdict, header):
    """Prêté : une ligne de la fiche."""
    sentence = tr("- Message {number} : {advice} Preuve : {header}. Rappeler à un numéro déjà connu, puis signaler.")
    return sentence.format(number=number, advice=ADVICE[verdict], header=header)


def lent_save(text):
    """Prêté : écrit la fiche dans tri.md."""
    with open("tri.md", "w", encoding="utf-8") as file:
        file.write(text)


print(lent_line(0, "diverted", "Reply-To"))


# %% task="triage"
### BEGIN SOLUTION
def judge(facts, known):
    organisation = lent_organisation(facts["from"])
    if not facts["spf_aligned"] and not facts["dkim_aligned"]:
        if facts["dkim"] == "fail":
            return ("unproven", "DKIM-Signature")
        if lent_organisation(facts["path"]) == organisation:
            return ("unproven", "Received")
        return ("unproven", "Return-Path")
    if organisation not in known:
        return ("unknown", "From")
    if facts["reply"] is not None and lent_organisation(facts["reply"]) != organisation:
        return ("diverted", "Reply-To")
    if facts["dkim_aligned"]:
        return ("authentic", "DKIM-Signature")
    return ("authentic", "Return-Path")


verdicts = []
lines = []
for number in range(len(facts_list)):
    result = judge(facts_list[number], known)
    verdicts.append(result)
    if result[0] != "authentic":
        lines.append(lent_line(number, result[0], result[1]))
report = "\n".join(lines)
lent_save(report)
### END SOLUTION

# %% [markdown]
# La fiche `tri.md` est prête. Vos fonctions servent au travail : enregistrez un message douteux au format `.eml` sans l’ouvrir, et `evidence` en tire les indices. La leçon dit où signaler, en France et au Canada.
#
# Authentique ne veut pas dire honnête : une boîte volée signe très bien. Un changement de compte bancaire se confirme toujours par téléphone, à un numéro que vous aviez déjà.
#
# ## Le bilan
#
# La cellule suivante relit toutes vos réponses.
