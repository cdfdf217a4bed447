# /// mistake
# title = "Lire la longueur après s’en être servi"
# tasks = ["walk"]
# message = "n’existe pas encore"
# ///
# %% task="walk"
order = "CFHEDGBA"
