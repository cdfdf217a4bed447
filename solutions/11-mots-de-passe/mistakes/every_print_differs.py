# /// mistake
# title = "Croire qu’un sel rend toutes les empreintes différentes"
# tasks = ["salt"]
# message = "le même mot de passe et le même sel"
# ///
# %% task="salt"
prints_without_salt = 2
prints_with_salt = 5
tries_without_salt = 1000
tries_with_salt = 3000
salt_is_secret = False
