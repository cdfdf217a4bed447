# /// mistake
# title = "Comparer le début des adresses comme des textes"
# tasks = ["spf"]
# message = "Comparer le début des textes ne suffit pas"
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
        if term.startswith("ip4:") and ip.startswith(term[4:].split("/")[0].rsplit(".", 1)[0]):
            return SIGNS[sign]
    return "neutral"
