# /// mistake
# title = "Confondre la direction et la personne nommée"
# tasks = ["match"]
# message = "de la personne nommée"
# ///
# %% task="match"
links = {
    2: "C6",
    3: "C10",
    13: "C5",
    15: "C13",
    26: "none",
    34: "C2",
    37: "C7",
    39: "D1",
    40: "C1",
    41: "D3",
}
