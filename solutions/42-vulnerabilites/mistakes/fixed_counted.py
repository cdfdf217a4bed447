# /// mistake
# title = "Compter la version qui corrige"
# tasks = ["predict"]
# message = "elle n’est plus touchée"
# ///
# %% task="predict"
text_smaller = False
touched = ["1.4.0", "1.9.3", "1.10.0"]
chances = 38
first = "B"
absent_is_safe = False
