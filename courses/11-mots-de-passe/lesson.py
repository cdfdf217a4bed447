# %% [markdown]
# # Mots de passe et double facteur : ce qui a fui, et quoi faire
#
# Lundi, 7 h 50, à Épinal. Mariama lève le rideau de son épicerie. Un client fidèle l’attend, téléphone en main. « Quelqu’un a lu mes courriels cette nuit. Mon mot de passe était le même que sur votre boutique en ligne. »
#
# La liste des comptes de la boutique est en vente sur un forum. Le prestataire répond par un message d’une ligne : « Pas d’inquiétude, les mots de passe étaient hachés. »
#
# Le même matin, à Granby, Étienne reçoit une alerte pour son garage. Même prestataire, même phrase. Cette phrase rassure-t-elle pour de bon ? À la fin, vous saurez répondre, et vous l’aurez vérifié.

# %% [markdown]
# ## Ce que vous saurez faire
#
# - Comparer des façons de ranger des mots de passe.
# - Attaquer une liste volée, fabriquée pour vous, et voir qui tombe.
# - Calculer vous-même le code à six chiffres d’une application de téléphone.
# - Écrire une page de règles pour une petite entreprise.
#
# Il y a dix étapes, d’un quart d’heure au plus. On peut s’arrêter à la fin de chacune, et reprendre un autre jour. Il faut avoir suivi le module 01 : les noms, les fonctions, `if`, les boucles, les listes. Tout se fait sans Internet.
#
# N’écrivez jamais ici un vrai mot de passe, ni le vôtre ni celui d’un autre. Tous ceux de cette page sont inventés.

# %% [markdown] step="bytes" minutes=10
# ## Du texte aux octets
#
# Une machine ne range pas des lettres. Elle range des nombres de 0 à 255, appelés **octets**. Pour comprendre ce qui a fui, il faut d’abord voir un mot de passe comme la machine le voit.
#
# Combien d’octets faut-il pour « été » ?

# %% bet="summer_bytes" options=["3 octets", "5 octets", "6 octets"]
word = "été"
data = word.encode("utf-8")
print(len(word))
print(len(data))
print(list(data))

# %% [markdown] bet_end
# Trois lettres, mais cinq octets. `encode("utf-8")` a fait le passage. UTF-8 est la convention la plus répandue : une lettre simple prend un octet, un « é » en prend deux, 195 et 169.

# %% [markdown]
# `str` est un texte, `bytes` une suite d’octets. Python les tient pour deux choses différentes. Un `b` devant les guillemets écrit des octets directement : `b"sel"`.
#
# Une longue suite de nombres se lit mal. On écrit donc chaque octet avec deux signes, de `00` à `ff` : c’est l’**hexadécimal**.

# %%
word = "été"
data = word.encode("utf-8")
print(data.hex())
print(bytes.fromhex("c3a974c3a9"))
print(bytes.fromhex("c3a974c3a9").decode("utf-8"))

# %% [markdown]
# `hex` écrit les octets en hexadécimal, `fromhex` les relit, `decode` revient au texte. Rien n’est caché ici : c’est une écriture, pas une protection. N’importe qui fait le chemin inverse.
#
# À vous de le faire. Ce texte a été écrit en hexadécimal. Rangez dans `found` le mot qu’il cache.

# %% try="read_hex" hint="Deux passages : `bytes.fromhex(…)` rend des octets, `.decode(\"utf-8\")` en fait un texte."
written = "c3a970696365726965"
### BEGIN SOLUTION
found = bytes.fromhex(written).decode("utf-8")
### END SOLUTION

# %% [markdown] step_end
# Vous savez passer du texte aux octets, et revenir. Vous savez aussi que cela ne protège rien.

# %% [markdown] step="hash" minutes=10
# ## L’empreinte
#
# « Hachés », dit le prestataire. Il parle d’une **empreinte** : un calcul qui prend des octets et rend toujours 32 octets. Le plus connu s’appelle SHA-256 (« cha deux cent cinquante-six », de l’anglais *secure hash algorithm*).
#
# `import` va chercher une boîte d’outils. `hashlib` contient les calculs d’empreinte. Une majuscule de plus, et l’empreinte change : de combien ?

# %% bet="capital" options=["un signe", "quelques signes", "tout ou presque"]
import hashlib

print(hashlib.sha256(b"soleil").hexdigest())
print(hashlib.sha256(b"soleil").hexdigest())
print(hashlib.sha256(b"Soleil").hexdigest())

# %% [markdown] bet_end
# Les deux premières lignes sont égales : le même mot donne toujours la même empreinte. La troisième n’a rien à voir, pour une seule majuscule.

# %% [markdown]
# Une empreinte compte 256 **bits**, des cases qui valent 0 ou 1. Comparons-les une à une.

# %% tags=["plumbing"]
# Dessine les 256 bits : en orange, ceux qui changent de soleil à Soleil.
from figures import draw_bits

draw_bits("soleil", "Soleil")

# %% [markdown]
# Chaque case orange est un bit qui a changé. Il y en a à peu près la moitié, éparpillées sans motif. Une empreinte proche ne veut donc pas dire un mot proche : on ne s’approche pas de la réponse à tâtons.
#
# Et dans l’autre sens ? Personne ne connaît de calcul qui remonte d’une empreinte SHA-256 vers le mot. Sur ce point, le prestataire a raison.
#
# À vous. Rangez dans `mark` l’empreinte de `word`, en texte hexadécimal.

# %% try="hash_word" hint="`hashlib.sha256(…)` attend des octets : `word.encode(\"utf-8\")`. `hexdigest()`, à la fin, rend du texte."
word = "lanterne"
### BEGIN SOLUTION
mark = hashlib.sha256(word.encode("utf-8")).hexdigest()
### END SOLUTION

# %% [markdown] step_end
# Vous savez calculer l’empreinte d’un mot, et dire pourquoi on n’en revient pas par un calcul.

# %% [markdown] step="attack" minutes=15
# ## L’attaque : on ne remonte pas, on devine
#
# Voici une ligne volée. On ne sait pas remonter. On peut en revanche essayer des mots, un par un. Ce mot de passe est-il dans une liste de sept mots courants ?

# %% bet="in_list" options=["oui", "non"]
import hashlib

stolen = "65e84be33532fb784c48129675f9eff3a682b27168c0ea744b2cf58ee02337c5"
common = ["123456", "motdepasse", "soleil", "azerty", "qwerty", "hockey", "papillon"]

for word in common:
    if hashlib.sha256(word.encode("utf-8")).hexdigest() == stolen:
        print(tr("Trouvé :"), word)

# %% [markdown] bet_end
# Trouvé en sept essais au plus. Aucune serrure n’a été forcée : l’attaquant a fait le même calcul que la boutique. La solidité du calcul n’y change rien ; le mot était trop courant.

# %% [markdown]
# Une vraie liste volée compte des milliers de noms. On la range dans un **dictionnaire** : chaque étiquette mène à une valeur. On l’écrit entre accolades.

# %%
leak = {
    "amina": hashlib.sha256(b"papillon").hexdigest(),
    "baptiste": hashlib.sha256(b"lanterne cuivre orage").hexdigest(),
    "chidi": hashlib.sha256(b"papillon").hexdigest(),
}
print(leak["amina"])
print(leak["amina"] == leak["chidi"])
for name in leak:
    print(name)

# %% [markdown]
# `leak["amina"]` donne la valeur rangée sous `"amina"`. `for` parcourt les étiquettes. Et la comparaison dit `True` : Amina et Chidi ont le même mot de passe, cela se voit sans rien deviner.
#
# Pour attaquer toute la liste, on prépare l’inverse : un dictionnaire qui mène de l’empreinte au mot. `numbers["zéro"] = 0` ajoute une étiquette à un dictionnaire appelé `numbers`.
#
# À vous. Dans la boucle, ajoutez à `known` l’empreinte de `word`, en hexadécimal, qui mène à `word`.

# %% try="make_known" hint="`known[…] = word`, avec entre les crochets l’empreinte du mot, celle de l’étape d’avant."
known = {}
for word in common:
    ### BEGIN SOLUTION
    known[hashlib.sha256(word.encode("utf-8")).hexdigest()] = word
    ### END SOLUTION
print(len(known))

# %% tags=["plumbing"]
# Pour la suite : les sept empreintes, chacune menant à son mot.
from figures import known

# %% [markdown]
# `in` demande si une étiquette existe. Qui tombe ?

# %% bet="who_falls" options=["Amina seule", "Amina et Chidi", "tous les trois"]
for name in leak:
    if leak[name] in known:
        print(name, known[leak[name]])

# %% [markdown] bet_end
# Sept empreintes calculées, et toute la liste peut être comparée. Amina tombe, Chidi aussi. Baptiste résiste : sa phrase n’est dans aucune liste.
#
# Dans l’exercice, vous écrirez cette attaque sur une liste qui n’est qu’à vous.

# %% [markdown]
# ### Avant d’aller plus loin : la loi
#
# Vous venez d’apprendre un geste qui peut nuire. Il reste permis sur vos propres données, sur votre propre machine. Partout ailleurs, il faut une autorisation écrite du propriétaire, datée, qui dit quoi et jusqu’à quand. Un accord de vive voix ne suffit pas.
#
# | | France | Canada et Québec |
# |---|---|---|
# | qui attaque | {fact:Code pénal, art. 323-1} | {fact:Code criminel, art. 342.1} |
# | qui garde des comptes de clients | {fact:RGPD, art. 32} | {fact:RLRQ, c. P-39.1, art. 10} |
#
# La première ligne vise celui qui entre sans droit. La seconde vise Mariama et Étienne : garder des comptes de clients oblige à les protéger. RGPD : règlement général sur la protection des données, la règle de l’Union européenne. RLRQ : Recueil des lois et des règlements du Québec. La fin de la leçon dit ce que chaque texte énonce, et quand il a été lu. Relisez l’article à la source avant de vous y fier.

# %% [markdown] step_end
# Vous savez attaquer une liste d’empreintes qui est à vous, et dire ce qui l’interdit ailleurs.

# %% [markdown] step="salt" minutes=10
# ## Le sel
#
# Deux défauts sont apparus. Les mots de passe égaux se voient. Et sept calculs servent contre mille comptes. Un même remède corrige les deux : mêler au mot de passe quelques octets tirés au hasard, différents pour chaque compte. C’est le **sel**.
#
# Le même mot avec deux sels : combien d’empreintes différentes ?

# %% bet="two_salts" options=["une", "deux"]
import hashlib
import os

for name in ["amina", "chidi"]:
    salt = os.urandom(16)
    print(name, salt.hex(), hashlib.sha256(salt + b"papillon").hexdigest()[:16])

# %% [markdown] bet_end
# Les deux empreintes diffèrent, pour le même mot. L’attaquant doit donc recommencer sa liste pour chaque sel. Mille comptes, mille sels : mille fois plus de travail.

# %% [markdown]
# `os.urandom(16)` tire 16 octets au hasard. `+` colle les octets, comme il colle les textes. `[:16]` garde les 16 premiers signes, pour la place. Exécutez encore : tout change.
#
# Le sel n’est pas un secret. Il est rangé à côté de l’empreinte, car la boutique en a besoin pour vérifier. Il fuit avec elle, et il sert quand même. À une condition : un sel par compte. Un sel partagé ne protège presque plus.
#
# À vous. Un client se connecte et tape `typed`. Rangez dans `mark` l’empreinte du sel suivi de ce mot, en hexadécimal.

# %% try="salted_hash" hint="Le sel est déjà des octets, le mot est un texte : changez-le, puis collez-le après le sel."
salt = bytes.fromhex("a1b2c3d4")
typed = "papillon"
### BEGIN SOLUTION
mark = hashlib.sha256(salt + typed.encode("utf-8")).hexdigest()
### END SOLUTION

# %% [markdown] step_end
# Vous savez calculer une empreinte avec son sel, et dire ce que le sel change pour l’attaquant.

# %% [markdown] step="slow" minutes=15
# ## La lenteur
#
# Le sel multiplie le travail. Mais combien coûte un essai ? Mesurons sur votre machine. `time.perf_counter()` est un chronomètre.

# %% bet="speed" options=["une centaine par seconde", "quelques milliers", "des centaines de milliers"]
import hashlib
import time

start = time.perf_counter()
for number in range(100_000):
    hashlib.sha256(b"sel" + str(number).encode("utf-8")).digest()
seconds = time.perf_counter() - start
print(tr("{n} essais par seconde").format(n=round(100_000 / seconds)))

# %% [markdown] bet_end
# Des centaines de milliers d’essais par seconde, sur un ordinateur ordinaire. SHA-256 a été fait pour aller vite. C’est une qualité pour vérifier un fichier, et un défaut pour un mot de passe.

# %% [markdown]
# Il existe des **fonctions lentes**, faites exprès. `scrypt`, décrite par la {fact:RFC 7914}, est fournie avec Python. Ses réglages disent combien de temps et de mémoire chaque essai doit coûter.

# %%
start = time.perf_counter()
hashlib.scrypt(b"soleil", salt=b"sel pour essayer", n=2**14, r=8, p=1)
slow = time.perf_counter() - start
print(tr("{ms} millisecondes pour un essai").format(ms=round(slow * 1000)))
print(tr("{n} essais par seconde").format(n=round(1 / slow)))

# %% [markdown]
# `2**14` se lit « 2 puissance 14 », soit 16 384. Le réglage `n` fixe la mémoire : ici 16 mébioctets (MiB) par essai. Doublez `n`, et l’essai coûte deux fois plus. Pour Mariama, quelques centièmes de seconde à chaque connexion ne se sentent pas. Pour qui veut essayer des milliards de mots, tout change.
#
# L’OWASP (« o-ouasp », *Open Worldwide Application Security Project*) est une association qui publie des guides. Elle conseille `n=2**17`, soit 128 MiB. Python refuse cette mémoire tant qu’on ne la lui accorde pas : c’est le rôle de `maxmem`, en octets.

# %%
start = time.perf_counter()
key = hashlib.scrypt(b"soleil", salt=b"sel pour essayer", n=2**17, r=8, p=1, maxmem=2**28)
print(len(key), tr("octets"))
print(tr("{ms} millisecondes pour un essai").format(ms=round((time.perf_counter() - start) * 1000)))

# %% [markdown]
# À vous. Rangez dans `slow_key` le résultat de `scrypt` pour `typed`, avec `salt`, et les réglages `n=2**14, r=8, p=1`.

# %% try="slow_hash" hint="Le modèle est la première cellule de `scrypt`. Son premier argument est en octets."
salt = bytes.fromhex("a1b2c3d4")
typed = "papillon"
### BEGIN SOLUTION
slow_key = hashlib.scrypt(typed.encode("utf-8"), salt=salt, n=2**14, r=8, p=1)
### END SOLUTION

# %% [markdown]
# La plus conseillée aujourd’hui est Argon2id, décrite par la {fact:RFC 9106}. Elle s’installe à part.

# %%
from argon2 import PasswordHasher

hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
record = hasher.hash("soleil")
print(record)
print(hasher.verify(record, "soleil"))

# %% [markdown]
# Une seule ligne dit tout : le nom de la fonction, ses réglages (`m` la mémoire, `t` le nombre de passages), le sel, l’empreinte. La bibliothèque a tiré le sel elle-même. `verify` relit la ligne et refait le calcul.
#
# Ces réglages, 19 MiB et 2 passages, sont le minimum que conseille l’OWASP ({fact:OWASP, Password Storage Cheat Sheet}).

# %% [markdown] step_end
# Vous savez ranger un mot de passe avec une fonction lente, et lire ses réglages.

# %% [markdown] step="time" minutes=10
# ## Le temps pour deviner
#
# L’attaquant n’a pas votre machine. Il a une carte graphique de jeu, qui fait des milliers de calculs à la fois. Les nombres suivants sont des ordres de grandeur, d’après des mesures publiées ({fact:hashcat, mesures publiées}). La mémoire la gêne plus que tout.

# %%
TRIES_PER_SECOND = {"SHA-256": 10_000_000_000, "scrypt": 5_000, "Argon2id": 1_000}


def years_to_guess(length, method):
    """Rend le temps moyen, en années, pour des minuscules tirées au hasard."""
    tries = 26**length / 2
    return tries / TRIES_PER_SECOND[method] / 31_557_600


# %% [markdown]
# Il y a 26 lettres, et 31 557 600 secondes dans une année. En moyenne, on trouve à mi-chemin. Combien de temps tient un mot de huit lettres au hasard, rangé avec SHA-256 ?

# %% bet="eight_letters" options=["une dizaine de secondes", "une dizaine d’heures", "une dizaine d’années"]
print(years_to_guess(8, "SHA-256") * 31_557_600, tr("secondes"))
print(years_to_guess(8, "Argon2id"), tr("années"))

# %% [markdown] bet_end
# Huit lettres au hasard : une dizaine de secondes avec SHA-256, plus de trois ans avec Argon2id. Le mot de passe est le même. Ce qui change, c’est la façon de le ranger.

# %% [markdown]
# À vous. Rangez dans `years` le nombre d’années que tiennent 10 lettres au hasard avec `"Argon2id"`.

# %% try="ten_letters" hint="Appelez `years_to_guess` avec la longueur, puis le nom de la méthode entre guillemets."
### BEGIN SOLUTION
years = years_to_guess(10, "Argon2id")
### END SOLUTION

# %% tags=["plumbing"]
# Dessine le temps pour deviner, de 4 à 16 lettres, pour trois façons de ranger.
from figures import draw_curves, show_slider

draw_curves()

# %% [markdown]
# Les trois droites montent ensemble : chaque lettre multiplie le temps par 26. L’échelle est resserrée, chaque trait horizontal vaut beaucoup plus que le précédent. Celle de SHA-256 passe loin sous les autres. À huit lettres, elle est sous la minute ; scrypt demande huit mois, Argon2id trois ans.
#
# Le curseur qui suit fait varier la longueur. Les flèches du clavier le déplacent. Cherchez où SHA-256 dépasse mille ans.

# %% tags=["plumbing"]
# Montre un curseur : le nombre de lettres au hasard.
show_slider()

# %% [markdown]
# Il faut 15 lettres au hasard pour que SHA-256 tienne mille ans, 10 suffisent avec Argon2id.
#
# La réalité est pire sur un point. Ces calculs valent pour des lettres tirées au hasard. « papillon » a huit lettres et tombe au premier passage de la liste, même avec Argon2id. La lenteur gagne du temps ; elle ne rend pas bon un mauvais mot de passe.
#
# | façon de ranger | mots égaux visibles | une liste sert pour tous | coût d’un essai |
# |---|---|---|---|
# | en clair | oui | inutile : tout est lisible | aucun |
# | SHA-256 seul | oui | oui | infime |
# | SHA-256 et sel | non | non | infime |
# | scrypt et sel | non | non | élevé |
# | Argon2id et sel | non | non | élevé, surtout en mémoire |
#
# La phrase du prestataire, « hachés », couvre quatre de ces cinq lignes. La bonne question à lui poser : haché comment, et avec un sel par compte ?

# %% [markdown] step_end
# Vous savez dire combien de temps tient un mot de passe, selon la façon dont il est rangé.

# %% [markdown] step="compare" minutes=10
# ## Comparer sans renseigner
#
# À la connexion, on recalcule et on compare. Le signe `==` s’arrête au premier signe différent. Il met donc un peu plus de temps quand le début est bon. En répétant, un attaquant patient peut mesurer cet écart.
#
# `hmac.compare_digest` compare tout, toujours, en **temps constant**.

# %%
import hmac

expected = bytes.fromhex("9f86d081")
print(hmac.compare_digest(expected, bytes.fromhex("9f86d081")))
print(hmac.compare_digest(expected, bytes.fromhex("9f86d082")))

# %% [markdown]
# `True`, puis `False`, et la même durée. Pour une empreinte, prenez l’habitude de ne jamais écrire `==`.
#
# Un dernier geste servira dans l’exercice : couper un texte. `"7 h 50".split(" ")` coupe aux espaces, et rend les morceaux. Deux noms à gauche du `=` reçoivent chacun le leur : `first, second = …`.
#
# À vous. La ligne rangée a la forme « sel, signe `$`, empreinte ». Rangez ses deux morceaux dans `salt_text` et `print_text`.

# %% try="split_record" hint="`record.split(…)`, avec le signe `$` entre guillemets ; les deux noms à gauche, séparés par une virgule."
record = "a1b2$9f86d081"
### BEGIN SOLUTION
salt_text, print_text = record.split("$")
### END SOLUTION

# %% [markdown]
# ### Une empreinte avec une clé : HMAC
#
# Passons au second facteur. Il repose sur une question : comment prouver que l’on connaît un secret, sans le dire ?
#
# **HMAC** (« hache-mac », *hash-based message authentication code*) mêle une clé et un message dans une empreinte. Qui n’a pas la clé ne peut ni la produire ni la vérifier. Si l’on change la clé d’un seul caractère, que reste-t-il de l’empreinte ?

# %% bet="other_key" options=["la moitié", "presque tout", "rien"]
message = b"livrer 12 pains"
print(hmac.new(b"clef de Mariama", message, "sha256").hexdigest())
print(hmac.new(b"clef de Mariamo", message, "sha256").hexdigest())

# %% [markdown] bet_end
# Rien ne reste. Deux personnes qui partagent une clé peuvent donc vérifier un message l’une de l’autre. Le message, lui, n’est pas caché : HMAC prouve, il ne chiffre pas.

# %% [markdown]
# Comment savoir si un tel calcul est juste ? Les normes publient des exemples. RFC (*request for comments*) est le nom des documents où Internet écrit ses règles. Voici l’exemple 2 de la {fact:RFC 4231}.

# %%
mac = hmac.new(b"Jefe", b"what do ya want for nothing?", "sha256").hexdigest()
print(mac == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")

# %% [markdown]
# `True` : notre calcul est celui de la norme. Vous ferez la même vérification pour les codes à six chiffres.

# %% [markdown] step_end
# Vous savez comparer sans renseigner, couper une ligne rangée, et calculer une empreinte avec une clé.

# %% [markdown] step="hotp" minutes=15
# ## Le code à six chiffres
#
# Un mot de passe se devine, se vole, se réutilise. Un **second facteur** est une preuve d’une autre nature : quelque chose que l’on possède. On dit MFA, l’authentification à plusieurs facteurs (*multi-factor authentication*).
#
# Le téléphone et le serveur partagent une clé, donnée une fois par un code QR (*quick response*), ce carré que l’on photographie. Ensuite, chacun calcule de son côté. Rien ne circule.
#
# Suivons la recette **HOTP** (*HMAC-based one-time password*), de la {fact:RFC 4226}. D’abord, le compteur, écrit sur 8 octets.

# %%
import hmac

key = b"12345678901234567890"
counter = 1
message = counter.to_bytes(8, "big")
print(message.hex())
print((258).to_bytes(8, "big").hex())

# %% [markdown]
# `to_bytes(8, "big")` écrit un nombre sur 8 octets, le plus gros en tête, comme nous écrivons les centaines avant les dizaines. 258 donne `0102` à la fin : une fois 256, et 2. La clé est celle de la RFC ; elle est publique, elle ne protège rien.
#
# Ensuite, le HMAC. La recette d’origine emploie SHA-1, un ancêtre de SHA-256. Il rend 20 octets.

# %%
mac = hmac.new(key, message, "sha1").digest()
print(len(mac))
print(list(mac))
print(mac[-1], mac[-1] % 16)

# %% [markdown]
# `mac[-1]` est le dernier octet : 171. Une liste, un texte ou des octets se comptent aussi depuis la fin, avec un nombre négatif. Le reste de 171 divisé par 16 est 11 : ce sera une position.
#
# Il faut maintenant lire 4 octets à partir de cette position. L’image montre lesquels.

# %% tags=["plumbing"]
# Dessine les vingt octets : en bleu celui qui donne la position, en orange ceux qu’on lit.
from figures import draw_choice

draw_choice(mac)

# %% [markdown]
# Vingt cases, numérotées de 0 à 19. La dernière, en bleu, contient `ab`, soit 171 : elle donne la position 11. Les cases 11 à 14, en orange, contiennent `c1 39 7e ea`. La position change à chaque code.
#
# On lit ces quatre octets comme un seul nombre, puis on retire le premier bit. Ce bit sert de signe sur certaines machines, et elles ne seraient pas d’accord.

# %%
number = int.from_bytes(mac[11:15], "big")
print(number)
number = number % 2**31
print(number)

# %% [markdown]
# `mac[11:15]` prend les places 11, 12, 13 et 14 : la dernière, 15, n’est pas comprise. `from_bytes` est l’inverse de `to_bytes`. Le reste par `2**31` enlève le premier bit, s’il y est : ici, il y était.
#
# Restent les six derniers chiffres, en texte. `number % 10**6` les donne, en nombre. `"7".zfill(3)` complète un texte par des zéros à gauche.

# %% bet="leading_zeros" options=["152", "000152", "152000"]
print(str(152).zfill(6))

# %% [markdown] bet_end
# 000152. Sans `zfill`, le code deviendrait 152, et le serveur le refuserait.

# %% [markdown]
# À vous. Écrivez ce que rend `six_digits` : les six derniers chiffres de `number`, en texte, sans perdre de zéro.


# %% try="six_digits" hint="Dans l’ordre : le reste par `10**6`, `str(…)` pour en faire un texte, `.zfill(6)` pour les zéros."
def six_digits(number):
    """Les six derniers chiffres d’un nombre, en texte."""
    ### BEGIN SOLUTION
    return str(number % 10**6).zfill(6)
    ### END SOLUTION


print(six_digits(1094287082))

# %% [markdown]
# 287082 : c’est la valeur que publie la RFC 4226 pour le compteur 1. Vous avez refait le calcul d’un téléphone.

# %% [markdown] step_end
# Vous savez calculer le code d’un téléphone à partir d’une clé et d’un compteur.

# %% [markdown] step="totp" minutes=10
# ## L’heure à la place du compteur
#
# Un compteur se dérègle si l’on appuie une fois de trop. **TOTP** (*time-based one-time password*, {fact:RFC 6238}) prend l’heure. On compte les secondes depuis le 1er janvier 1970, puis les pas de 30 secondes. `//` est la division entière.

# %% bet="time_steps" options=["1, 2, 2, 3", "1, 2, 3, 3", "2, 2, 3, 3"]
for moment in [59, 60, 89, 90]:
    print(moment, moment // 30)

# %% [markdown] bet_end
# 59 secondes font un pas entier, 60 et 89 en font deux, 90 en fait trois. Le code change donc toutes les 30 secondes. Ce nombre de pas devient le compteur de HOTP : c’est tout ce que TOTP ajoute.

# %% [markdown]
# À vous. Rangez dans `counter` le nombre de pas de 30 secondes écoulés à `moment`, puis dans `message` ce compteur sur 8 octets, le plus gros en tête.

# %% try="time_counter" hint="Deux lignes : `//` pour les pas, puis `to_bytes` comme à l’étape d’avant."
moment = 1111111109
### BEGIN SOLUTION
counter = moment // 30
message = counter.to_bytes(8, "big")
### END SOLUTION

# %% [markdown]
# Une bibliothèque, `pyotp`, fait tout ce calcul. Elle écrit la clé en base32, un codage en lettres et chiffres. Comparons-la à une valeur publiée.

# %%
import base64

import pyotp

secret = base64.b32encode(b"12345678901234567890").decode("utf-8")
print(secret)
print(pyotp.HOTP(secret).at(1))
print(pyotp.TOTP(secret, digits=8).at(59))

# %% [markdown]
# 287082 de nouveau, et 94287082 : la valeur de la RFC 6238 pour l’instant 59, en huit chiffres. Dans l’exercice, vous écrirez `hotp` et `totp`, et vous retrouverez ces nombres.
#
# Un piège, si vous poussez plus loin : pour SHA-256 et SHA-512, les exemples de la RFC emploient des clés de 32 et 64 octets. Beaucoup s’y sont perdus avec celle de 20.

# %% [markdown]
# ### Ce que le code n’arrête pas
#
# Un faux site peut demander le mot de passe et le code, puis s’en servir aussitôt. Le code vaut 30 secondes, un robot va plus vite. C’est l’hameçonnage, sujet du module 12.
#
# Les clés d’accès (*passkeys*) résistent mieux : elles vérifient le nom du site. Quand un service les propose, prenez-les. Sinon, le code reste bien meilleur que rien.

# %% [markdown] step_end
# Vous savez ce que calcule une application de codes, toutes les 30 secondes, et ce que ce code n’arrête pas.

# %% [markdown] step="rules" minutes=10
# ## Pour une petite entreprise
#
# Voici ce que Mariama et Étienne peuvent faire. Le tableau suit les guides publics des deux rives.
#
# | France : CNIL et ANSSI | Québec et Canada : Centre canadien pour la cybersécurité |
# |---|---|
# | 12 signes de quatre sortes, ou 14 signes sans signe spécial, ou une phrase de 7 mots | une phrase d’au moins 4 mots et 15 signes ; sinon, 12 signes au moins |
# | plus de changement régulier imposé aux utilisateurs ordinaires | plus d’expiration, demande l’orientation du gouvernement du Canada |
# | une fonction lente et un sel pour ranger | une liste de rejet des mots trop faibles |
#
# CNIL (« cnil ») : Commission nationale de l’informatique et des libertés. ANSSI (« ann-si ») : Agence nationale de la sécurité des systèmes d’information. À gauche : {fact:CNIL, délibération 2022-100} et {fact:ANSSI, guide sur l’authentification}. À droite : {fact:Centre canadien, ITSAP.30.032} et {fact:Canada, orientation sur les mots de passe}.
#
# À vous d’écrire la règle de droite. `phrase.split(" ")` rend la liste des mots ; `and` réunit deux questions. La fonction répond `True` si la phrase a au moins 4 mots, et au moins 15 signes.


# %% try="passphrase_rule" hint="`return`, puis deux questions réunies par `and` : `len(…) >= 4` compte les mots, `len(…) >= 15` les signes."
def is_accepted(phrase):
    """Dit si une phrase de passe suit la règle du Centre canadien."""
    ### BEGIN SOLUTION
    return len(phrase.split(" ")) >= 4 and len(phrase) >= 15
    ### END SOLUTION


# %% [markdown]
# ### Sept mesures à prendre
#
# 1. Ce qui a fui se change tout de suite, partout où le même mot servait.
# 2. Le double facteur sur la messagerie, la banque, les comptes qui administrent. La messagerie d’abord : elle ouvre toutes les autres.
# 3. Un **gestionnaire de mots de passe** : un coffre qui invente et retient un mot différent par service.
# 4. Un mot de passe différent pour chaque service. Une fuite n’en ouvre alors qu’un.
# 5. Pour ceux qu’il faut retenir, une **phrase de passe** : plusieurs mots tirés au hasard.
# 6. Demander au prestataire comment il range : Argon2id ou scrypt, un sel par compte.
# 7. Les codes de secours du double facteur, sur papier, sous clé. Un téléphone se perd.
#
# ### Quatre mesures à écarter
#
# - Le changement tous les 90 jours. Les gens passent de `Hiver2025` à `Hiver2026`. L’attaquant aussi.
# - La question secrète. Le nom du chien est sur les réseaux sociaux.
# - Le tableur partagé. Une fuite, et tout part d’un coup.
# - Le compte commun. Personne ne sait qui a fait quoi, et il faut tout changer à chaque départ.

# %% [markdown] step_end
# Vous savez dire à une petite entreprise quoi faire, et quoi ne plus faire. À la question du début, vous pouvez répondre : « hachés » ne rassure pas, tout dépend de comment. L’exercice vous attend, avec votre propre fuite.

# %% [markdown]
# ## Au travail demain
#
# Vingt minutes. Activez le double facteur sur la messagerie de l’entreprise, et rangez sous clé les codes de secours. Puis envoyez une ligne à votre prestataire : « Comment rangez-vous les mots de passe de nos clients : quelle fonction, quels réglages, un sel par compte ? »
#
# ## Trois questions pour se retourner
#
# Elles viennent du module 01. Répondez de tête, puis vérifiez dans une cellule.
#
# 1. Vous rouvrez ce carnet demain, et `print(leak)` répond `NameError: name 'leak' is not defined`. Le code n’a pas changé. Que disent les crochets vides à gauche des cellules, et que faut-il exécuter ?
# 2. Une fonction `code_length(code)` contient `print(len(code))` et aucun `return`. Que vaut `code_length("755224") + 1` ? Que faut-il changer ?
# 3. Écrivez une fonction `too_short(passwords)` qui rend la liste des textes de moins de 15 signes. Quelles lignes sont en retrait, et de combien ?
