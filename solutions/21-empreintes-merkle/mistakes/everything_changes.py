# /// mistake
# title = "Tout l’arbre change"
# tasks = ["boxes"]
# message = "celles des autres branches"
# ///
# %% task="boxes"
changed = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "root"]
proof_d6 = ["i", "k"]
