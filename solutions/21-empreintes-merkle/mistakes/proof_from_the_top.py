# /// mistake
# title = "Preuve donnée de haut en bas"
# tasks = ["boxes"]
# message = "dans l’ordre inverse"
# ///
# %% task="boxes"
changed = ["e", "i", "l", "root"]
proof_d6 = ["k", "i"]
