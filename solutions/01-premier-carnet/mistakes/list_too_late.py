# /// mistake
# title = "La liste vide préparée trop tard"
# tasks = ["order_lines"]
# message = "n’existe pas encore"
# ///
# %% task="order_lines"
order = "CDFAEB"
