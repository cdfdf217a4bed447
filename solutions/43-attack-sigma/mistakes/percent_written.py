# /// mistake
# title = "Écrire un pourcentage"
# tasks = ["predict"]
# message = "entre 0 et 1"
# ///
# %% task="predict"
alerts = [1, 3]
list_means = "or"
precision = 75
recall = 0.25
noisy_recall = 1
