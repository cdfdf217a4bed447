# /// mistake
# title = "Donner deux morceaux à une étoile"
# tasks = ["predict"]
# message = "remplace un seul morceau"
# ///
# %% task="predict"
signer = "middle"
sent = 2
key_sent = False
star = True
early_code = 9
