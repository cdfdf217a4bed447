# %% [markdown]
# # Premier carnet : l’exercice
#
# Aïcha a quarante fiches de fournisseurs à relire. Réjean a douze dossiers de paie. Vous allez leur fabriquer les outils qui trouvent les numéros mal tapés.
#
# Six tâches, 20 points, environ 75 minutes. Vous pouvez vous arrêter et revenir. Chaque tâche se fait dans sa cellule, à la place de `# VOTRE CODE ICI`. Effacez aussi la ligne `raise NotImplementedError()` : elle sert à dire que la cellule attend.
#
# Dans chaque tâche :
#
# 1. écrivez, puis exécutez votre cellule (Maj + Entrée) ;
# 2. exécutez la cellule `check` juste en dessous : elle dit ce qui va et ce qui ne va pas ;
# 3. recommencez autant de fois que vous voulez. Un essai raté ne coûte rien.
#
# Pour un coup de pouce, ajoutez une cellule (le signe + en haut de la page) et tapez par exemple `hint("predict_output")`. Il y en a trois par tâche, et ils ne coûtent rien non plus.
#
# Tous les numéros d’ici sont des exemples publiés ou inventés. N’y mettez ni votre NAS, ni votre IBAN, ni un mot de passe.

# %% [markdown]
# Exécutez d’abord les deux cellules suivantes. La première prépare les vérifications. La seconde contient `luhn_total`, la fonction de la leçon, prête à servir. Elle est verrouillée : une faute ailleurs ne peut pas l’abîmer.

# %% cell="setup"
from autograder.check import check, check_all, hint, solution, variant


# %% cell="luhn-helper"
def luhn_total(number):
    total = 0
    rank = 0
    for digit in reversed(number):
        rank = rank + 1
        value = int(digit)
        if rank % 2 == 0:
            value = value * 2
            if value > 9:
                value = value - 9
        total = total + value
    return total


# %% [markdown]
# ## Tâche 1. Prédire (3 points)
#
# Lisez ces trois petits programmes sans les exécuter. Qu’affiche chacun ?
#
# Programme A :
#
# ```python
# price = "40"
# print(price + price)
# ```
#
# Programme B :
#
# ```python
# total = 0
# for digit in "4072":
#     if int(digit) > 3:
#         total = total + int(digit)
# print(total)
# ```
#
# Programme C :
#
# ```python
# def double(value):
#     return value * 2
#     print("ok")
#
# print(double(9) % 10)
# ```
#
# Répondez par trois noms : `guess_a`, `guess_b` et `guess_c`. Chacun désigne ce que l’écran montre, entre guillemets. Par exemple, si A montrait le mot fin, vous écririez `guess_a = "fin"`.

# %% task="predict_output"
### BEGIN SOLUTION
guess_a = "4040"
guess_b = "11"
guess_c = "8"
### END SOLUTION

# %% [markdown]
# ## Tâche 2. Réparer (4 points)
#
# Réjean a écrit un brouillon pendant sa pause. La fonction doit rendre `True` pour un SIREN ou un NAS bien tapé, et `False` sinon. Un bon numéro, une fois ses espaces enlevés, a neuf chiffres, rien d’autre, et un total de Luhn multiple de 10.
#
# Le brouillon ne provoque pas d’erreur. Il répond mal, à cause de trois fautes, chacune sur sa ligne. Exécutez-le et regardez ce qu’il rend.


# %% cell="draft"
def is_valid_draft(number):
    number.replace(" ", "")
    if len(number) > 9:
        return False
    if not number.isdecimal():
        return False
    print(luhn_total(number) % 10 == 0)


print(is_valid_draft("732829320"))
print(is_valid_draft("732 829 320"))

# %% [markdown]
# Les deux réponses devraient être `True`. La première est `None`, et le `True` du dessus vient d’ailleurs. Recopiez la fonction dans la cellule suivante, sous le nom `is_valid_number`, et réparez-la. La partie qui utilise `isdecimal` est juste.


# %% task="repair_validator"
### BEGIN SOLUTION
def is_valid_number(number):
    number = number.replace(" ", "")
    if len(number) != 9:
        return False
    if not number.isdecimal():
        return False
    return luhn_total(number) % 10 == 0


### END SOLUTION

# %% [markdown]
# ## Tâche 3. Remettre en ordre (2 points)
#
# Aïcha veut la liste des numéros qui n’ont pas neuf signes. Les six lignes de sa fonction sont là, avec leur retrait, mais dans le désordre. La lettre du début sert à les désigner.
#
# ```text
# A |            found.append(number)
# B |    return found
# C |def find_wrong_length(numbers):
# D |    for number in numbers:
# E |    found = []
# F |        if len(number) != 9:
# ```
#
# Donnez le bon ordre : les six lettres entre guillemets, par exemple `order = "ABCDEF"`.

# %% task="order_lines"
### BEGIN SOLUTION
order = "CEDFAB"
### END SOLUTION

# %% [markdown]
# ## Tâche 4. Vérifier une liste (4 points)
#
# Voici l’outil d’Aïcha. La menuiserie donne à chaque fournisseur un numéro de dix chiffres, dont le dernier est une clé de Luhn. La cellule suivante affiche votre liste ; vous n’avez rien à y changer. Elle est inventée, et chaque personne a la sienne.

# %% cell="my-numbers"
my_numbers = variant()["numbers"]
print(my_numbers)

# %% [markdown]
# Écrivez `find_suspects(numbers)`. Elle reçoit une liste de numéros, et rend la liste de ceux qui sont mal tapés, dans le même ordre. Un numéro est mal tapé quand son total de Luhn n’est pas un multiple de 10.
#
# Attention aux espaces : enlevez-les pour calculer, mais rendez chaque numéro tel qu’il était écrit. Aïcha pourra ainsi le retrouver dans ses fiches.
#
# Servez-vous de `luhn_total`, la fonction verrouillée du début. Vous n’avez pas besoin d’avoir réussi la tâche 2. Après la fonction, une dernière ligne donnera le nom `my_suspects` à la réponse pour votre liste, `my_numbers`.


# %% task="find_suspects"
### BEGIN SOLUTION
def find_suspects(numbers):
    suspects = []
    for number in numbers:
        if luhn_total(number.replace(" ", "")) % 10 != 0:
            suspects.append(number)
    return suspects


my_suspects = find_suspects(my_numbers)
### END SOLUTION

# %% [markdown]
# Cette fonction marche aussi sur une liste de SIREN. Vous pouvez la garder pour votre travail. Une lettre dans un numéro l’arrêterait sur une erreur : `isdecimal` saurait l’éviter.

# %% [markdown]
# ## Tâche 5. Écrire un vérificateur d’IBAN (5 points)
#
# Le virement de 2 840 euros est revenu à cause d’un IBAN. Écrivez `is_valid_iban(iban)`, qui rend `True` si l’IBAN est bien tapé, et `False` sinon.
#
# - Les espaces ne comptent pas : enlevez-les d’abord.
# - Un texte de moins de 15 signes n’est pas un IBAN : rendez `False`.
# - Les quatre premiers signes passent à la fin.
# - Chaque signe est remplacé par sa valeur : les chiffres restent, A donne 10, Z donne 35.
# - Le reste du grand nombre divisé par 97 doit être 1.
#
# On vous donnera des lettres majuscules, des chiffres et des espaces, rien d’autre. Un exemple du registre, à accepter : `"BE68 5390 0754 7034"`.


# %% task="write_iban"
### BEGIN SOLUTION
def is_valid_iban(iban):
    iban = iban.replace(" ", "")
    if len(iban) < 15:
        return False
    digits = ""
    for character in iban[4:] + iban[:4]:
        digits = digits + str(int(character, 36))
    return int(digits) % 97 == 1


### END SOLUTION

# %% [markdown]
# ## Tâche 6. Montrer ce que Luhn ne voit pas (2 points)
#
# Le chef d’Aïcha demande : « Si l’outil ne dit rien, le SIREN est-il forcément bien tapé ? » Répondez-lui par une raison et par une preuve.
#
# La raison. Pourquoi la règle de Luhn laisse-t-elle passer 90 tapé au lieu de 09 ?
#
# - A : elle ne regarde pas les zéros, elle les saute.
# - B : elle additionne les chiffres, et une addition ne voit jamais l’ordre.
# - C : 0 et 9 comptent chacun autant doublés que non doublés.
# - D : 90 est un multiple de 10, et son reste est nul.
#
# Donnez la lettre : `reason = "…"`.
#
# La preuve. Trouvez deux numéros de neuf chiffres, inventés, que Luhn accepte tous les deux. Ils ne diffèrent que par deux chiffres voisins : 09 dans le premier, 90 dans le second, à la même place. Rangez-les dans une liste : `twins = ["…", "…"]`.

# %% task="explain_swap"
### BEGIN SOLUTION
reason = "C"
twins = ["101090009", "101900009"]
### END SOLUTION

# %% [markdown]
# ## Pour finir
#
# La cellule suivante relit toutes les tâches et compte les points. Exécutez-la, puis enregistrez (Ctrl + S, ou Cmd + S sur un Mac).
