# /// mistake
# title = "Croire que révoquer change le calcul"
# tasks = ["predict"]
# message = "Révoquer ne change aucun octet"
# ///
# %% task="predict"
proves_sender = False
short_is_enough = False
two_marginals = False
signer_unknown = False
old_signature = False
first_visit = "authority"
