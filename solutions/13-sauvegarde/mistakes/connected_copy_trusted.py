# /// mistake
# title = "Compter sur une copie branchée"
# tasks = ["predict"]
# message = "ce qui tourne sur la caisse aussi"
# ///
# %% task="predict"
name_starts = 66
zip_complains = False
same_hash = True
nas_kept = True
synced_file = "encrypted"
hours_lost = 18.5
