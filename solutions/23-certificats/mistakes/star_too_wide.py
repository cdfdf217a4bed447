# /// mistake
# title = "Laisser une étoile couvrir plusieurs morceaux"
# tasks = ["read"]
# message = "qu’un seul morceau"
# ///
# %% task="read"
def describe(text, moment):
    """Rend le sujet, le signataire, les noms et les jours qui restent."""
    certificate = load(text)
    return {
        "subject": common_name(certificate.subject),
        "issuer": common_name(certificate.issuer),
        "names": names_of(certificate),
        "days_left": (certificate.not_valid_after_utc - moment).days,
    }


def covers(name, host):
    """Dit si ce nom, avec ou sans étoile, couvre le nom cherché."""
    name = name.lower()
    host = host.lower()
    if name.startswith("*."):
        return host.endswith(name[1:])
    return name == host
