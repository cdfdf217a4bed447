# /// mistake
# title = "Chiffrer avant d’effacer"
# tasks = ["steps"]
# message = "pour le chiffrement *qui vient*"
# ///
# %% task="steps"
order = "DFBGEAC"
