# /// mistake
# title = "Accepter le succès d’un autre domaine"
# tasks = ["dmarc"]
# message = "Il ne dit rien de"
# ///
# %% task="dmarc"
def check_dmarc(facts):
    """Rend "pass" ou "fail"."""
    organisation = lent_organisation(facts["from"])
    if facts["spf"] == "pass":
        return "pass"
    if facts["dkim"] == "pass" and lent_organisation(facts["signer"]) == organisation:
        return "pass"
    return "fail"
