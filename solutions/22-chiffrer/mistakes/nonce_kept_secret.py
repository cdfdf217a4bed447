# /// mistake
# title = "Croire que le nonce est secret"
# tasks = ["predict"]
# message = "neuf à chaque fois, pas secret"
# ///
# %% task="predict"
sealed_size = 278
same_bytes = False
nonce_is_secret = True
changed_bit = "refused"
name_hidden = False
