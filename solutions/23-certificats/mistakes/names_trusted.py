# /// mistake
# title = "Ne comparer que les noms"
# tasks = ["verify"]
# message = "Un nom s’écrit"
# ///
# %% task="verify"
def find_fault(chain, root, host, moment):
    """Rend « ok », ou le premier défaut de la chaîne."""
    certificates = []
    for text in [*chain, root]:
        certificates.append(load(text))
    covered = False
    for name in names_of(certificates[0]):
        if lent_covers(name, host):
            covered = True
    if not covered:
        return "name"
    for place in range(len(certificates) - 1):
        certificate = certificates[place]
        following = certificates[place + 1]
        if moment < certificate.not_valid_before_utc:
            return "not-yet"
        if moment > certificate.not_valid_after_utc:
            return "expired"
        if certificate.issuer != following.subject:
            return "issuer"
        if not is_authority(following):
            return "authority"
    return "ok"
