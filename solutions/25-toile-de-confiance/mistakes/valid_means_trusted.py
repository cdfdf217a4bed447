# /// mistake
# title = "Confondre clé valide et personne de confiance"
# tasks = ["predict"]
# message = "Cela ne dit pas qu’il vérifie"
# ///
# %% task="predict"
proves_sender = False
short_is_enough = False
two_marginals = False
signer_unknown = True
old_signature = True
first_visit = "authority"
