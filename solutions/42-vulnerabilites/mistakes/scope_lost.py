# /// mistake
# title = "Couper le nom à sa barre"
# tasks = ["hits"]
# message = "barre comprise"
# ///
# %% task="hits"
def read_purl(purl):
    body = purl[4:].split("?")[0]
    family, rest = body.split("/", 1)
    name, version = rest.split("@")
    return {"ecosystem": ECOSYSTEMS[family], "name": name.split("/")[-1], "version": version}


def find_hits(sbom, advisories):
    hits = []
    for advisory in advisories:
        package = advisory["affected"][0]["package"]
        events = advisory["affected"][0]["ranges"][0]["events"]
        for component in sbom["components"]:
            if "purl" in component and "withdrawn" not in advisory:
                found = read_purl(component["purl"])
                same = found["ecosystem"] == package["ecosystem"] and found["name"] == package["name"]
                if same and lent_affected(found["version"], events):
                    hits.append({"id": advisory["id"], "name": found["name"], "version": found["version"]})
    return hits


my_hits = find_hits(my_sbom, my_advisories)
my_blind = []
for component in my_sbom["components"]:
    if "purl" not in component:
        my_blind.append(component["name"])
