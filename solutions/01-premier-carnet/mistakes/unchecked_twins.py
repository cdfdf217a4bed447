# /// mistake
# title = "Des jumeaux que Luhn refuse"
# tasks = ["explain_swap"]
# message = "se ressemblent comme il faut"
# ///
# %% task="explain_swap"
reason = "C"
twins = ["101090000", "101900000"]
