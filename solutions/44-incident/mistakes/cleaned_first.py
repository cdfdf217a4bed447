# /// mistake
# title = "Nettoyer avant de copier"
# tasks = ["contain"]
# message = "Il efface ce qu’il trouve"
# ///
# %% task="contain"
steps = ["note", "isolate", "block", "clean", "rebuild", "return"]
never = {"power_off": "memory", "clean": "evidence", "mail_all": "overheard", "visit": "law"}
