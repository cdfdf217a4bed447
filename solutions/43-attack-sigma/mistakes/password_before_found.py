# /// mistake
# title = "Entrer avant d’avoir le mot de passe"
# tasks = ["steps"]
# message = "Quelle étape le trouve"
# ///
# %% task="steps"
order = "DFBEGCA"
