# /// mistake
# title = "Chiffrer les mots de passe"
# tasks = ["tools"]
# message = "qui vole la clé les lit tous"
# ///
# %% task="tools"
tools = {
    "stick": "encrypt",
    "download": "hash",
    "order": "hmac",
    "accounts": "encrypt",
    "lost": "none",
    "visible": "none",
}
