# /// mistake
# title = "Chercher une étiquette absente"
# tasks = ["judge"]
# message = "et tout s’arrête"
# ///
# %% task="judge"
def enough(levels):
    if levels.count("ultimate") >= 1 or levels.count("full") >= 1:
        return True
    return levels.count("marginal") >= 3


def valid_keys(edges, me, trust):
    graph = nx.DiGraph(edges)
    valid = {me: 0}
    for depth in range(1, 6):
        found = []
        for key in graph.nodes:
            levels = []
            for signer in graph.predecessors(key):
                if signer == me:
                    levels.append("ultimate")
                elif signer in valid:
                    levels.append(trust[signer])
            if key not in valid and enough(levels):
                found.append(key)
        for key in found:
            valid[key] = depth
    return valid


my_valid = valid_keys(web["edges"], me, trust)
