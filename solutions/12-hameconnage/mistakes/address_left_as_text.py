# /// mistake
# title = "Chercher un texte dans un bloc d’adresses"
# tasks = ["spf"]
# message = "Il lui faut une adresse"
# ///
# %% task="spf"
def check_spf(record, ip):
    """Rend "none", "pass", "fail", "softfail" ou "neutral"."""
    if record is None:
        return "none"
    for term in record.split()[1:]:
        sign = "+"
        if term[0] in SIGNS:
            sign = term[0]
            term = term[1:]
        if term == "all":
            return SIGNS[sign]
        if term.startswith("ip4:") and ip in ip_network(term[4:]):
            return SIGNS[sign]
    return "neutral"
