# /// mistake
# title = "Prendre le registre pour l’émetteur"
# tasks = ["roles"]
# message = "Le registre ne signe pas"
# ///
# %% task="roles"
roles = {
    "school": "issuer",
    "noor": "holder",
    "workshop": "verifier",
    "app": "wallet",
    "register": "issuer",
    "ministry": "issuer",
    "cousin": "none",
}
