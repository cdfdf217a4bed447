# /// mistake
# title = "Prendre l’écart habituel"
# tasks = ["predict"]
# message = "un seul des deux a changé"
# ///
# %% task="predict"
gap_hours = 6
ssh_utc = "07:40"
web_utc = "07:20"
first = "web"
size_is_proof = False
