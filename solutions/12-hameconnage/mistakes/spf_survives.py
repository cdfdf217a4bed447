# /// mistake
# title = "Croire que SPF survit à un renvoi"
# tasks = ["predict"]
# message = "c’est la machine du club qui livre"
# ///
# %% task="predict"
other_ip = "fail"
forwarded_spf = "pass"
forwarded_dkim = "pass"
changed_dkim = "fail"
twin_dmarc = "pass"
name_checked = False
