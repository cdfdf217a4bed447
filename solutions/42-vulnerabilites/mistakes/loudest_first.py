# /// mistake
# title = "Commencer par la plus grosse note"
# tasks = ["predict"]
# message = "rien n’y mène depuis Internet"
# ///
# %% task="predict"
text_smaller = False
touched = ["1.4.0", "1.9.3"]
chances = 38
first = "A"
absent_is_safe = False
