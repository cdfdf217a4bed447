# /// mistake
# title = "Croire qu’une signature se périme"
# tasks = ["predict"]
# message = "La date est une autre question"
# ///
# %% task="predict"
parts = 3
readable = True
changed_name = "refused"
key_from_badge = False
expired_signature = False
copied_badge = True
