# /// mistake
# title = "Seules la feuille et la racine changent"
# tasks = ["boxes"]
# message = "Il manque les étages du milieu"
# ///
# %% task="boxes"
changed = ["e", "root"]
proof_d6 = ["i", "k"]
