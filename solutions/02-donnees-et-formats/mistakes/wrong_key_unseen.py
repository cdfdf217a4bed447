# /// mistake
# title = "Un texte relu dans un autre codage, cru intact"
# tasks = ["predict_formats"]
# message = "Vous avez compté les lettres du départ"
# ///
# %% task="predict_formats"
guess_a = "5"
guess_b = "3"
guess_c = "False"
guess_d = "8"
