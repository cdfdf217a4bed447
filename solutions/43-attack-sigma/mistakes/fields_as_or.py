# /// mistake
# title = "Prendre deux champs pour un choix"
# tasks = ["predict"]
# message = "doivent être vrais ensemble"
# ///
# %% task="predict"
alerts = [1, 2, 3, 5]
list_means = "or"
precision = 0.75
recall = 0.25
noisy_recall = 1
