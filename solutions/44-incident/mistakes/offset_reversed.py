# /// mistake
# title = "Retirer un retard"
# tasks = ["predict"]
# message = "Magog est en retard sur UTC"
# ///
# %% task="predict"
gap_hours = 5
ssh_utc = "23:40"
web_utc = "07:20"
first = "web"
size_is_proof = False
