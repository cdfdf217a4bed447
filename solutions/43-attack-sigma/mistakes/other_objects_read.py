# /// mistake
# title = "Lire tous les objets"
# tasks = ["catalog"]
# message = "autre chose que des techniques"
# ///
# %% task="catalog"
def read_catalog(bundle):
    """Rend {numéro: {"name": nom, "tactics": [tactiques]}}."""
    catalog = {}
    for item in bundle["objects"]:
        if not item.get("revoked"):
            tactics = []
            for phase in item["kill_chain_phases"]:
                tactics.append(phase["phase_name"])
            for reference in item["external_references"]:
                if reference["source_name"] == "mitre-attack":
                    catalog[reference["external_id"]] = {"name": item["name"], "tactics": tactics}
    return catalog
