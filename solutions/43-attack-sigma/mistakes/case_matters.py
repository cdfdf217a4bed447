# /// mistake
# title = "Tenir compte des majuscules"
# tasks = ["predict"]
# message = "sans tenir compte des majuscules"
# ///
# %% task="predict"
alerts = [1]
list_means = "or"
precision = 0.75
recall = 0.25
noisy_recall = 1
