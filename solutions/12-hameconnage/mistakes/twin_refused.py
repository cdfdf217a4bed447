# /// mistake
# title = "Croire que DMARC refuse un domaine jumeau"
# tasks = ["predict"]
# message = "vrai propriétaire de ce domaine-là"
# ///
# %% task="predict"
other_ip = "fail"
forwarded_spf = "fail"
forwarded_dkim = "pass"
changed_dkim = "fail"
twin_dmarc = "fail"
name_checked = False
