# /// mistake
# title = "Oublier les deux signes devant le nom"
# tasks = ["predict"]
# message = "À la place 64 finit l’empreinte"
# ///
# %% task="predict"
name_starts = 64
zip_complains = False
same_hash = True
nas_kept = False
synced_file = "encrypted"
hours_lost = 18.5
