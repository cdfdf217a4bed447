# /// mistake
# title = "Laisser une adresse armée"
# tasks = ["report"]
# message = "écrite telle quelle"
# ///
# %% task="report"
def defang(address):
    return address.replace(".", "[.]")


def clock_lines(known, rules):
    lines = []
    for rule in rules:
        due = rule["words"]
        if rule["hours"] is not None:
            due = to_text(datetime.fromisoformat(known) + timedelta(hours=rule["hours"]))
        lines.append(rule["name"] + " | " + due)
    return lines


def build_report(title, sections):
    lines = ["# " + title]
    for code in ORDER:
        lines.append("## " + HEADINGS[code])
        if sections[code] == []:
            lines.append("- " + NOTHING)
        for item in sections[code]:
            lines.append("- " + item)
    return "\n".join(lines)


sections = {"summary": [my_zero, my_account, str(my_bytes)], "timeline": [], "indicators": [], "evidence": []}
for event in trace(timeline, my_indicators):
    sections["timeline"].append(event["time"] + " " + event["source"] + " " + event["host"])
for address in my_indicators:
    sections["indicators"].append(address)
for entry in register:
    sections["evidence"].append(entry["name"] + " " + entry["sha256"])
sections["clocks"] = clock_lines(known, RULES)
sections["unknown"] = ["Ce que l’attaquant a fait des fichiers sortis."]
report = build_report("Rapport d’incident", sections)
lent_save("rapport-incident.md", report)
