# /// mistake
# title = "Mettre Magog à l’heure d’hiver trop tôt"
# tasks = ["predict"]
# message = "encore à l’heure d’été"
# ///
# %% task="predict"
gap_hours = 5
ssh_utc = "08:40"
web_utc = "07:20"
first = "web"
size_is_proof = False
