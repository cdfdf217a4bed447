# /// mistake
# title = "Croire qu’un octet changé donne un texte faux"
# tasks = ["predict"]
# message = "vérifié avant de rendre"
# ///
# %% task="predict"
sealed_size = 278
same_bytes = False
nonce_is_secret = False
changed_bit = "wrong"
name_hidden = False
