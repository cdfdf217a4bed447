# /// mistake
# title = "Confondre la sauvegarde et le plan"
# tasks = ["match"]
# message = "tous les jours d’avant"
# ///
# %% task="match"
links = {
    2: "C6",
    3: "C10",
    13: "C5",
    15: "C13",
    26: "none",
    34: "C2",
    37: "C1",
    39: "D2",
    40: "C1",
    41: "D3",
}
