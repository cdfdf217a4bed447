# /// mistake
# title = "Croire qu’un renvoi casse la signature"
# tasks = ["predict"]
# message = "La signature voyage avec lui"
# ///
# %% task="predict"
other_ip = "fail"
forwarded_spf = "fail"
forwarded_dkim = "fail"
changed_dkim = "fail"
twin_dmarc = "pass"
name_checked = False
