# /// mistake
# title = "Ajouter une avance"
# tasks = ["predict"]
# message = "on la retire"
# ///
# %% task="predict"
gap_hours = 5
ssh_utc = "07:40"
web_utc = "09:20"
first = "web"
size_is_proof = False
