# /// mistake
# title = "Garder dans le compte la mesure écartée"
# tasks = ["predict"]
# message = "sort du compte"
# ///
# %% task="predict"
linked = 3
french_orphan = 26
canadian_orphan = "C9"
percent = 37
valid_means_true = False
