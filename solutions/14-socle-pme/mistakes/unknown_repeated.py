# /// mistake
# title = "Rendre deux fois la même étiquette"
# tasks = ["orphans"]
# message = "Une fois suffit"
# ///
# %% task="orphans"
def find_orphans(links, targets):
    sources = []
    cited = []
    for number in links:
        if links[number] == []:
            sources.append(number)
        cited = cited + links[number]
    alone = []
    for target in targets:
        if target not in cited:
            alone.append(target)
    unknown = []
    for target in cited:
        if target not in targets:
            unknown.append(target)
    return {"sources": sources, "targets": alone, "unknown": unknown}


my_orphans = find_orphans(lent_links, lent_targets)
