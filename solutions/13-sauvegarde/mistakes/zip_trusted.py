# /// mistake
# title = "Croire que le zip voit un fichier abîmé d’avance"
# tasks = ["predict"]
# message = "d’accord avec lui-même"
# ///
# %% task="predict"
name_starts = 66
zip_complains = True
same_hash = True
nas_kept = False
synced_file = "encrypted"
hours_lost = 18.5
