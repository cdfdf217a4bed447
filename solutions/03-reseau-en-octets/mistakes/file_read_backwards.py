# /// mistake
# title = "Lire la capture dans le sens du réseau"
# tasks = ["predict"]
# message = "sept cents millions"
# ///
# %% task="predict"
header_size = 24
port = 80
frame_size = 704643072
raised = ["PSH", "ACK"]
swap_seen = False
