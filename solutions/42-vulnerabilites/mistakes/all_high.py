# /// mistake
# title = "Mettre tous les dégâts au plus haut"
# tasks = ["vectors"]
# message = "rien n’est changé ni arrêté"
# ///
# %% task="vectors"
vectors = {
    "memory": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
    "screen": "CVSS:3.1/AV:P/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
    "link": "CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N",
    "firmware": "CVSS:3.1/AV:L/AC:L/PR:H/UI:N/S:C/C:H/I:H/A:H",
}
