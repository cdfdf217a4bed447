# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Mots de passe et double facteur : l’exercice
#
# Mariama tient une épicerie à Épinal. Sa boutique en ligne a perdu sa liste de comptes. Vous prenez l’affaire en
# main : mesurer les dégâts, réparer la réserve, ajouter un second facteur, écrire les règles de la maison.
#
# Six tâches, 20 points, une heure à une heure et demie. Vous pouvez vous arrêter après chaque tâche et revenir
# demain. Chaque tâche se fait sans les autres : une tâche manquée n’en bloque aucune.
#
# Sous chaque réponse, une cellule `check("…")` dit tout de suite ce qui va et ce qui ne va pas. Si vous restez en
# panne, écrivez `hint("crack")` dans une cellule à vous : il y a trois indices par tâche, et ils ne coûtent rien.

# %% cell="setup"
from autograder.check import check, check_all, hint, solution, variant

# %% [markdown]
# Les cellules qui suivent sont verrouillées : elles préparent vos outils. Exécutez-les aussi (Maj + Entrée).

# %% cell="tools"
import hashlib
import hmac
import os

with open("data/mots-courants.txt", encoding="utf-8") as file:
    words = file.read().split()

print(tr("{n} mots courants sont chargés.").format(n=len(words)))

# %% [markdown]
# ## 1. Prévoir ce que change un sel
#
# Voici cinq comptes inventés : un nom, un mot de passe, un sel. L’empreinte se calcule sur le sel suivi du mot de
# passe. Le programmeur de la boutique était pressé : il a donné le même sel à trois comptes.
#
# | nom | mot de passe | sel |
# |---|---|---|
# | amina | `soleil` | `7f` |
# | baptiste | `soleil` | `3c` |
# | chidi | `neige` | `7f` |
# | dalia | `soleil` | `7f` |
# | elif | `neige` | `a0` |
#
# Un attaquant a volé ce tableau, sans la colonne du milieu. Il possède une liste de 1 000 mots courants, et il veut
# essayer toute sa liste sur tous les comptes.
#
# Répondez de tête ou sur papier. Puis remplacez les deux lignes de la cellule par cinq lignes de la forme
# `nom = réponse` :
#
# - `prints_without_salt` : sans les sels, combien d’empreintes **différentes** verrait-on dans le tableau ?
# - `prints_with_salt` : avec les sels du tableau, combien en voit-on ?
# - `tries_without_salt` : sans sel, combien d’empreintes l’attaquant doit-il calculer en tout ?
# - `tries_with_salt` : et avec les sels du tableau, combien ?
# - `salt_is_secret` : pour que le sel serve, faut-il le cacher à l’attaquant ? `True` ou `False`.

# %% task="salt"
### BEGIN SOLUTION
prints_without_salt = 2
prints_with_salt = 4
tries_without_salt = 1000
tries_with_salt = 3000
salt_is_secret = False
### END SOLUTION

# %% [markdown]
# ## 2. Attaquer votre fuite
#
# Cette liste est la vôtre : votre voisine en a une autre. Elle est fabriquée, les gens n’existent pas. La boutique
# rangeait pour chaque compte l’empreinte SHA-256 du mot de passe, **sans sel**.
#
# Ce que vous allez faire est une attaque. Vous la faites ici, sur des données inventées pour vous. Ailleurs, il faut
# une autorisation écrite du propriétaire : la leçon donne les articles de loi et leur date.

# %% cell="leak"
leak = variant()["leak"]
crackable = variant()["crackable"]

for name in leak:
    print(name.ljust(10), leak[name])

# %% [markdown]
# Un expert annonce que plusieurs de ces comptes tomberont avec une liste de mots courants. La variable `crackable`
# dit combien.
#
# Écrivez `crack(leak, words)`. Elle reçoit un dictionnaire « nom → empreinte » et une liste de mots. Elle rend un
# dictionnaire « nom → mot de passe », avec les seuls comptes trouvés.
#
# L’empreinte d’un mot, comme dans la leçon : `hashlib.sha256(word.encode("utf-8")).hexdigest()`.
#
# Attention à deux choses. Deux personnes peuvent avoir choisi le même mot de passe : il faut les deux noms. Et
# certains mots portent des accents.
#
# Finissez la cellule par `found = crack(leak, words)`.


# %% task="crack"
### BEGIN SOLUTION
def crack(leak, words):
    known = {}
    for word in words:
        known[hashlib.sha256(word.encode("utf-8")).hexdigest()] = word
    found = {}
    for name in leak:
        if leak[name] in known:
            found[name] = known[leak[name]]
    return found


found = crack(leak, words)
### END SOLUTION

# %% [markdown]
# Quelques lignes ont ouvert la plupart des comptes en moins d’une seconde. Les autres ont tenu : leurs mots de passe
# sont de longues phrases. Une seule chose protégeait ces gens : leur propre prudence. La boutique, elle, n’a rien fait.

# %% [markdown]
# ## 3. Réparer la réserve
#
# Le prestataire de la boutique propose une nouvelle version. Il a compris qu’il fallait une fonction lente et un
# sel. Voici ses deux fonctions. La fonction `slow_hash` est bonne : gardez-la.
#
# Ici `n=2**10` garde l’exercice rapide. En vrai, la leçon donne des réglages cent fois plus lents.


# %% cell="broken"
def slow_hash(password, salt):
    """Rend les 32 octets que scrypt calcule pour ce mot de passe et ce sel."""
    return hashlib.scrypt(password.encode("utf-8"), salt=salt, n=2**10, r=8, p=1, dklen=32)


SALT = b"epicerie-diallo!"


def store_broken(password):
    return SALT.hex() + "$" + slow_hash(password, SALT).hex()


def verify_broken(password, record):
    return store_broken(password) == record


print(store_broken("soleil"))
print(store_broken("soleil"))

# %% [markdown]
# Les deux lignes affichées sont identiques : c’est le premier défaut. Le second se voit moins. `==` s’arrête au
# premier caractère différent, et le temps mis renseigne l’attaquant.
#
# Écrivez `store(password)` et `verify(password, record)`, réparées :
#
# 1. `store` tire un sel neuf de **16 octets** à chaque appel, avec `os.urandom(16)`.
# 2. La ligne rangée garde sa forme : le sel en hexadécimal, le signe `$`, l’empreinte en hexadécimal.
# 3. `verify` retrouve le sel **dans la ligne rangée**, puis refait le calcul avec `slow_hash`.
# 4. `verify` compare avec `hmac.compare_digest`, qui met toujours le même temps, et rend `True` ou `False`.


# %% task="verify"
### BEGIN SOLUTION
def store(password):
    salt = os.urandom(16)
    return salt.hex() + "$" + slow_hash(password, salt).hex()


def verify(password, record):
    salt_text, print_text = record.split("$")
    attempt = slow_hash(password, bytes.fromhex(salt_text))
    return hmac.compare_digest(attempt, bytes.fromhex(print_text))


### END SOLUTION

# %% [markdown]
# ## 4. Le code à six chiffres
#
# Même une bonne réserve peut fuir. Mariama veut donc un second facteur : le code à six chiffres du téléphone. Vous
# allez le calculer comme le fait l’application, et obtenir les valeurs publiées par les normes.
#
# La recette de la RFC 4226, pour `hotp(key, counter, digits=6, algorithm="sha1")` :
#
# 1. Écrire le compteur sur **8 octets**, le plus gros en premier : `counter.to_bytes(8, "big")`.
# 2. Calculer le HMAC de ces 8 octets avec la clé : `hmac.new(key, message, algorithm).digest()`.
# 3. Prendre le reste du dernier octet divisé par 16 : c’est une position.
# 4. Lire 4 octets à partir de cette position, comme un seul nombre : `int.from_bytes(…, "big")`.
# 5. Retirer le tout premier bit : le reste par `2**31`.
# 6. Garder les `digits` derniers chiffres : le reste par `10**digits`. Rendre un **texte**, avec ses zéros à gauche.
#
# La RFC 6238 ajoute l’heure, pour `totp(key, moment, digits=6, algorithm="sha1", step=30)`. Le compteur est le nombre
# de pas entiers de `step` secondes écoulés à l’instant `moment`. `moment` est un nombre de secondes.
#
# Un exemple pour vous repérer, avec la clé de la RFC : `hotp(b"12345678901234567890", 0)` vaut `"755224"`.


# %% task="totp"
def hotp(key, counter, digits=6, algorithm="sha1"):
    """Rend le code de la RFC 4226 pour ce compteur, sous forme de texte."""
    ### BEGIN SOLUTION
    mac = hmac.new(key, counter.to_bytes(8, "big"), algorithm).digest()
    position = mac[-1] % 16
    number = int.from_bytes(mac[position : position + 4], "big") % 2**31
    return str(number % 10**digits).zfill(digits)
    ### END SOLUTION


def totp(key, moment, digits=6, algorithm="sha1", step=30):
    """Rend le code de la RFC 6238 à cet instant, sous forme de texte."""
    ### BEGIN SOLUTION
    return hotp(key, moment // step, digits, algorithm)
    ### END SOLUTION


# %% [markdown]
# Votre téléphone et le serveur font ce calcul chacun de leur côté. Rien ne circule, sauf la clé, une seule fois, dans
# le code QR. Qui le photographie possède le second facteur : il se montre une fois et s’efface.

# %% [markdown]
# ## 5. Choisir un réglage, et le justifier
#
# Un technicien a mesuré sept façons de ranger un mot de passe sur le serveur de Mariama. Vos mesures ne sont pas
# celles de votre voisin. Chaque réglage est un dictionnaire :
#
# - `"name"` : son nom ;
# - `"own_salt"` : `True` si chaque compte a son propre sel ;
# - `"memory_mib"` : la mémoire demandée par calcul, en mébioctets (MiB, un peu plus d’un million d’octets) ;
# - `"ms"` : la durée d’une connexion, en millisecondes.

# %% cell="settings"
settings = variant()["settings"]
budget_ms = variant()["budget_ms"]
budget_mib = variant()["budget_mib"]

print(tr("Durée permise : {ms} ms. Mémoire permise : {mib} MiB.").format(ms=budget_ms, mib=budget_mib))
for setting in settings:
    print(setting)

# %% [markdown]
# Écrivez `judge(setting, budget_ms, budget_mib)`, qui rend le **premier** verdict vrai de ce tableau :
#
# | verdict | quand |
# |---|---|
# | `"no_salt"` | le compte n’a pas son propre sel |
# | `"too_light"` | moins de 19 MiB de mémoire : le minimum de l’OWASP pour Argon2id |
# | `"too_slow"` | plus de `budget_ms` millisecondes |
# | `"too_heavy"` | plus de `budget_mib` MiB de mémoire |
# | `"ok"` | aucun des refus ci-dessus |
#
# Puis rangez dans `choice` le nom du réglage qui reçoit `"ok"`. Il n’y en a qu’un. Trouvez-le par une boucle ou à
# l’œil : c’est `judge` qui le justifie.


# %% task="choose"
### BEGIN SOLUTION
def judge(setting, budget_ms, budget_mib):
    if not setting["own_salt"]:
        return "no_salt"
    if setting["memory_mib"] < 19:
        return "too_light"
    if setting["ms"] > budget_ms:
        return "too_slow"
    if setting["memory_mib"] > budget_mib:
        return "too_heavy"
    return "ok"


for setting in settings:
    if judge(setting, budget_ms, budget_mib) == "ok":
        choice = setting["name"]
### END SOLUTION

# %% [markdown]
# ## 6. La page de conseils
#
# Il reste à écrire la page que Mariama affichera dans l’arrière-boutique. Voici onze mesures possibles, chacune avec
# son délai en jours. **Sept sont bonnes, quatre sont à écarter.**

# %% cell="measures"
MEASURES = {
    "shared_sheet": {"days": 1, "text": tr("Tenir tous les mots de passe dans un tableur partagé.")},
    "leaked_first": {"days": 1, "text": tr("Changer tout de suite chaque mot de passe qui a fui, partout où il sert.")},
    "second_factor": {
        "days": 2,
        "text": tr("Activer le double facteur : messagerie, banque, comptes qui administrent."),
    },
    "secret_question": {"days": 5, "text": tr("Protéger l’oubli par une question secrète, comme le nom du chien.")},
    "manager": {"days": 7, "text": tr("Installer un gestionnaire de mots de passe pour toute l’équipe.")},
    "unique": {"days": 14, "text": tr("Donner à chaque service un mot de passe qui ne sert que là.")},
    "one_account": {"days": 14, "text": tr("Partager un seul compte entre collègues, pour gagner du temps.")},
    "passphrase": {"days": 21, "text": tr("Choisir des phrases d’au moins quatre mots et quinze caractères.")},
    "storage": {"days": 30, "text": tr("Exiger du prestataire Argon2id ou scrypt, avec un sel par compte.")},
    "recovery": {"days": 45, "text": tr("Garder sous clé, sur papier, les codes de secours du double facteur.")},
    "every_90_days": {"days": 90, "text": tr("Faire changer tous les mots de passe tous les 90 jours.")},
}

for code in MEASURES:
    print(code.ljust(16), str(MEASURES[code]["days"]).rjust(2), MEASURES[code]["text"])


# %% cell="page-tools"
def write_line(number, code):
    """Rend une ligne de la page : son numéro, la mesure, son délai."""
    measure = MEASURES[code]
    return tr("{number}. {text} Délai : {days} j.").format(number=number, text=measure["text"], days=measure["days"])


def save_page(text):
    """Écrit la page dans un fichier que vous pourrez emporter."""
    with open("conseils-mots-de-passe.md", "w", encoding="utf-8") as file:
        file.write(text)
    print(tr("La page est écrite dans conseils-mots-de-passe.md."))


# %% [markdown]
# Écrivez `build_page(company, codes)`, qui rend le texte de la page :
#
# - la première ligne est `#`, un espace, puis le nom de l’entreprise ;
# - la deuxième ligne est vide ;
# - puis une ligne par code, dans l’ordre reçu, avec `write_line(number, code)`. Les numéros commencent à 1.
#
# `"\n".join(lines)` colle une liste de lignes en un seul texte.
#
# Ensuite, faites votre page : `page = build_page("…", […])`, avec un nom d’entreprise inventé et les sept bonnes
# mesures, **du délai le plus court au plus long**. Finissez par `save_page(page)`.


# %% task="page"
### BEGIN SOLUTION
def build_page(company, codes):
    lines = ["# " + company, ""]
    number = 1
    for code in codes:
        lines.append(write_line(number, code))
        number = number + 1
    return "\n".join(lines)


kept = ["leaked_first", "second_factor", "manager", "unique", "passphrase", "storage", "recovery"]
page = build_page(tr("Épicerie Diallo"), kept)
save_page(page)
### END SOLUTION

# %% [markdown]
# Le fichier `conseils-mots-de-passe.md` est à vous. Ouvrez-le, changez le nom de l’entreprise, imprimez-le.
#
# ## Le bilan
