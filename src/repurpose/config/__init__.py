"""repurpose.yaml and secrets."""

from repurpose.config.faults import ConfigFaults, Fault
from repurpose.config.loading import load
from repurpose.config.settings import Config

__all__ = ["Config", "ConfigFaults", "Fault", "load"]
