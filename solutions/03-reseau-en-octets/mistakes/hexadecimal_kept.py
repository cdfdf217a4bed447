# /// mistake
# title = "Lire de l’hexadécimal comme un nombre ordinaire"
# tasks = ["predict"]
# message = "groupes de seize, pas des dizaines"
# ///
# %% task="predict"
header_size = 24
port = 50
frame_size = 42
raised = ["PSH", "ACK"]
swap_seen = False
