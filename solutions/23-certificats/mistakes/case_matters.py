# /// mistake
# title = "Distinguer majuscules et minuscules"
# tasks = ["read"]
# message = "Une majuscule vous arrête"
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
    if name.startswith("*."):
        return host.split(".")[1:] == name.split(".")[1:]
    return name == host
