"""Loads all that publishing loads, so that a process forked from here starts at once."""

from __future__ import annotations

import gc
import importlib
import os
import pkgutil
import tempfile
from pathlib import Path

os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"  # nobody's own keyring

PACKAGES = (
    "calendar", "channels", "cli.commands.calendar", "cli.commands.publish", "config", "delivery",
    "logins", "outbox", "publishers",
    "schedule", "text",
)  # fmt: skip
OTHERS = (
    "PIL.JpegImagePlugin", "PIL.PngImagePlugin", "apprise", "filelock", "jsonschema",
    "keyring.backends.null", "lxml.etree", "markdown_it", "multiprocessing.popen_forkserver",
    "tests.delivery.processes", "tweepy", "twitter_text", "tzdata.zoneinfo", "tzlocal",
    "yaml.cyaml", "zipp",
)  # fmt: skip

for package in PACKAGES:
    module = importlib.import_module(f"repurpose.{package}")
    for found in pkgutil.walk_packages(getattr(module, "__path__", ()), f"{module.__name__}."):
        importlib.import_module(found.name)
for name in OTHERS:
    importlib.import_module(name)
with tempfile.TemporaryDirectory() as folder:  # what plug-ins and keys there are is found out once
    configuration = Path(folder, "repurpose.yaml")
    configuration.touch()
    importlib.import_module("repurpose.config").load(configuration, environ={})
gc.freeze()  # what is loaded is not looked through again in each process
