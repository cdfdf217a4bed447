# /// mistake
# title = "L’écart d’été en novembre"
# tasks = ["predict"]
# message = "c’est l’écart d’été"
# ///
# %% task="predict"
magog_utc = "01:40"
web_utc = "01:10"
year_written = False
attempts = 2
right_share = 0.4
found_share = 0.8
