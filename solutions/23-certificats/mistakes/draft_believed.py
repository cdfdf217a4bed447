# /// mistake
# title = "Croire le brouillon du vendeur"
# tasks = ["diagnose"]
# message = "comme le brouillon du vendeur"
# ///
# %% task="diagnose"
words = {"ok": "nothing", "expired": "renew", "not-yet": "clock", "name": "names", "issuer": "chain"}
faults = {}
remedies = {}
for case in cases:
    certificates = [load(text) for text in [*case["chain"], root_text]]
    fault = "ok"
    if not any(lent_covers(name, case["host"]) for name in names_of(certificates[0])):
        fault = "name"
    for place in range(len(certificates) - 1):
        certificate, following = certificates[place], certificates[place + 1]
        if fault == "ok" and moment < certificate.not_valid_before_utc:
            fault = "not-yet"
        if fault == "ok" and moment > certificate.not_valid_after_utc:
            fault = "expired"
        if fault == "ok" and certificate.issuer != following.subject:
            fault = "issuer"
        if fault == "ok" and not is_authority(following):
            fault = "authority"
        if fault == "ok":
            try:
                certificate.verify_directly_issued_by(following)
            except InvalidSignature:
                fault = "signature"
    fault = find_fault_draft(case["chain"], root_text, case["host"], moment)
    faults[case["id"]] = fault
    remedies[case["id"]] = words.get(fault, "refuse")
