# /// mistake
# title = "Échanger les deux parts"
# tasks = ["predict"]
# message = "Vos deux parts sont échangées"
# ///
# %% task="predict"
magog_utc = "02:40"
web_utc = "01:10"
year_written = False
attempts = 2
right_share = 0.8
found_share = 0.4
