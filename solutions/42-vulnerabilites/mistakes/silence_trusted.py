# /// mistake
# title = "Prendre un silence pour une preuve"
# tasks = ["predict"]
# message = "sans que personne ne l’ait encore vu"
# ///
# %% task="predict"
text_smaller = False
touched = ["1.4.0", "1.9.3"]
chances = 38
first = "B"
absent_is_safe = True
