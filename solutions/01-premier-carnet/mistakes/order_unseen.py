# /// mistake
# title = "Croire que Luhn ne voit aucun échange"
# tasks = ["explain_swap"]
# message = "Luhn voit la plupart des échanges"
# ///
# %% task="explain_swap"
reason = "B"
twins = ["101090009", "101900009"]
