# /// mistake
# title = "Croire que le nom affiché est vérifié"
# tasks = ["predict"]
# message = "Le nom affiché est un texte libre"
# ///
# %% task="predict"
other_ip = "fail"
forwarded_spf = "fail"
forwarded_dkim = "pass"
changed_dkim = "fail"
twin_dmarc = "pass"
name_checked = True
