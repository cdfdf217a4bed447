# /// mistake
# title = "Chiffrer ce qu’il faut prouver"
# tasks = ["tools"]
# message = "rien à cacher. Il faut une preuve"
# ///
# %% task="tools"
tools = {
    "stick": "encrypt",
    "download": "hash",
    "order": "encrypt",
    "accounts": "slow",
    "lost": "none",
    "visible": "none",
}
