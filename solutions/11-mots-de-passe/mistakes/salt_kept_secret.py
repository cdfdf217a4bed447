# /// mistake
# title = "Croire que le sel doit rester secret"
# tasks = ["salt"]
# message = "il fuit avec elle"
# ///
# %% task="salt"
prints_without_salt = 2
prints_with_salt = 4
tries_without_salt = 1000
tries_with_salt = 3000
salt_is_secret = True
