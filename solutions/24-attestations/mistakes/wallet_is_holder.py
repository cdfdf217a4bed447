# /// mistake
# title = "Prendre l’application pour le détenteur"
# tasks = ["roles"]
# message = "Le portefeuille est un outil"
# ///
# %% task="roles"
roles = {
    "school": "issuer",
    "noor": "holder",
    "workshop": "verifier",
    "app": "holder",
    "register": "source",
    "ministry": "issuer",
    "cousin": "none",
}
