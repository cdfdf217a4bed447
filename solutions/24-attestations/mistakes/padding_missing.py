# /// mistake
# title = "Oublier les signes égal"
# tasks = ["read"]
# message = "Python les exige"
# ///
# %% task="read"
def decode_part(text):
    return base64.urlsafe_b64decode(text)


def read_badge(token):
    parts = token.split(".")
    return (json.loads(decode_part(parts[0])), json.loads(decode_part(parts[1])))


titles = []
for token in tokens:
    header, badge = read_badge(token)
    titles.append(badge["name"])
