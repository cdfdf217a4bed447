# /// mistake
# title = "Retirer un retard"
# tasks = ["predict"]
# message = "Vous avez retiré cinq heures"
# ///
# %% task="predict"
magog_utc = "16:40"
web_utc = "01:10"
year_written = False
attempts = 2
right_share = 0.4
found_share = 0.8
