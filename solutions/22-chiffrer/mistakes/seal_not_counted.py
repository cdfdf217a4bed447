# /// mistake
# title = "Oublier les 16 octets du sceau"
# tasks = ["predict"]
# message = "Il manque ce qui prouve"
# ///
# %% task="predict"
sealed_size = 262
same_bytes = False
nonce_is_secret = False
changed_bit = "refused"
name_hidden = False
