# /// mistake
# title = "Répondre par les droits obtenus"
# tasks = ["vectors"]
# message = "qu’il faut *avant* l’attaque"
# ///
# %% task="vectors"
vectors = {
    "memory": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N",
    "screen": "CVSS:3.1/AV:P/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
    "link": "CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N",
    "firmware": "CVSS:3.1/AV:L/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H",
}
