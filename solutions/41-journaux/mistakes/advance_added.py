# /// mistake
# title = "Ajouter une avance"
# tasks = ["predict"]
# message = "on les retire"
# ///
# %% task="predict"
magog_utc = "02:40"
web_utc = "05:10"
year_written = False
attempts = 2
right_share = 0.4
found_share = 0.8
