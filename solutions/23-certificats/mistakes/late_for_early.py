# /// mistake
# title = "Confondre périmé et pas encore valable"
# tasks = ["predict"]
# message = "n’a pas commencé"
# ///
# %% task="predict"
signer = "middle"
sent = 2
key_sent = False
star = False
early_code = 10
