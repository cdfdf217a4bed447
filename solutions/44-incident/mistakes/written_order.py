# /// mistake
# title = "Comparer deux horloges sans les régler"
# tasks = ["predict"]
# message = "ce sont deux horloges"
# ///
# %% task="predict"
gap_hours = 5
ssh_utc = "07:40"
web_utc = "07:20"
first = "ssh"
size_is_proof = False
