# /// mistake
# title = "La longueur de base64 crue égale à celle du départ"
# tasks = ["predict_formats"]
# message = "Vous gardez la longueur de départ"
# ///
# %% task="predict_formats"
guess_a = "5"
guess_b = "4"
guess_c = "False"
guess_d = "4"
