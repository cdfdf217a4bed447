# /// mistake
# title = "Se croire à l’abri derrière le pare-feu"
# tasks = ["patches"]
# message = "Une faille déjà exploitée passe"
# ///
# %% task="patches"
patches = {
    "vpn": "today",
    "till": "month",
    "site": "week",
    "oven": "isolate",
    "browser": "month",
    "label": "month",
}
