# /// mistake
# title = "Prendre qui a une copie pour le détenteur"
# tasks = ["roles"]
# message = "Avoir le fichier ne fait pas le détenteur"
# ///
# %% task="roles"
roles = {
    "school": "issuer",
    "noor": "holder",
    "workshop": "verifier",
    "app": "wallet",
    "register": "source",
    "ministry": "issuer",
    "cousin": "holder",
}
