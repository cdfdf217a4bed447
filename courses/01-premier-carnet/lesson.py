# %% [markdown]
# # Premier carnet : repérer un numéro mal tapé
#
# Mardi, 8 h 15, près d’Épinal. Aïcha aide une menuiserie à remettre ses papiers en ordre. Un virement de 2 840 euros vient de revenir : « compte inconnu ». Quelqu’un a recopié quarante fiches de fournisseurs, un soir de fatigue. Dans combien de fiches un chiffre a-t-il glissé ?
#
# Le même jour, à Sherbrooke, Réjean prépare les feuillets de paie d’une boulangerie. L’un d’eux est refusé : un numéro y est faux. Il a douze dossiers et une heure.
#
# Relire à l’œil est long, et l’œil se trompe. Ces numéros cachent pourtant un moyen de se vérifier eux-mêmes. Nous allons apprendre à une machine à s’en servir.

# %% [markdown]
# ## Ce que vous saurez faire
#
# - Exécuter quelques lignes, et lire ce qui s’affiche.
# - Prédire ce que fait un court programme.
# - Lire une erreur sans peur, et la corriger.
# - Écrire un outil qui dit si un numéro est bien tapé.
#
# Comptez une heure. Vous n’avez rien à savoir d’avance. Tout se fait au clavier, sans Internet.
#
# | Numéro | Où on le rencontre | Ce qu’il désigne |
# |---|---|---|
# | SIREN : système d’identification du répertoire des entreprises | France | une entreprise, 9 chiffres |
# | NAS : numéro d’assurance sociale | Québec et tout le Canada | une personne, 9 chiffres |
# | IBAN (« i-banne ») : *international bank account number*, numéro international de compte | Europe surtout ; pas au Canada | un compte en banque, 15 à 34 signes |
#
# Dans cette page, tous les numéros sont des exemples publiés ou inventés. N’y tapez jamais votre NAS, votre IBAN ni un mot de passe : on n’en a pas besoin pour apprendre.

# %% [markdown]
# ## 1. Exécuter une cellule
#
# Cette page est un carnet, fait de cadres. Chaque cadre est une **cellule**. Les unes se lisent, comme celle-ci. Les autres contiennent du **code** : des lignes pour la machine, dans un langage nommé Python.
#
# Voici une première cellule de code. Cliquez dedans. Puis tenez la touche Maj enfoncée et appuyez sur Entrée. Maj est parfois marquée Shift ou ⇧ ; Entrée, parfois Enter ou ↵.

# %%
2 + 3

# %% [markdown]
# Le résultat apparaît sous la cellule : `5`. À gauche, un nombre s’est écrit entre crochets, par exemple `[1]`. Il dit que la cellule a été exécutée, et dans quel ordre. Des crochets vides `[ ]` : pas encore exécutée. Une étoile `[*]` : Python travaille.
#
# On ne peut rien abîmer. Vous pouvez exécuter une cellule dix fois, la changer, recommencer. Pour une cellule vide, où essayer vos idées, cliquez sur le signe + en haut de la page.
#
# Avant d’exécuter la suivante, faites un pari. Le signe `*` veut dire « fois ». Python trouvera-t-il 20 ou 14 ?
#
# *Votre pari (double-cliquez ici pour l’écrire, Maj + Entrée pour finir) :*

# %%
2 + 3 * 4

# %% [markdown]
# C’est 14 : Python fait les multiplications d’abord, comme à l’école. Votre pari était peut-être autre. C’est en se trompant de pari qu’on apprend le plus ; gardez l’habitude de parier.
#
# Une cellule ne montre que sa dernière ligne. Pour en montrer plusieurs, on demande chaque fois `print`, « afficher ».

# %%
print(2 + 3)
print(2 * 3)

# %% [markdown]
# Deux lignes, deux affichages. Changez un nombre dans la cellule ci-dessus, puis Maj + Entrée. L’affichage suit, et le nombre entre crochets augmente.

# %% [markdown]
# ## 2. Lire une erreur sans peur
#
# Tout le monde fait des fautes de frappe, chaque jour, même après vingt ans de métier. Voyons ce qui se passe. Dans la cellule suivante, deux lettres de `print` sont inversées. Exécutez-la : une erreur va s’afficher, et c’est voulu.

# %% tags=["raises-exception"]
pirnt(2 + 3)

# %% [markdown]
# Python s’arrête et écrit un **message d’erreur**. C’est long et coloré, mais ce n’est pas un reproche. On le lit par la fin.
#
# - La dernière ligne dit ce qui l’a gêné : `NameError: name 'pirnt' is not defined`. Le nom `pirnt` n’existe pas.
# - La flèche `---->` montre la ligne où cela s’est produit.
#
# Les messages de Python sont en anglais. Vous n’en verrez que quatre ou cinq différents dans ce carnet, et nous les lirons ensemble.
#
# À vous : corrigez la cellule ci-dessus et exécutez-la. L’erreur disparaît. Rien n’est cassé, rien n’est resté.

# %% [markdown]
# ## 3. Un nombre ou un texte ?
#
# Nos numéros sont faits de chiffres. Sont-ils des nombres ? Regardons comment Python les traite. Voici d’abord deux nombres.

# %%
print(7 + 7)

# %% [markdown]
# Maintenant, mettons des guillemets. Entre guillemets, ce n’est plus un nombre : c’est un **texte**, une suite de signes gardée telle quelle.
#
# *Votre pari pour `"7" + "7"` :*

# %%
print("7" + "7")

# %% [markdown]
# `77` : Python a collé les deux textes bout à bout. Avec des nombres, `+` additionne ; avec des textes, `+` colle.
#
# Et si l’on mélange un texte et un nombre ? Encore une erreur voulue. Lisez la dernière ligne.

# %% tags=["raises-exception"]
print("7" + 7)

# %% [markdown]
# `TypeError` : les deux valeurs ne sont pas de la même sorte, et Python ne devine pas. Pour lui, `str` est un texte (de l’anglais *string*) et `int` un nombre entier (*integer*).
#
# Ces deux mots font aussi le passage. `int("7")` prend le texte et rend le nombre. `str(7)` fait l’inverse.

# %%
print(int("7") + 7)
print(str(7) + "7")

# %% [markdown]
# `14`, puis `77`. Vous choisissez la sorte, Python suit.
#
# Alors, un NAS doit-il être un nombre ? Voici un exemple publié, qui ne désigne personne : 046 454 286.

# %%
print(int("046454286"))

# %% [markdown]
# Le zéro du début a disparu : pour un nombre, il ne compte pas. Le numéro n’a plus que huit chiffres, il est faux. Les tableurs font souvent la même chose. Retenez-le : un numéro qui désigne quelqu’un ou quelque chose est un texte.

# %% [markdown]
# ## 4. Donner un nom
#
# Retaper un numéro à chaque ligne serait une source de fautes. On lui colle donc une étiquette, un **nom**. Le signe `=` se lit « désigne » : à gauche le nom, à droite la valeur.

# %%
siren = "732 829 320"
print(siren)

# %% [markdown]
# `print(siren)` montre la valeur. Il n’y a pas de guillemets autour de `siren` : c’est un nom, pas un texte. Au travail, on écrit les noms du code en anglais, pour que tous les lisent ; nous ferons de même.
#
# `len` compte les signes d’un texte (*length*, longueur). Un SIREN a neuf chiffres.
#
# *Votre pari pour `len(siren)` :*

# %%
print(len(siren))

# %% [markdown]
# Onze : les deux espaces comptent aussi. Il faut les enlever. `siren.replace(" ", "")` remplace chaque espace par rien. On met un point entre le texte et ce qu’on lui demande.
#
# *Votre pari : que montreront ces deux lignes ?*

# %%
print(siren.replace(" ", ""))
print(siren)

# %% [markdown]
# La première ligne montre le numéro sans espaces. La seconde les montre encore. `replace` n’a rien changé : il a rendu un texte neuf, que personne n’a gardé. Pour le garder, on redonne le nom.

# %%
siren = siren.replace(" ", "")
print(siren)
print(len(siren))

# %% [markdown]
# Neuf. Le nom `siren` désigne désormais le texte neuf. C’est l’oubli le plus courant avec `replace` ; vous le retrouverez dans l’exercice.
#
# Python retient les noms tant que le carnet reste ouvert. Si vous revenez demain, exécutez de nouveau les cellules depuis le haut : dans le menu Exécution, « Exécuter toutes les cellules ».

# %% [markdown]
# ## 5. Décider
#
# Un outil doit répondre oui ou non. En Python, oui s’écrit `True` (vrai) et non s’écrit `False` (faux). Posons quelques questions.

# %%
print(len(siren) == 9)
print(len(siren) != 9)
print(len(siren) > 9)

# %% [markdown]
# `==` demande « est-ce égal ? », `!=` « est-ce différent ? », `>` « est-ce plus grand ? », `<` « est-ce plus petit ? ». Un seul `=` donne un nom ; deux `==` posent une question.
#
# Une autre question utile : le texte n’a-t-il que des chiffres ? Une lettre O tapée à la place d’un zéro ne se voit pas à l’œil.

# %%
print("732829320".isdecimal())
print("73282932O".isdecimal())

# %% [markdown]
# Le second a une lettre O à la fin. Python l’a vue : `False`.
#
# Avec `if` (« si »), la réponse décide de la suite. Après les deux-points, les lignes en **retrait** de quatre espaces dépendent du `if`. `else` (« sinon ») donne l’autre chemin.
#
# *Votre pari : quelles lignes vont s’afficher ?*

# %%
number = "46454286"
if len(number) == 9:
    print(tr("La longueur est bonne."))
else:
    print(tr("La longueur est mauvaise."))
print(tr("Fini."))

# %% [markdown]
# Le numéro a huit signes : Python a pris le chemin du `else`. La dernière ligne n’est pas en retrait, elle s’exécute toujours. Ajoutez un zéro au début du numéro, et exécutez de nouveau.
#
# Enfin, `not` (« pas ») retourne la réponse. C’est commode pour dire « si ce ne sont pas tous des chiffres ».

# %%
number = "73282932O"
if not number.isdecimal():
    print(tr("Il y a autre chose que des chiffres."))

# %% [markdown]
# ## 6. Répéter
#
# Pour vérifier un numéro, il faudra regarder chaque chiffre. `for` (« pour chaque ») parcourt un texte signe après signe. C’est une **boucle** : les lignes en retrait recommencent pour chaque signe.

# %%
for digit in "732":
    print(digit)

# %% [markdown]
# Trois signes, trois tours. À chaque tour, le nom `digit` désigne le signe suivant.
#
# Additionnons-les. On part de zéro, et chaque tour ajoute un chiffre. La ligne `total = total + int(digit)` se lit : le nouveau total est l’ancien, plus ce chiffre.
#
# *Votre pari pour le total :*

# %%
total = 0
for digit in "732":
    total = total + int(digit)
    print(tr("Après ce tour, le total est"), total)

# %% [markdown]
# 7, puis 10, puis 12. Sans `int`, Python aurait refusé d’ajouter un texte à un nombre : essayez.
#
# Quarante fiches, ce sont quarante numéros. On les range dans une **liste**, entre crochets, séparés par des virgules. `for` la parcourt aussi.

# %%
lengths = []
for number in ["732829320", "046454286", "46454286"]:
    lengths.append(len(number))
print(lengths)

# %% [markdown]
# `[]` est une liste vide. À chaque tour, `append` (« ajouter au bout ») y met une valeur. À la fin, la liste dit qu’un numéro n’a que huit chiffres. Vous venez de contrôler un fichier, en petit.
#
# À vous de fabriquer. La cellule suivante est vide, sauf une ligne qui commence par `#`. Python ne lit pas ces lignes : ce sont des notes pour les humains. Écrivez dessous une boucle qui additionne les prix 12, 40 et 7. Le total doit être 59.

# %%
# Votre boucle, avec total = 0 pour commencer :

# %% [markdown]
# ## 7. Ce qui reste d’une division
#
# Il nous manque un calcul. Quarante-sept biscuits en paquets de dix : quatre paquets, et il en reste sept. Ce **reste** s’écrit avec le signe `%`.

# %%
print(47 % 10)
print(50 % 10)

# %% [markdown]
# 7, puis 0. Un reste de zéro veut dire que le partage tombe juste : 50 est un multiple de 10.
#
# *Votre pari pour `6 % 2` et `7 % 2` :*

# %%
print(6 % 2)
print(7 % 2)

# %% [markdown]
# Divisé par 2, un nombre pair laisse 0 et un nombre impair laisse 1. Nous nous en servirons pour prendre un chiffre sur deux.

# %% [markdown]
# ## 8. Fabriquer un outil
#
# Jusqu’ici, il faut recopier les lignes pour chaque numéro. Une **fonction** leur donne un nom, une fois pour toutes. `def` la définit. Entre parenthèses, son **paramètre** attend la valeur qu’on lui donnera. `return` (« rendre ») donne la réponse.


# %%
def has_nine_digits(number):
    if len(number) != 9:
        return False
    return number.isdecimal()


print(has_nine_digits("732829320"))
print(has_nine_digits("46454286"))

# %% [markdown]
# Écrire le nom d’une fonction et une valeur entre parenthèses, c’est l’appeler. La même fonction a servi deux fois. `return` rend la réponse et termine la fonction : au premier `return` rencontré, c’est fini. Pour le second numéro, la dernière ligne de la fonction n’a pas été lue.
#
# Beaucoup confondent `return` et `print`. Comparons deux fonctions. *Votre pari : que montrera chaque ligne du bas ?*


# %%
def shows_double(value):
    print(value * 2)


def gives_double(value):
    return value * 2


print(gives_double(4) + 1)
print(shows_double(4))

# %% [markdown]
# `gives_double(4)` rend 8, et l’on peut continuer le calcul : 9. `shows_double(4)` montre 8 à l’écran, mais ne rend rien. Python appelle ce rien `None`, et c’est lui qui s’affiche ensuite.
#
# Retenez : `print` montre à l’écran ; `return` rend la valeur à celui qui appelle. Un outil rend.
#
# À vous de fabriquer : une fonction `is_too_long(number)`, qui rend `True` si le numéro a plus de neuf signes, et `False` sinon. Essayez-la sur « 1234567890 » et sur « 732829320 ».

# %%
# Votre fonction, puis deux lignes print pour l’essayer :

# %% [markdown]
# ## 9. La clé cachée dans le SIREN et le NAS
#
# Le dernier chiffre d’un SIREN ne désigne rien. Il est calculé d’après les huit autres : c’est une **clé de contrôle**. Si l’on se trompe d’un chiffre, le calcul ne tombe plus juste.
#
# La règle porte le nom de Hans Peter Luhn, ingénieur chez IBM dans les années 1950. Le SIREN et le NAS s’en servent tous les deux, et les cartes bancaires aussi.
#
# 1. On part de la droite.
# 2. Un chiffre sur deux est doublé : le deuxième, le quatrième, le sixième…
# 3. Si le double dépasse 9, on lui enlève 9.
# 4. On additionne tout. Le total doit être un multiple de 10.
#
# Les trois cellules suivantes dessinent ce calcul. Elles ne sont pas à comprendre : exécutez-les et regardez l’image.

# %%
from IPython.display import display
from matplotlib import pyplot

DOUBLED = "0246813579"  # pour chaque chiffre, ce que compte son double


def count_digit(number, place):
    if (len(number) - place) % 2 == 0:
        return int(DOUBLED[int(number[place])])
    return int(number[place])


# %%
def draw_luhn(number):
    figure, axes = pyplot.subplots(figsize=(8, 2.6))
    counted = [count_digit(number, place) for place in range(len(number))]
    colors = ["tab:orange" if (len(number) - place) % 2 == 0 else "tab:blue" for place in range(len(number))]
    bars = axes.bar(range(len(number)), counted, color=colors)
    axes.bar_label(bars)
    labels = [digit + ("\n×2" if color == "tab:orange" else "\n") for digit, color in zip(number, colors, strict=True)]
    axes.set_xticks(range(len(number)), labels, size=13)
    axes.set(ylim=(0, 10.5), ylabel=tr("ce qu’il compte"), title=tr("Total : {n}").format(n=sum(counted)))
    pyplot.close(figure)
    return figure


# %%
picture = draw_luhn("732829320")
description = tr("Barres : sous le SIREN 732829320, chaque chiffre compte 7, 6, 2, 7, 2, 9, 3, 4, 0. Total 40.")
display(picture, metadata={"image/png": {"alt": description}})

# %% [markdown]
# Sous les barres, le SIREN 732 829 320, un exemple souvent publié. Les chiffres marqués ×2 sont doublés. Le 8 donne 16, moins 9 : il compte 7. Les barres valent 7, 6, 2, 7, 2, 9, 3, 4 et 0. Le total est 40, un multiple de 10 : le numéro est bien tapé.
#
# Écrivons cette règle en Python. Tout a déjà été vu, sauf `reversed`, qui parcourt le texte par la fin. Le nom `rank` compte les chiffres : 1, 2, 3…


# %%
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
# Un `if` peut se trouver dans un `if` : son retrait est plus grand. On n’enlève 9 qu’à un chiffre doublé.
#
# *Votre pari : ces trois totaux sont-ils des multiples de 10 ?* Le premier est le SIREN, le deuxième le NAS d’exemple. Le troisième est ce NAS sans son zéro.

# %%
print(luhn_total("732829320"))
print(luhn_total("046454286"))
print(luhn_total("46454286"))

# %% [markdown]
# 40, 50 et 50. Le troisième passe lui aussi. Un zéro perdu au début ne change pas le total. Il faut donc toujours vérifier la longueur et la clé ; l’une ne remplace pas l’autre.
#
# Changeons maintenant un seul chiffre, le dernier.

# %%
print(luhn_total("732829321"))
print(luhn_total("732829321") % 10 == 0)

# %% [markdown]
# 41, donc `False` : la faute est vue. Est-ce vrai pour tous les chiffres ? L’image suivante est un petit appareil : un curseur choisit la place, l’autre le chiffre qu’on y tape. Les flèches du clavier déplacent les curseurs.

# %%
from ipywidgets import IntSlider, interact


def mistype(place, digit):
    number = "732829320"
    typed = number[: place - 1] + str(digit) + number[place:]
    alt = tr("Barres : ce que compte chaque chiffre de {number}.").format(number=typed)
    display(draw_luhn(typed), metadata={"image/png": {"alt": alt}})
    print(typed, luhn_total(typed), luhn_total(typed) % 10 == 0)


place_slider = IntSlider(4, 1, 9, description=tr("place"))
digit_slider = IntSlider(3, 0, 9, description=tr("chiffre"))
_ = interact(mistype, place=place_slider, digit=digit_slider)

# %% [markdown]
# Sans curseurs à l’écran, l’image reste : changez alors les nombres de la ligne suivante et exécutez-la.

# %%
mistype(4, 3)

# %% [markdown]
# Ici, le quatrième chiffre était 8, on a tapé 3. Le total devient 39 : refusé. Cherchez une place et un chiffre, différent du vrai, qui passent quand même. Vous n’en trouverez pas.
#
# Pourquoi ? Les dix chiffres, une fois doublés, comptent 0, 2, 4, 6, 8, 1, 3, 5, 7 et 9 : dix valeurs différentes. Changer un chiffre change donc toujours le total, de 1 à 9. Il ne peut pas retomber sur un multiple de 10.

# %% [markdown]
# ## 10. La clé de l’IBAN
#
# Le compte en banque de la menuiserie se vérifie autrement. Voici l’exemple belge du registre des IBAN : BE68 5390 0754 7034. Les deux lettres sont le pays. Les deux chiffres qui suivent, 68, sont la clé.
#
# La règle de l’IBAN, dans la norme ISO 13616 :
#
# 1. On passe les quatre premiers signes à la fin.
# 2. On remplace chaque lettre par un nombre : A par 10, B par 11, jusqu’à Z par 35.
# 3. On divise le grand nombre obtenu par 97. Le reste doit être 1.
#
# Pour prendre un morceau de texte, on met des crochets. `[:4]` prend les quatre premiers signes, `[4:]` tous les autres.

# %%
iban = "BE68539007547034"
print(iban[:4])
print(iban[4:])
print(iban[4:] + iban[:4])

# %% [markdown]
# La dernière ligne est la première étape de la règle. Pour la deuxième, `int` a une forme plus large. `int("B", 36)` lit un signe parmi 36, les dix chiffres et les vingt-six lettres.
#
# *Votre pari : que donnent « 7 » et « Z » ?*

# %%
print(int("7", 36))
print(int("A", 36))
print(int("Z", 36))

# %% [markdown]
# Un chiffre reste lui-même, A devient 10, Z devient 35. On parcourt donc le texte, et l’on colle les morceaux. Voyons-le sur « 34BE » ; attention, ici `+` doit coller, donc `str`.

# %%
digits = ""
for character in "34BE":
    digits = digits + str(int(character, 36))
    print(digits)

# %% [markdown]
# 3, puis 34, puis 3411, puis 341114. Reste la division. Le calcul suivant prend l’IBAN belge entier, déjà transformé.

# %%
print(int("539007547034111468") % 97)

# %% [markdown]
# Le reste est 1 : cet IBAN est bien tapé. Changez un chiffre de ce grand nombre, et exécutez : le reste n’est plus 1. Dans l’exercice, vous réunirez ces trois étapes en une fonction.

# %% [markdown]
# ## 11. Ce que Luhn ne voit pas
#
# L’autre faute courante est d’inverser deux chiffres voisins : taper 21 au lieu de 12. La règle de Luhn la voit-elle ?

# %%
print(luhn_total("12"), luhn_total("21"))
print(luhn_total("09"), luhn_total("90"))

# %% [markdown]
# 12 et 21 donnent 4 et 5 : la faute se voit. Mais 09 et 90 donnent 9 tous les deux. Essayons les cent paires de chiffres, pour Luhn et pour l’IBAN. Ces deux cellules dessinent ; il n’y a rien à y comprendre.


# %%
def draw_swaps(axes, title, is_seen):
    for first in range(10):
        for second in range(10):
            sign, color = ("=", "dimgray") if first == second else ("✓", "tab:blue")
            if first != second and not is_seen(first, second):
                sign, color = "✗", "firebrick"
            axes.text(second, first, sign, color=color, ha="center", va="center", size=13)
    axes.set(xlim=(-0.5, 9.5), ylim=(9.5, -0.5), xticks=range(10), yticks=range(10), title=title)
    axes.set(xlabel=tr("second chiffre"), ylabel=tr("premier chiffre"))


# %%
figure, (left, right) = pyplot.subplots(1, 2, figsize=(10, 5))
draw_swaps(left, "Luhn", lambda a, b: luhn_total(f"{a}{b}") % 10 != luhn_total(f"{b}{a}") % 10)
draw_swaps(right, "IBAN", lambda a, b: (10 * a + b) % 97 != (10 * b + a) % 97)
pyplot.close(figure)
description = tr("Deux grilles des paires de chiffres. Luhn : une croix à 09 et à 90. IBAN : aucune croix.")
display(figure, metadata={"image/png": {"alt": description}})

# %% [markdown]
# Un ✓ : l’inversion est vue. Une ✗ : elle passe. Un = : les deux chiffres sont égaux, il n’y a rien à inverser. À gauche, Luhn laisse passer deux paires, 09 et 90. À droite, l’IBAN n’en laisse passer aucune.
#
# Pourquoi 09 et 90 ? Pour Luhn, 0 doublé compte 0. Et 9 doublé donne 18, moins 9 : il compte 9. Ces deux chiffres comptent donc autant doublés que non doublés. Les échanger ne change rien. Aucune autre paire n’a cette chance.
#
# Pourquoi l’IBAN la voit ? Chaque chiffre y pèse dix fois plus que son voisin de droite. Échanger 0 et 9 change le grand nombre de 81, ou de 81 suivi de zéros. Aucun de ces nombres n’est un multiple de 97. Le reste change donc, et la faute se voit.

# %% [markdown]
# ## 12. Jusqu’où s’y fier
#
# Un numéro bien tapé n’est pas un numéro vrai. Un numéro inventé a une chance sur dix de passer Luhn, et environ une sur quatre-vingt-dix-sept de passer l’IBAN. Un escroc sait aussi calculer une clé.
#
# | Question | Qui peut répondre |
# |---|---|
# | Le numéro est-il bien tapé ? | votre outil |
# | L’entreprise existe-t-elle, en France ? | l’Annuaire des entreprises, un site public |
# | L’entreprise existe-t-elle, au Québec ? | le Registre des entreprises, un site public, avec un autre numéro |
# | Ce compte est-il bien celui du fournisseur ? | le fournisseur, rappelé à un téléphone que vous connaissiez déjà |
#
# Nous avons aussi simplifié. Chaque pays fixe la longueur de ses IBAN, que nous ne vérifions pas ici.

# %% [markdown]
# ## Ce que vous savez faire maintenant
#
# - Exécuter une cellule, parier sur son résultat, et lire le bas d’un message d’erreur.
# - Distinguer un texte d’un nombre, et garder les zéros du début.
# - Écrire une fonction avec un `if`, une boucle et un `return`.
# - Dire ce qu’une clé de contrôle voit, et ce qu’elle laisse passer.
#
# L’exercice vous attend : vous y finirez l’outil d’Aïcha et celui de Réjean.
#
# ## Au travail demain
#
# Vingt minutes. Ouvrez la liste de fournisseurs ou de clients que vous utilisez le plus. Regardez comment les numéros y sont rangés. Ont-ils gardé leurs zéros du début ? Y a-t-il des espaces, des lettres O ? Notez trois fiches à corriger, et parlez-en à la personne qui tient ce fichier. Ne copiez aucun NAS ni aucun IBAN dans un site web pour le vérifier.
#
# ## Trois questions pour se retourner
#
# 1. Pourquoi un NAS se range-t-il comme un texte et non comme un nombre ?
# 2. Une fonction affiche la bonne réponse, mais `print` de son résultat montre `None`. Que lui manque-t-il ?
# 3. On a tapé 90 au lieu de 09. Quel numéro le révèle, le SIREN ou l’IBAN, et pourquoi ?
#
# *Sources, lues en novembre 2026 : formule de Luhn pour le SIREN, paquet validinsee de l’Insee (Institut national de la statistique) ; NAS d’exemple, article « Social Insurance Number » de Wikipédia ; IBAN d’exemple, registre des IBAN tenu par SWIFT, le réseau des banques.*
