"""Python imports this by itself in every process that starts with this folder on its path."""

import no_network  # noqa: F401
