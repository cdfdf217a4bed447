# /// mistake
# title = "Prendre le nom courant pour la liste des noms"
# tasks = ["read"]
# message = "Le nom courant n’est pas dans la liste"
# ///
# %% task="read"
def describe(text, moment):
    """Rend le sujet, le signataire, les noms et les jours qui restent."""
    certificate = load(text)
    return {
        "subject": common_name(certificate.subject),
        "issuer": common_name(certificate.issuer),
        "names": [common_name(certificate.subject)],
        "days_left": (certificate.not_valid_after_utc - moment).days,
    }


def covers(name, host):
    """Dit si ce nom, avec ou sans étoile, couvre le nom cherché."""
    name = name.lower()
    host = host.lower()
    if name.startswith("*."):
        return host.split(".")[1:] == name.split(".")[1:]
    return name == host
