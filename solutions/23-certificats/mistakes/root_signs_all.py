# /// mistake
# title = "Croire que la racine signe tout"
# tasks = ["predict"]
# message = "reste au coffre"
# ///
# %% task="predict"
signer = "root"
sent = 2
key_sent = False
star = False
early_code = 9
