# /// mistake
# title = "Prendre l’empreinte de la clé seule"
# tasks = ["keys"]
# message = "l’empreinte de la clé seule"
# ///
# %% task="keys"
def sign(private, message):
    """Rend la signature de `message`, 64 octets."""
    return Ed25519PrivateKey.from_private_bytes(private).sign(message)


def verify(public, message, signature):
    """Dit si la signature est bonne."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except InvalidSignature:
        return False
    return True


def fingerprint(public, created):
    """Rend l’empreinte de la clé, en hexadécimal (RFC 9580, version 6)."""
    return hashlib.sha256(public).hexdigest()
