# /// mistake
# title = "Croire que la somme voit un échange"
# tasks = ["predict"]
# message = "Une addition change-t-elle"
# ///
# %% task="predict"
header_size = 24
port = 80
frame_size = 42
raised = ["PSH", "ACK"]
swap_seen = True
