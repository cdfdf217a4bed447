# /// mistake
# title = "Se fier à la clé que le badge apporte"
# tasks = ["predict"]
# message = "la clé doit venir d’ailleurs"
# ///
# %% task="predict"
parts = 3
readable = True
changed_name = "refused"
key_from_badge = True
expired_signature = True
copied_badge = True
