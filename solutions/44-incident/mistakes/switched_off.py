# /// mistake
# title = "Éteindre le poste"
# tasks = ["contain"]
# message = "Débranchez le réseau"
# ///
# %% task="contain"
steps = ["note", "power_off", "block", "copy", "rebuild", "return"]
never = {"power_off": "memory", "clean": "evidence", "mail_all": "overheard", "visit": "law"}
