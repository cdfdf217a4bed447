# /// mistake
# title = "Un calcul à virgule cru exact"
# tasks = ["predict_formats"]
# message = "Sur le papier, c’est vrai"
# ///
# %% task="predict_formats"
guess_a = "5"
guess_b = "4"
guess_c = "True"
guess_d = "8"
