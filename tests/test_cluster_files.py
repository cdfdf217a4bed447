"""The units and manifests of the documentation: complete, closed where they may be, open where isolation needs it."""

from __future__ import annotations

import configparser
from pathlib import Path

import pytest
import yaml

FILES = Path(__file__).parents[1] / "docs" / "how-to" / "cluster"
PODS = [
    document
    for document in yaml.safe_load_all((FILES / "kubernetes.yaml").read_text("utf-8"))
    if document["kind"] in ("Deployment", "Job")
]


def read_unit(name: str) -> configparser.ConfigParser:
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read_string((FILES / name).read_text("utf-8"))
    return unit


@pytest.mark.parametrize("name", ["passerelle-scheduler.service", "passerelle-worker.service"])
def test_each_unit_runs_as_a_user_that_gains_nothing(name):
    service = read_unit(name)["Service"]
    assert ("passerelle", "yes", "") == (service["User"], service["NoNewPrivileges"], service["CapabilityBoundingSet"])
    assert "/etc/passerelle/dask" in service["Environment"]


def test_the_workers_unit_leaves_open_what_isolation_is_made_of():
    service = read_unit("passerelle-worker.service")["Service"]
    closed = {"RestrictNamespaces", "PrivateUsers", "SystemCallFilter", "ProtectKernelTunables", "ProtectProc"}
    assert set() == closed & set(service)
    assert service["ExecStartPre"].endswith("passerelle doctor")
    assert "tls://" in service["ExecStart"]


@pytest.mark.parametrize("document", PODS, ids=lambda document: document["metadata"]["name"])
def test_no_pod_is_root_or_holds_a_token(document):
    pod = document["spec"]["template"]["spec"]
    assert pod["securityContext"]["runAsNonRoot"] is True
    assert pod["automountServiceAccountToken"] is False
    for container in [*pod["containers"], *pod.get("initContainers", [])]:
        context = container["securityContext"]
        assert {"drop": ["ALL"]} == context["capabilities"]
        assert (False, True) == (context["allowPrivilegeEscalation"], context["readOnlyRootFilesystem"])


def test_the_volumes_that_are_mounted_exist():
    for document in PODS:
        pod = document["spec"]["template"]["spec"]
        mounted = {each["name"] for container in pod["containers"] for each in container["volumeMounts"]}
        assert {volume["name"] for volume in pod["volumes"]} == mounted


def test_only_the_worker_goes_without_the_runtimes_filter():
    profiles = {
        document["metadata"]["name"]: document["spec"]["template"]["spec"]["securityContext"]["seccompProfile"]["type"]
        for document in PODS
    }
    assert {"scheduler": "RuntimeDefault", "worker": "Unconfined", "grade": "RuntimeDefault"} == profiles


def test_not_a_word_goes_in_clear():
    settings = yaml.safe_load((FILES / "dask.yaml").read_text("utf-8"))
    assert settings["distributed"]["comm"]["require-encryption"] is True
