# /// mistake
# title = "Prendre la première référence"
# tasks = ["catalog"]
# message = "vient d’un autre catalogue"
# ///
# %% task="catalog"
def read_catalog(bundle):
    """Rend {numéro: {"name": nom, "tactics": [tactiques]}}."""
    catalog = {}
    for item in bundle["objects"]:
        if item["type"] == "attack-pattern" and not item.get("revoked"):
            tactics = []
            for phase in item["kill_chain_phases"]:
                tactics.append(phase["phase_name"])
            catalog[item["external_references"][0]["external_id"]] = {"name": item["name"], "tactics": tactics}
    return catalog
