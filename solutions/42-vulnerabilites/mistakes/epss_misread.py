# /// mistake
# title = "Prendre la note pour la probabilité"
# tasks = ["predict"]
# message = "on la multiplie par cent"
# ///
# %% task="predict"
text_smaller = False
touched = ["1.4.0", "1.9.3"]
chances = 65
first = "B"
absent_is_safe = False
