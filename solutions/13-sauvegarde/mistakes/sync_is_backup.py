# /// mistake
# title = "Prendre la synchronisation pour une sauvegarde"
# tasks = ["predict"]
# message = "recopie chaque changement"
# ///
# %% task="predict"
name_starts = 66
zip_complains = False
same_hash = True
nas_kept = False
synced_file = "intact"
hours_lost = 18.5
