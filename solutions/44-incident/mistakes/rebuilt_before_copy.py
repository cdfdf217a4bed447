# /// mistake
# title = "Réinstaller avant de copier"
# tasks = ["contain"]
# message = "Les copies d’abord"
# ///
# %% task="contain"
steps = ["note", "isolate", "block", "rebuild", "copy", "return"]
never = {"power_off": "memory", "clean": "evidence", "mail_all": "overheard", "visit": "law"}
