# /// mistake
# title = "N’envoyer que le serveur"
# tasks = ["predict"]
# message = "ne peut pas remonter à la racine"
# ///
# %% task="predict"
signer = "middle"
sent = 1
key_sent = False
star = False
early_code = 9
