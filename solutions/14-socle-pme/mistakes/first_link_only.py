# /// mistake
# title = "Ne lire que le premier lien"
# tasks = ["orphans"]
# message = "le premier de chaque liste"
# ///
# %% task="orphans"
def find_orphans(links, targets):
    sources = []
    cited = []
    for number in links:
        if links[number] == []:
            sources.append(number)
        cited = cited + links[number][:1]
    alone = []
    for target in targets:
        if target not in cited:
            alone.append(target)
    unknown = []
    for target in cited:
        if target not in targets and target not in unknown:
            unknown.append(target)
    return {"sources": sources, "targets": alone, "unknown": unknown}


my_orphans = find_orphans(lent_links, lent_targets)
