# /// mistake
# title = "Suivre la note de gravité"
# tasks = ["patches"]
# message = "La règle ne lit pas la note"
# ///
# %% task="patches"
patches = {
    "vpn": "today",
    "till": "today",
    "site": "week",
    "oven": "isolate",
    "browser": "today",
    "label": "month",
}
