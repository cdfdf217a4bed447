# /// mistake
# title = "Se contenter de huit signes"
# tasks = ["predict"]
# message = "Comparez les 64"
# ///
# %% task="predict"
proves_sender = False
short_is_enough = True
two_marginals = False
signer_unknown = False
old_signature = True
first_visit = "authority"
