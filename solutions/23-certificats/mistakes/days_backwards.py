# /// mistake
# title = "Compter les jours à l’envers"
# tasks = ["read"]
# message = "Le signe est à l’envers"
# ///
# %% task="read"
def describe(text, moment):
    """Rend le sujet, le signataire, les noms et les jours qui restent."""
    certificate = load(text)
    return {
        "subject": common_name(certificate.subject),
        "issuer": common_name(certificate.issuer),
        "names": names_of(certificate),
        "days_left": (moment - certificate.not_valid_after_utc).days,
    }


def covers(name, host):
    """Dit si ce nom, avec ou sans étoile, couvre le nom cherché."""
    name = name.lower()
    host = host.lower()
    if name.startswith("*."):
        return host.split(".")[1:] == name.split(".")[1:]
    return name == host
