# /// mistake
# title = "Deux textes pris pour des nombres"
# tasks = ["predict_output"]
# message = "que fait `+` avec deux textes"
# ///
# %% task="predict_output"
guess_a = "80"
guess_b = "11"
guess_c = "8"
