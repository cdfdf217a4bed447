# /// mistake
# title = "Compter un passage de la liste par compte"
# tasks = ["salt"]
# message = "partagent le sel"
# ///
# %% task="salt"
prints_without_salt = 2
prints_with_salt = 4
tries_without_salt = 1000
tries_with_salt = 5000
salt_is_secret = False
