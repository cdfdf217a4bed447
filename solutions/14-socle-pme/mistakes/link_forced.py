# /// mistake
# title = "Forcer un lien pour ne laisser personne seul"
# tasks = ["match"]
# message = "un lien forcé"
# ///
# %% task="match"
links = {
    2: "C6",
    3: "C10",
    13: "C5",
    15: "C13",
    26: "C9",
    34: "C2",
    37: "C7",
    39: "D2",
    40: "C1",
    41: "D3",
}
