# /// mistake
# title = "Garder les techniques retirées"
# tasks = ["catalog"]
# message = "est retirée du catalogue"
# ///
# %% task="catalog"
def read_catalog(bundle):
    """Rend {numéro: {"name": nom, "tactics": [tactiques]}}."""
    catalog = {}
    for item in bundle["objects"]:
        if item["type"] == "attack-pattern":
            tactics = []
            for phase in item["kill_chain_phases"]:
                tactics.append(phase["phase_name"])
            for reference in item["external_references"]:
                if reference["source_name"] == "mitre-attack":
                    catalog[reference["external_id"]] = {"name": item["name"], "tactics": tactics}
    return catalog
