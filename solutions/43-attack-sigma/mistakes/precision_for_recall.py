# /// mistake
# title = "Échanger précision et rappel"
# tasks = ["predict"]
# message = "parmi les *alertes*"
# ///
# %% task="predict"
alerts = [1, 3]
list_means = "or"
precision = 0.25
recall = 0.75
noisy_recall = 1
