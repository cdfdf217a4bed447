# /// mistake
# title = "La preuve contient la feuille elle-même"
# tasks = ["boxes"]
# message = "calcule `j` lui-même"
# ///
# %% task="boxes"
changed = ["e", "i", "l", "root"]
proof_d6 = ["j", "i", "k"]
