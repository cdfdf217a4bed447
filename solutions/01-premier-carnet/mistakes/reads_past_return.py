# /// mistake
# title = "La ligne après return crue lue"
# tasks = ["predict_output"]
# message = "n’est jamais lue"
# ///
# %% task="predict_output"
guess_a = "4040"
guess_b = "11"
guess_c = "ok 8"
