# /// mistake
# title = "Compter deux fois une visite"
# tasks = ["predict"]
# message = "le port 40101 revient trois fois"
# ///
# %% task="predict"
magog_utc = "02:40"
web_utc = "01:10"
year_written = False
attempts = 3
right_share = 0.4
found_share = 0.8
