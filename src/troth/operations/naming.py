"""What whoever writes calls by its id in the playbook, looked up."""

from troth.operations.errors import UnfitError
from troth.playbook import Playbook
from troth.playbook.schema.metrics import Metric
from troth.said import said


def metric_named(playbook: Playbook | None, name: str) -> Metric:
    """The metric of that id.

    Args:
        playbook: the one in force; None before the first is.
        name: its id.

    Raises:
        UnfitError: the playbook has none of that id.
    """
    metrics = playbook.metrics if playbook else {}
    if name not in metrics:
        raise UnfitError(
            "metric",
            said(
                "the playbook has no metric {metric}; it has {known}",
                metric=repr(name),
                known=", ".join(metrics) or "none",
            ),
        )
    return metrics[name]
