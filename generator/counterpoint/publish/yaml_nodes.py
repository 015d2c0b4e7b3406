"""Read and change YAML without constructing it, so that tags and anchors pass through."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode


def compose(text: str) -> Node:
    """Return the graph of a YAML text, tags unread; an empty mapping for an empty text."""
    return yaml.compose(text, Loader=yaml.CSafeLoader) or new_mapping()


def to_node(value: Any) -> Node:
    """Return a plain value as YAML's own node."""
    return compose(yaml.dump(value, Dumper=yaml.CSafeDumper, width=1000, allow_unicode=True))


def new_mapping(**entries: Node) -> MappingNode:
    """Return a mapping of these entries."""
    pairs = [(to_node(key), node) for key, node in entries.items()]
    return MappingNode("tag:yaml.org,2002:map", pairs)


def joined(first: Iterable[Any], second: Iterable[Any]) -> SequenceNode:
    """Return one list of all of these, nodes or plain values."""
    nodes = [one if isinstance(one, Node) else to_node(one) for one in (*first, *second)]
    return SequenceNode("tag:yaml.org,2002:seq", nodes)


def get(mapping: MappingNode, key: str) -> Node | None:
    """Return an entry's value."""
    return next((value for name, value in mapping.value if name.value == key), None)


def take(mapping: MappingNode, key: str) -> Node | None:
    """Remove an entry and return its value."""
    value = get(mapping, key)
    mapping.value = [pair for pair in mapping.value if pair[0].value != key]
    return value


def put(mapping: MappingNode, key: str, value: Node) -> None:
    """Set an entry."""
    take(mapping, key)
    mapping.value.append((to_node(key), value))


def put_default(mapping: MappingNode, key: str, value: Node) -> None:
    """Set an entry that is not there yet."""
    if get(mapping, key) is None:
        put(mapping, key, value)


def scalar(node: Node | None) -> str:
    """Return a scalar's text; empty for anything else."""
    return node.value if isinstance(node, ScalarNode) else ""


def items(mapping: MappingNode, key: str) -> list[Node]:
    """Return the nodes of an entry that is a list."""
    return entries(get(mapping, key))


def entries(node: Node | None) -> list[Node]:
    """Return a list's nodes; a mapping's entries each as a mapping, as MkDocs reads both."""
    if isinstance(node, SequenceNode):
        return list(node.value)
    if isinstance(node, MappingNode):
        return [MappingNode(node.tag, [pair]) for pair in node.value]
    return [node] if isinstance(node, ScalarNode) and node.value else []
