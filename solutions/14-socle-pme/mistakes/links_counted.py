# /// mistake
# title = "Compter les étiquettes au lieu des mesures"
# tasks = ["predict"]
# message = "ont une liste non vide"
# ///
# %% task="predict"
linked = 4
french_orphan = 26
canadian_orphan = "C9"
percent = 50
valid_means_true = False
