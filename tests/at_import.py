"""What the modules of the product call while they are imported, and whose each call is."""

import ast
import builtins
from collections.abc import Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Called:
    """A call that runs when a module is imported: the line, the words, and the dotted name of what is called."""

    line: int
    words: str
    origin: str


def calls(trees: Mapping[str, ast.Module], name: str) -> Iterator[Called]:
    """Every call in the assignments of that module, but for the bodies of lambdas, which run later."""
    for statement in trees[name].body:
        if isinstance(statement, ast.Assign | ast.AnnAssign) and statement.value:
            for call in _calls_in(statement.value):
                yield Called(call.lineno, ast.unparse(call.func), _origin(trees, name, call.func))


def _calls_in(node: ast.expr) -> Iterator[ast.Call]:
    waiting: list[ast.AST] = [node]
    while waiting:
        each = waiting.pop()
        if isinstance(each, ast.Call):
            yield each
        waiting += [child for child in ast.iter_child_nodes(each) if not isinstance(child, ast.Lambda)]


def _origin(trees: Mapping[str, ast.Module], module: str, node: ast.expr) -> str:
    """The dotted name of what these words stand for; a method is named behind whatever made its value.

    So select(log_entry).where is sqlalchemy.select.where, and a method of a text or of a variable is .join.
    """
    match node:
        case ast.Call():
            return _origin(trees, module, node.func)
        case ast.Attribute():
            return f"{_origin(trees, module, node.value)}.{node.attr}"
        case ast.Name():
            return _named(trees, module, node.id)
        case ast.BinOp() | ast.Compare():
            return _origin(trees, module, node.left)
    return ""


def _named(trees: Mapping[str, ast.Module], module: str, name: str) -> str:
    """What a name of a module stands for: what was imported, what made the constant, a definition or a builtin."""
    imported = _imported(trees[module]).get(name)
    if imported:
        home, _, there = imported.rpartition(".")
        return _named(trees, home, there) if home in trees and there not in _packages(trees) else imported
    value = _value(trees[module], name)
    if value is not None:
        return _origin(trees, module, value)
    if any(getattr(each, "name", "") == name for each in trees[module].body):
        return f"{module}.{name}"
    return name if hasattr(builtins, name) else ""


def _packages(trees: Mapping[str, ast.Module]) -> set[str]:
    return {name.rpartition(".")[2] for name in trees}


def _value(tree: ast.Module, name: str) -> ast.expr | None:
    """What a module assigns to that name."""
    for node in tree.body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        if any(isinstance(target, ast.Name) and target.id == name for target in targets):
            return getattr(node, "value", None)
    return None


def _imported(tree: ast.Module) -> dict[str, str]:
    """The names that a module imports, each with where it comes from."""
    found: dict[str, str] = {}
    for node in tree.body:
        if isinstance(node, ast.Import):
            found |= {alias.asname or alias.name.partition(".")[0]: alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
    return found
