# /// mistake
# title = "Les lettres comptées au lieu des octets"
# tasks = ["predict_formats"]
# message = "Vous avez compté les lettres. `encode`"
# ///
# %% task="predict_formats"
guess_a = "4"
guess_b = "4"
guess_c = "False"
guess_d = "8"
