# /// mistake
# title = "Le return placé avant la boucle"
# tasks = ["order_lines"]
# message = "arrive avant la boucle"
# ///
# %% task="order_lines"
order = "CEBDFA"
