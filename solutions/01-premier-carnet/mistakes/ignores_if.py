# /// mistake
# title = "Le if oublié dans la prédiction"
# tasks = ["predict_output"]
# message = "Vous avez additionné les quatre chiffres"
# ///
# %% task="predict_output"
guess_a = "4040"
guess_b = "13"
guess_c = "8"
