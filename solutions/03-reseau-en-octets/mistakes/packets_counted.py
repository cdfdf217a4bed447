# /// mistake
# title = "Compter les paquets au lieu des octets"
# tasks = ["report"]
# message = "Vous comptez les paquets"
# ///
# %% task="report"
def summarise(frames):
    talks = {}
    asked = []
    damaged = 0
    for frame in frames:
        packet = frame[14:]
        if frame[12:14].hex() == "0800" and not lent_is_intact(packet):
            damaged = damaged + 1
        elif frame[12:14].hex() == "0800":
            source = write_address(packet[12:16])
            pair = source + " > " + write_address(packet[16:20])
            if pair not in talks:
                talks[pair] = 0
            talks[pair] = talks[pair] + 1
            size = packet[0] % 16 * 4
            if packet[9] == 17 and int.from_bytes(packet[size + 2 : size + 4], "big") == 53:
                row = [source, lent_question(packet[size + 8 :])]
                if row not in asked:
                    asked.append(row)
    return {"talks": talks, "asked": asked, "damaged": damaged}


def write_report(summary, path):
    text = "source;target;bytes\n"
    for pair in summary["talks"]:
        source, target = pair.split(" > ")
        text = text + source + ";" + target + ";" + str(summary["talks"][pair]) + "\n"
    Path(path).write_text(text, encoding="utf-8")


summary = summarise(frames)
loudest = ""
most = 0
for pair in summary["talks"]:
    if summary["talks"][pair] > most:
        loudest = pair
        most = summary["talks"][pair]
names = []
for client, name in summary["asked"]:
    if client == loudest.split(" > ")[0]:
        names.append(name)
write_report(summary, "rapport.csv")
