# /// mistake
# title = "Croire qu’une signature donne un nom"
# tasks = ["predict"]
# message = "Rien ne dit encore que la clé est à Luis"
# ///
# %% task="predict"
proves_sender = True
short_is_enough = False
two_marginals = False
signer_unknown = False
old_signature = True
first_visit = "authority"
