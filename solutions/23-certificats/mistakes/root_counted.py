# /// mistake
# title = "Envoyer aussi la racine"
# tasks = ["predict"]
# message = "La racine n’a pas à partir"
# ///
# %% task="predict"
signer = "middle"
sent = 3
key_sent = False
star = False
early_code = 9
