# /// mistake
# title = "Ranger la clé dans le fichier"
# tasks = ["backup"]
# message = "Si elle part avec le fichier"
# ///
# %% task="backup"
def encrypt_file(source, target, passphrase):
    salt = os.urandom(16)
    nonce = os.urandom(12)
    header = MAGIC + salt
    sealed = ChaCha20Poly1305(lent_key(passphrase, salt)).encrypt(nonce, lent_read(source), header)
    lent_save(target, header + nonce + sealed + lent_key(passphrase, salt))


def decrypt_file(source, target, passphrase):
    blob = lent_read(source)
    header = blob[:20]
    cipher = ChaCha20Poly1305(lent_key(passphrase, header[4:]))
    try:
        data = cipher.decrypt(blob[20:32], blob[32:-32], header)
    except InvalidTag:
        return False
    lent_save(target, data)
    return True


encrypt_file("data/sauvegarde.csv", "sauvegarde.psr", passphrase)
