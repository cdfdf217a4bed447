# /// mistake
# title = "Lire avec le base64 ordinaire"
# tasks = ["read"]
# message = "Il faut la forme pour adresses"
# ///
# %% task="read"
def decode_part(text):
    return base64.b64decode(text + "==")


def read_badge(token):
    parts = token.split(".")
    return (json.loads(decode_part(parts[0])), json.loads(decode_part(parts[1])))


titles = []
for token in tokens:
    header, badge = read_badge(token)
    titles.append(badge["name"])
