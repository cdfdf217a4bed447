# /// mistake
# title = "Dépasser le budget"
# tasks = ["plan"]
# message = "plus que le budget"
# ///
# %% task="plan"
def judge_plan(copies):
    media = []
    offsite = False
    offline = False
    tested = False
    for copy in copies:
        if copy["media"] not in media:
            media.append(copy["media"])
        if copy["place"] != "shop":
            offsite = True
        if not copy["online"]:
            offline = True
        if copy["test"] != "":
            tested = True
    faults = []
    if len(copies) < 3:
        faults.append("copies")
    if len(media) < 2:
        faults.append("media")
    if not offsite:
        faults.append("offsite")
    if not offline:
        faults.append("offline")
    if not tested:
        faults.append("tested")
    return faults


cloud = dict(my_offers[3])
drawer = dict(my_offers[5])
for copy in [cloud, drawer]:
    copy["who"] = "Hélène"
    copy["test"] = "2026-12-07"
plan = [WORK, cloud, drawer]
Path("plan-sauvegarde.json").write_text(json.dumps(plan, ensure_ascii=False, indent=2), encoding="utf-8")
