# /// mistake
# title = "Oublier le filtre"
# tasks = ["predict"]
# message = "and not filter"
# ///
# %% task="predict"
alerts = [1, 3, 4]
list_means = "or"
precision = 0.75
recall = 0.25
noisy_recall = 1
