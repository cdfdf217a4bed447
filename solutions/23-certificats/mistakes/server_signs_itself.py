# /// mistake
# title = "Croire que le serveur se signe lui-même"
# tasks = ["predict"]
# message = "Suivez la flèche"
# ///
# %% task="predict"
signer = "server"
sent = 2
key_sent = False
star = False
early_code = 9
