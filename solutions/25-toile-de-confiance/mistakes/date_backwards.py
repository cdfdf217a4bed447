# /// mistake
# title = "Écrire la date à l’envers"
# tasks = ["keys"]
# message = "La date est écrite à l’envers"
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
    packet = b"\x06" + created.to_bytes(4, "little") + b"\x1b" + (32).to_bytes(4, "big") + public
    return hashlib.sha256(b"\x9b" + (42).to_bytes(4, "big") + packet).hexdigest()
