# /// mistake
# title = "Oublier que c’est interdit"
# tasks = ["contain"]
# message = "même pour une victime"
# ///
# %% task="contain"
steps = ["note", "isolate", "block", "copy", "rebuild", "return"]
never = {"power_off": "memory", "clean": "evidence", "mail_all": "law", "visit": "overheard"}
