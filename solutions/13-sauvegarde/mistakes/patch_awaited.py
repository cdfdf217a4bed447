# /// mistake
# title = "Attendre un correctif qui ne viendra pas"
# tasks = ["patches"]
# message = "aucun correctif ne viendra"
# ///
# %% task="patches"
patches = {
    "vpn": "today",
    "till": "month",
    "site": "week",
    "oven": "month",
    "browser": "today",
    "label": "month",
}
