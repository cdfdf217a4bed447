# /// mistake
# title = "Laisser le compte ouvert pendant la réparation"
# tasks = ["contain"]
# message = "prend le nouveau mot de passe"
# ///
# %% task="contain"
steps = ["note", "isolate", "copy", "rebuild", "block", "return"]
never = {"power_off": "memory", "clean": "evidence", "mail_all": "overheard", "visit": "law"}
