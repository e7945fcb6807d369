"""The house of design.md, held by reading the code: each fault is one plain sentence."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from tests.at_import import calls

ROOT = Path(__file__).parent.parent
WORKER = ROOT / "worker"

FLOORS = ("model", "policy", "adapters", "reports", "workplace", "jobs", "rounds", "app", "demo", "cli")

# Third-party packages and the one file or package of ours that may import them.
OWNERS = {
    "aiosmtpd": "worker.demo",
    "alembic": "worker.adapters.log",
    "apscheduler": "worker.app",
    "cattrs": "worker.adapters.log.facts",
    "click": "worker.cli",
    "fpdf": "worker.adapters.letters.paper",
    "flufl": "worker.adapters.parsing",
    "holidays": "worker.policy.calendar",
    "imapclient": "worker.adapters.mailbox",
    "imaplib": "worker.adapters.mailbox",
    "jinja2": "worker.adapters.letters",
    "mailparser": "worker.adapters.parsing",
    "phonenumbers": "worker.adapters.settings",
    "prometheus_client": "worker.adapters.metrics",
    "psycopg": "nobody: SQLAlchemy loads it",
    "pydantic": "worker.adapters.settings",
    "pymap": "worker.demo",
    "smtplib": "worker.adapters.smtp",
    "sqlalchemy": "worker.adapters.log",
    "xlsxwriter": "worker.adapters.workbook",
}

# What pure code may not reach for: clocks, files, sockets, processes, logs, randomness.
IMPURE = {"asyncio", "io", "logging", "os", "pathlib", "random", "secrets", "shutil", "socket", "sqlite3"} | {
    "subprocess", "sys", "tempfile", "threading", "time", "urllib", "uuid",
}  # fmt: skip

ALLOWED_BASES = {"Exception", "StrEnum", "IntEnum", "Enum", "Protocol", "NamedTuple", "TypedDict"} | {
    "TypeDecorator",  # SQLAlchemy's only door for a column type
    "FPDF",  # fpdf2's only door for the foot of a page
    "HTMLParser",  # the standard library's only door for its parser
}

# What a constant may be made with: it gives a value and reaches for nothing outside. What sqlalchemy puts together in
# the adapter of the log is a statement, which is carried out later.
MAKES_A_VALUE = {"bytes", "chr", "dict", "frozenset", "len", "range", "set", "sorted", "tuple"} | {
    *(
        "chr.isalnum",
        ".capitalize",
        "dict.fromkeys",
        ".items",
        ".join",
        "str.maketrans",
        "types.MappingProxyType.items",
    ),
    *("datetime.date", "datetime.datetime", "datetime.time", "datetime.timedelta", "zoneinfo.ZoneInfo"),
    *("click.Path", "dataclasses.replace", "functools.partial", "ipaddress.ip_network", "logging.getLogger"),
    *("pathlib.Path", "re.compile", "re.escape", "struct.Struct", "types.MappingProxyType"),
    *("typing.TypeVar", "typing.get_args"),
    *("worker.adapters.settings.wellformed.matching", "worker.adapters.settings.wellformed.or_empty"),
    "itertools.count",  # the kill points of the tests are counted in one process
}

# Rooms whose files are equals and need not know each other: they belong together because one file or room uses them.
EQUALS = {
    "worker.adapters": "each is one thing of the outside world, and none may import another",
    "worker.jobs": "each is one job, and none may import another",
    "worker.policy.decide": "one file a happening; a job asks the one that it needs",
    "worker.policy.reading": "one file a question about a mail; jobs/ingest asks them all",
}

# Files that nothing in their room knows, and why they are there all the same.
ISLANDS = {
    "worker.adapters.log.migrations.env": "Alembic looks for it there",
    "worker.adapters.log.migrations.versions": "Alembic looks for them there, and no step of a schema knows another",
    "worker.jobs.check": "the terminal asks for it, and no timetable",
    "worker.jobs.recalculate": "the terminal asks for it, and no timetable",
    "worker.policy.token": "the secret of a case is made by the letters and known again by reading",
}

# Module names that stand in two rooms, and why.
SAME_NAME = {
    "calendar": "the command is named after what it shows",
    "check": "the command is named after its job",
    "health": "the command is named after what it shows",
    "ingest": "the job names its room",
    "letters": "the adapter names its room",
    "log": "the command is named after what it shows",
    "recalculate": "the job is named after the rule that it applies",
    "triage": "the command is named after what it shows",
}

LONGEST_MODULE = 300
LONGEST_FUNCTION = 40
USUAL_FUNCTION = 20
MOST_PARAMETERS = 5
DEEPEST_NESTING = 3


@dataclass(frozen=True)
class Module:
    """One file of the product: its dotted name, its lines and its syntax tree."""

    name: str
    lines: int
    tree: ast.Module

    @property
    def part(self) -> str:
        """The floor it stands on."""
        return self.name.split(".")[1] if "." in self.name else "root"

    @property
    def house(self) -> str:
        """The adapter it belongs to, like worker.adapters.log, or its own name."""
        return ".".join(self.name.split(".")[:3])


def modules() -> tuple[Module, ...]:
    """Every module of the product."""
    return tuple(_module(path) for path in sorted(WORKER.rglob("*.py")))


def _module(path: Path) -> Module:
    text = path.read_text(encoding="utf-8")
    parts = path.relative_to(ROOT).with_suffix("").parts
    name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
    return Module(name, text.count("\n"), ast.parse(text))


def imports(module: Module) -> Iterator[str]:
    """The dotted names that a module imports, wherever in it."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from {_target(node.module, alias.name) for alias in node.names}


def _target(package: str, name: str) -> str:
    path = WORKER.parent.joinpath(*package.split("."), name)
    is_module = path.with_suffix(".py").is_file() or path.joinpath("__init__.py").is_file()
    return f"{package}.{name}" if is_module else package


def test_imports_only_point_down() -> None:
    """Each floor knows only the floors below it; adapters and jobs do not know each other."""
    names = {module.name for module in modules()}
    faults = [
        f"{module.name} imports {target}, which is not below it."
        for module in modules()
        for target in imports(module)
        if target in names and not _may_import(module, target)
    ]
    assert not faults, "\n".join(faults)


def _may_import(module: Module, target: str) -> bool:
    wanted = target.split(".")[1] if "." in target else "root"
    if wanted in ("kill_point", "root") or module.part in ("root", "__main__"):
        return module.part != "policy"
    if module.part == wanted:
        return module.part in ("model", "policy", "reports", "demo", "cli") or _same_house(module, target)
    return FLOORS.index(wanted) < FLOORS.index(module.part)


def _same_house(module: Module, target: str) -> bool:
    house = ".".join(target.split(".")[:3])
    return house in (module.house, f"worker.{module.part}")


def test_no_cycles() -> None:
    """No module reaches itself through its imports."""
    names = {module.name for module in modules()}
    graph = {module.name: {each for each in imports(module) if each in names} for module in modules()}
    faults = [
        f"{name} imports itself through {' > '.join(path)}."
        for name in names
        if (path := _cycle(graph, name))
    ]
    assert not faults, "\n".join(sorted(faults))


def _cycle(graph: dict[str, set[str]], start: str) -> list[str]:
    stack, seen = [[start]], {start}
    while stack:
        path = stack.pop()
        for target in sorted(graph[path[-1]]):
            if target == start:
                return [*path, start]
            if target not in seen:
                seen.add(target)
                stack.append([*path, target])
    return []


def test_each_package_has_one_owner() -> None:
    """A third-party package is imported in one place, so that replacing it touches one place."""
    faults = [
        f"{module.name} imports {target}; only {owner} may."
        for module in modules()
        for target in imports(module)
        if (owner := OWNERS.get(target.split(".")[0])) and not f"{module.name}.".startswith(f"{owner}.")
        if module.part != "demo" or target.split(".")[0] not in ("imapclient", "mailparser")
    ]
    assert not faults, "\n".join(faults)


def test_policy_is_pure() -> None:
    """The policy and the nouns read no clock, file, socket or log, and nothing of the standard library that does."""
    faults = [
        f"{module.name} imports {target}; the policy is pure."
        for module in modules()
        if module.part in ("policy", "model")
        for target in imports(module)
        if target.split(".")[0] in IMPURE
    ]
    assert not faults, "\n".join(faults)


def test_only_app_reads_the_clock() -> None:
    """`now` is an argument everywhere; the clock is read in worker.app and nowhere else."""
    faults = [
        f"{module.name}:{node.lineno} reads the clock."
        for module in modules()
        if module.name != "worker.app" and module.part != "demo"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute) and node.attr in ("now", "utcnow", "today")
        if isinstance(node.value, ast.Name) and node.value.id in ("datetime", "date", "time")
    ]
    assert not faults, "\n".join(faults)


def test_nothing_happens_at_import() -> None:
    """A module holds definitions and constants; no statement of it does anything when it is imported."""
    quiet = (
        ast.Import,
        ast.ImportFrom,
        ast.FunctionDef,
        ast.AsyncFunctionDef,
        ast.ClassDef,
        ast.Assign,
        ast.AnnAssign,
    )
    faults = [
        f"{module.name}:{node.lineno} does something when it is imported."
        for module in modules()
        if module.name not in ("worker.__main__", "worker.adapters.log.migrations.env")
        for node in module.tree.body
        if not isinstance(node, quiet)
        and not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
        and not (isinstance(node, ast.Expr) and module.name == "worker.adapters.log.tables")
    ]
    assert not faults, "\n".join(faults)


def test_constants_only_make_values() -> None:
    """A module-level assignment calls only what gives a value: frozen classes of ours, and functions that are pure."""
    trees = {module.name: module.tree for module in modules()}
    pure = {
        module.name for module in modules() if not {each.split(".")[0] for each in imports(module)} & IMPURE
    }
    classes = {f"{module.name}.{node.name}" for module in modules() for node in _classes(module)}
    faults = [
        f"{name}:{call.line} calls {call.words} when it is imported."
        for name in trees
        for call in calls(trees, name)
        if call.origin not in MAKES_A_VALUE | classes
        if call.origin.rpartition(".")[0] not in pure
        if not (call.origin.startswith("sqlalchemy.") and name.startswith("worker.adapters.log."))
        or call.origin.startswith("sqlalchemy.create_engine")
    ]
    assert not faults, "\n".join(faults)


def test_a_room_is_one_thing() -> None:
    """Within a room every file is joined to the others by imports; what stands alone belongs somewhere else."""
    graph = {module.name: set(imports(module)) for module in modules()}
    rooms = {name for name in graph if any(other.startswith(f"{name}.") for other in graph)} - {
        "worker",
        *ISLANDS,
    }
    faults = [
        f"In {room}, {' and '.join(sorted(island))} stand apart from the rest."
        for room in sorted(rooms)
        for island in _islands(room, graph)
    ]
    assert not faults, "\n".join(faults)


def _islands(room: str, graph: dict[str, set[str]]) -> list[set[str]]:
    """The groups of files, and of rooms within the room, that no import joins to the greatest group."""
    groups = [
        {_in(room, name)} for name in graph if name.startswith(f"{room}.") and _in(room, name) not in ISLANDS
    ]
    asked = defaultdict[str, set[str]](set)
    for name, targets in graph.items():
        # A room within a floor, like jobs/ingest, asks as one; a file of a floor asks for itself.
        asks = name if name.count(".") < 3 or _in(room, name) else name.rpartition(".")[0]
        if room in EQUALS or name.startswith(room):
            asked[asks] |= {_in(room, each) for each in (*targets, name)} - {""}
    for joined in asked.values():
        touched = [group for group in groups if group & joined]
        groups = [group for group in groups if group not in touched] + [set[str]().union(*touched)]
    return sorted((group for group in groups if group), key=len)[:-1]


def _in(room: str, name: str) -> str:
    """The file of the room, or the room within it, that this module is or belongs to."""
    depth = room.count(".") + 2
    return ".".join(name.split(".")[:depth]) if name.startswith(f"{room}.") else ""


def test_no_name_twice() -> None:
    """A class has a name of its own, and so has a file, but for a few that are named after each other."""
    classes, files = defaultdict(list), defaultdict(list)
    for module in modules():
        files[module.name.rpartition(".")[2]].append(module.name)
        for node in _classes(module):
            classes[node.name].append(module.name)
    twice = [
        f"{name} is a class in {' and '.join(homes)}." for name, homes in classes.items() if len(homes) > 1
    ]
    twice += [
        f"{name} is a file in {' and '.join(homes)}."
        for name, homes in files.items()
        if len(homes) > 1 and name not in SAME_NAME
    ]
    assert not twice, "\n".join(twice)


def test_every_exception_is_still_needed() -> None:
    """An exception that nobody needs any more would hide the next fault."""
    names = [module.name for module in modules()]
    ends = [name.rpartition(".")[2] for name in names]
    assert {name for name in SAME_NAME if ends.count(name) < 2} == set()
    assert {*EQUALS, *ISLANDS} <= set(names)


def test_no_inheritance() -> None:
    """Classes inherit only from exceptions, enums and what a library asks for."""
    own = {node.name for module in modules() for node in _classes(module) if _bases(node) & ALLOWED_BASES}
    faults = [
        f"{module.name}:{node.lineno} {node.name} inherits from {', '.join(sorted(wrong))}."
        for module in modules()
        for node in _classes(module)
        if (wrong := _bases(node) - ALLOWED_BASES - own)
    ]
    assert not faults, "\n".join(faults)


def _classes(module: Module) -> list[ast.ClassDef]:
    return [node for node in ast.walk(module.tree) if isinstance(node, ast.ClassDef)]


def _bases(node: ast.ClassDef) -> set[str]:
    plain = (base.value if isinstance(base, ast.Subscript) else base for base in node.bases)
    return {ast.unparse(base).split(".")[-1] for base in plain}


def test_one_broad_except() -> None:
    """Only the loop over messages catches everything, because the message behind must go on."""
    faults = [
        f"{module.name}:{node.lineno} catches everything."
        for module in modules()
        if module.name != "worker.jobs.ingest.ingest"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or ast.unparse(node.type) in ("Exception", "BaseException"))
    ]
    assert not faults, "\n".join(faults)


def test_no_plain_dict_crosses_a_border() -> None:
    """What a public function takes or gives has a name and fields, so that a reader knows what is in it."""
    faults = [
        f"{module.name}:{function.lineno} {function.name} has a dict in its signature."
        for module in modules()
        if module.name.count(".") < 3  # inside one adapter a dict may travel
        for function in functions(module)
        if not function.name.startswith("_")
        for annotation in _annotations(function)
        if "dict[" in ast.unparse(annotation)
    ]
    assert not faults, "\n".join(faults)


def _annotations(function: ast.FunctionDef) -> Iterator[ast.expr]:
    yield from (argument.annotation for argument in _arguments(function) if argument.annotation)
    if function.returns:
        yield function.returns


def test_budgets() -> None:
    """Modules and functions stay small enough to be read at one sitting."""
    faults = [
        f"{module.name} has {module.lines} lines." for module in modules() if module.lines > LONGEST_MODULE
    ]
    for module in modules():
        faults += [fault for function in functions(module) for fault in _over_budget(module, function)]
    assert not faults, "\n".join(faults)


def test_nine_functions_in_ten_are_short() -> None:
    """Nine functions in ten have at most twenty lines."""
    sizes = sorted(_size(function) for module in modules() for function in functions(module))
    assert sizes[len(sizes) * 9 // 10] <= USUAL_FUNCTION


def functions(module: Module) -> list[ast.FunctionDef]:
    """Every function and method of a module."""
    return [node for node in ast.walk(module.tree) if isinstance(node, ast.FunctionDef)]


def _over_budget(module: Module, function: ast.FunctionDef) -> Iterator[str]:
    place = f"{module.name}:{function.lineno} {function.name}"
    if _size(function) > LONGEST_FUNCTION:
        yield f"{place} has {_size(function)} lines."
    parameters = [argument.arg for argument in _arguments(function) if argument.arg not in ("self", "cls")]
    if len(parameters) > MOST_PARAMETERS:
        yield f"{place} has {len(parameters)} parameters."
    if _depth(function) > DEEPEST_NESTING:
        yield f"{place} nests {_depth(function)} deep."


def _arguments(function: ast.FunctionDef) -> list[ast.arg]:
    return [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]


def _size(function: ast.FunctionDef) -> int:
    docstring = ast.get_docstring(function, clean=False)
    return (function.end_lineno or 0) - function.lineno + 1 - (docstring.count("\n") + 1 if docstring else 0)


def _depth(node: ast.AST) -> int:
    deeper = (ast.If, ast.For, ast.While, ast.With, ast.Try, ast.Match)
    inside = [child for child in ast.iter_child_nodes(node) if not isinstance(child, ast.FunctionDef)]
    below = max((_depth(child) for child in inside), default=0)
    # elif is a ladder, not a staircase: its If stands in the orelse of the one above it.
    ladder = isinstance(node, ast.If) and len(node.orelse) == 1 and isinstance(node.orelse[0], ast.If)
    return below + (isinstance(node, deeper) and not ladder)


def test_public_things_have_docstrings() -> None:
    """Every module, public class and public function says what it promises."""
    faults = [
        f"{module.name} has no docstring." for module in modules() if not ast.get_docstring(module.tree)
    ]
    for module in modules():
        faults += [
            f"{module.name}:{node.lineno} {node.name} has no docstring."
            for parent, node in _definitions(module)
            if not node.name.startswith("_")
            and not ast.get_docstring(node)
            and not isinstance(parent, ast.FunctionDef)
        ]
    assert not faults, "\n".join(faults)


def _definitions(module: Module) -> Iterator[tuple[ast.AST, ast.FunctionDef | ast.ClassDef]]:
    for parent in ast.walk(module.tree):
        for child in ast.iter_child_nodes(parent):
            if isinstance(child, ast.FunctionDef | ast.ClassDef):
                yield parent, child


def test_floors_are_in_order() -> None:
    """Every folder and file of the product has a floor; a new one must be given one here."""
    known = {*FLOORS, "root", "kill_point", "__main__"}
    assert {module.part for module in modules()} <= known
    assert all(lower != upper for lower, upper in pairwise(FLOORS))
