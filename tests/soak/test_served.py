"""Requests made up from the server's own description: whatever is sent, no answer is an error of the server."""

import subprocess
import sys

import pytest

from tests.served import running

CASES = 50  # for each operation


@pytest.mark.soak
def test_no_request_is_an_error_of_the_server() -> None:
    with running("--seconds", "5") as server:
        done = subprocess.run(
            [
                sys.executable, "-m", "schemathesis.cli", "run", server.url + "openapi.json",
                "--checks", "not_a_server_error", "--max-examples", str(CASES), "--request-timeout", "20",
            ],
            check=False, capture_output=True, text=True,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout[-4000:]
        assert server.get("").status == 200
