# /// mistake
# title = "Compter des groupes de quatre au lieu d’octets"
# tasks = ["predict"]
# message = "dans un groupe"
# ///
# %% task="predict"
header_size = 6
port = 80
frame_size = 42
raised = ["PSH", "ACK"]
swap_seen = False
