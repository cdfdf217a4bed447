# /// mistake
# title = "Croire qu’un badge signé est caché"
# tasks = ["predict"]
# message = "La signature empêche de changer, pas de lire"
# ///
# %% task="predict"
parts = 3
readable = False
changed_name = "refused"
key_from_badge = False
expired_signature = True
copied_badge = True
