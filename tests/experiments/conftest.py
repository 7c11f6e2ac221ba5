"""Fixtures of the checks, which the programs of experiments need as well."""

from tests.checks.conftest import imported_keras  # noqa: F401
