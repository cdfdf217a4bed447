# /// mistake
# title = "Croire une ligne parce qu’elle est bien formée"
# tasks = ["predict"]
# message = "il faut aller voir"
# ///
# %% task="predict"
linked = 3
french_orphan = 26
canadian_orphan = "C9"
percent = 50
valid_means_true = True
