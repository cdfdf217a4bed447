# /// mistake
# title = "Agir sur le serveur avant d’y entrer"
# tasks = ["steps"]
# message = "y entre-t-il"
# ///
# %% task="steps"
order = "DFBCGEA"
