# /// mistake
# title = "Croire que Python voit des versions"
# tasks = ["predict"]
# message = "compare ici deux textes"
# ///
# %% task="predict"
text_smaller = True
touched = ["1.4.0", "1.9.3"]
chances = 38
first = "B"
absent_is_safe = False
