"""Whether a text is trees that LightGBM can walk: it trusts what it reads, so troth must not.

A tree's nodes point to later nodes only, so every walk ends; a negative child is a leaf.
"""

import re
from dataclasses import dataclass

#: A forest that troth grew has fewer trees, and fewer leaves on each.
MOST_TREES = 1_000
MOST_LEAVES = 256
#: The bit of a decision that is about categories.
CATEGORICAL = 1
#: Categories are held as bits of words.
WORD = 2**32
#: All that is said of a tree is numbers, as LightGBM writes them.
NUMBER = re.compile(r"-?\d+(\.\d*)?(e[-+]?\d+)?")
OF_LEAVES = ("leaf_value", "leaf_weight", "leaf_count")
OF_NODES = ("split_gain", "internal_value", "internal_weight", "internal_count")

Facts = dict[str, str]


def without_sizes(text: str) -> str:
    """The text without the sizes of trees in it, which LightGBM would believe."""
    return re.sub(r"^tree_sizes=.*\n", "", text, flags=re.MULTILINE)


def check(text: str, width: int) -> None:
    """Refuse everything but trees for rows of a width.

    Raises:
        ValueError: for a text that `trees.grow` did not write.
    """
    head, *trees = re.split(r"^Tree=\d+\n", text, flags=re.MULTILINE)
    facts = _facts(head)
    said = (facts["num_class"], facts["num_tree_per_iteration"], facts["objective"])
    if "tree_sizes" in facts or said != ("1", "1", "binary sigmoid:1"):
        raise ValueError
    if int(facts["max_feature_idx"]) != width - 1 or not 0 < len(trees) <= MOST_TREES:
        raise ValueError
    for tree in trees:
        _check_tree(_Tree(_facts(tree.partition("end of trees")[0])), width)


@dataclass(frozen=True)
class _Tree:
    facts: Facts

    def whole(self, key: str, size: int) -> list[int]:
        """Whole numbers, as many as there should be."""
        found = [int(word) for word in self.facts[key].split()]
        if len(found) != size:
            raise ValueError
        return found


def _check_tree(tree: _Tree, width: int) -> None:
    leaves = int(tree.facts["num_leaves"])
    if not 1 <= leaves <= MOST_LEAVES or tree.facts["is_linear"] != "0":
        raise ValueError
    if leaves == 1:
        (_,) = map(float, tree.facts["leaf_value"].split())
        return
    _check_numbers(tree, leaves)
    if not all(0 <= feature < width for feature in tree.whole("split_feature", leaves - 1)):
        raise ValueError
    for side in ("left_child", "right_child"):
        for node, child in enumerate(tree.whole(side, leaves - 1)):
            if not (node < child < leaves - 1 or -leaves <= child < 0):
                raise ValueError
    _check_categories(tree, leaves - 1)


def _check_numbers(tree: _Tree, leaves: int) -> None:
    if not all(map(NUMBER.fullmatch, " ".join(tree.facts.values()).split())):
        raise ValueError
    for size, keys in ((leaves, OF_LEAVES), (leaves - 1, OF_NODES)):
        if any(len(tree.facts[key].split()) != size for key in keys):
            raise ValueError


def _check_categories(tree: _Tree, nodes: int) -> None:
    sets = int(tree.facts["num_cat"])
    thresholds = [float(word) for word in tree.facts["threshold"].split()]
    decisions = tree.whole("decision_type", nodes)
    if len(thresholds) != nodes:
        raise ValueError
    for threshold, decision in zip(thresholds, decisions, strict=True):
        if decision & CATEGORICAL and not 0 <= threshold < sets:
            raise ValueError
    if sets:
        bounds = tree.whole("cat_boundaries", sets + 1)
        words = tree.whole("cat_threshold", bounds[-1])
        if bounds[0] != 0 or bounds != sorted(bounds) or not all(0 <= w < WORD for w in words):
            raise ValueError


def _facts(lines: str) -> Facts:
    pairs = (line.partition("=") for line in lines.splitlines() if "=" in line)
    return {key: value for key, _, value in pairs}
