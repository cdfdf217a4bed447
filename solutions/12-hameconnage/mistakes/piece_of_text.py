# /// mistake
# title = "Chercher un bout de texte au lieu de comparer"
# tasks = ["dmarc"]
# message = "c’est une autre organisation"
# ///
# %% task="dmarc"
def check_dmarc(facts):
    """Rend "pass" ou "fail"."""
    organisation = lent_organisation(facts["from"])
    if facts["spf"] == "pass" and lent_organisation(facts["path"]) == organisation:
        return "pass"
    if facts["dkim"] == "pass" and facts["signer"].endswith(organisation):
        return "pass"
    return "fail"
