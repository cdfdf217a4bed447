# /// mistake
# title = "Ne pas lire le signe devant le mot"
# tasks = ["spf"]
# message = "Avez-vous lu le signe"
# ///
# %% task="spf"
def check_spf(record, ip):
    """Rend "none", "pass", "fail", "softfail" ou "neutral"."""
    if record is None:
        return "none"
    for term in record.split()[1:]:
        sign = "+"
        if term[0] in SIGNS:
            term = term[1:]
        if term == "all":
            return SIGNS[sign]
        if term.startswith("ip4:") and ip_address(ip) in ip_network(term[4:]):
            return SIGNS[sign]
    return "neutral"
