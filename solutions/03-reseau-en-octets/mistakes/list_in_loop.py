# /// mistake
# title = "Rendre la liste avant la boucle"
# tasks = ["walk"]
# message = "Une ligne en retrait doit suivre"
# ///
# %% task="walk"
order = "CFHAGDBE"
