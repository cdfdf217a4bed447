# /// mistake
# title = "Exiger le même domaine en entier"
# tasks = ["dmarc"]
# message = "ont la même organisation"
# ///
# %% task="dmarc"
def check_dmarc(facts):
    """Rend "pass" ou "fail"."""
    organisation = facts["from"]
    if facts["spf"] == "pass" and facts["path"] == organisation:
        return "pass"
    if facts["dkim"] == "pass" and facts["signer"] == organisation:
        return "pass"
    return "fail"
