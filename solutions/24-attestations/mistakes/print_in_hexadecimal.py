# /// mistake
# title = "Écrire l’empreinte de clé en hexadécimal"
# tasks = ["holder"]
# message = "écrite en hexadécimal"
# ///
# %% task="holder"
def thumbprint(jwk):
    public = {"crv": jwk["crv"], "kty": jwk["kty"], "x": jwk["x"]}
    text = hashlib.sha256(rfc8785.dumps(public)).hexdigest()
    return text


def is_holder(badge, jwk, answer, challenge):
    if badge["credentialSubject"]["id"] != PREFIX + thumbprint(jwk):
        return False
    try:
        signed = jws.deserialize_compact(answer, OKPKey.import_key(jwk), algorithms=["Ed25519"])
    except JoseError:
        return False
    return signed.payload == challenge.encode("utf-8")
