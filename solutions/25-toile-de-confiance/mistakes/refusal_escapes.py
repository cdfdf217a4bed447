# /// mistake
# title = "Laisser sortir le refus"
# tasks = ["keys"]
# message = "C’est le signal d’un refus"
# ///
# %% task="keys"
def sign(private, message):
    """Rend la signature de `message`, 64 octets."""
    return Ed25519PrivateKey.from_private_bytes(private).sign(message)


def verify(public, message, signature):
    """Dit si la signature est bonne."""
    Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    return True


def fingerprint(public, created):
    """Rend l’empreinte de la clé, en hexadécimal (RFC 9580, version 6)."""
    packet = b"\x06" + created.to_bytes(4, "big") + b"\x1b" + (32).to_bytes(4, "big") + public
    return hashlib.sha256(b"\x9b" + (42).to_bytes(4, "big") + packet).hexdigest()
