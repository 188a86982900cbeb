"""Templates: where they are found, and what they may do.

The user's folder comes first, then our own (in a wheel inside the package, in a checkout at the top
of the repository), then the folder `templates` of the plug-in that brings the channel, and last
`default.txt.j2`. A channel's text is `blog.txt.j2`; what a platform has a field of its own for is
`blog.title.txt.j2`, `blog.tags.txt.j2` and `blog.comment.txt.j2`. Templates run in Jinja's sandbox and within limits: a loop that does not end, or a
text that grows without one, is stopped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Literal, NamedTuple

from jinja2 import (
    BaseLoader,
    Environment,
    StrictUndefined,
    Template,
    TemplateNotFound,
    nodes,
    pass_context,
)
from jinja2.exceptions import SecurityError
from jinja2.loaders import split_template_path
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer

from repurpose import plugins
from repurpose.errors import TemplateError
from repurpose.rendering import locales
from repurpose.rendering.fit import DoesNotFit, shorten
from repurpose.rendering.hashtags import hashtag
from repurpose.rendering.markdown import markdown
from repurpose.rendering.naming import DEFAULT, file_name
from repurpose.rendering.plain import Quotation
from repurpose.text.quotation import quoted

Origin = Literal["own", "built in", "plug-in"]
_INSTALL = "install it again: pip install --force-reinstall repurpose-cli"
MOST_STEPS = 20_000  # of all loops of one rendering together
MOST_CHARACTERS = 100_000  # of one rendering, and of one value on the way


def own_folder() -> Traversable:
    """Our own templates: in the package, else at the top of the repository.

    Raises:
        TemplateError: they are in neither; the installation is broken.
    """
    packed = files("repurpose") / "templates"
    checkout = Path(__file__).resolve().parents[3] / "templates"
    for folder in (packed, checkout):
        if (folder / DEFAULT).is_file():
            return folder
    raise TemplateError(
        "the templates of repurpose are missing from its installation",
        hint=_INSTALL,
    )


class Found(NamedTuple):
    """A template's file. `origin`: whose it is."""

    name: str
    file: Traversable
    origin: Origin


class Templates:
    """The templates of one run.

    Args:
        template_dir: The user's folder; its files replace ours of the same name.
    """

    def __init__(self, template_dir: Path | None = None) -> None:
        self._folders: list[Traversable] = [own_folder()]
        self._origins: list[Origin] = ["built in"]
        if template_dir is not None:
            self._folders.insert(0, template_dir)
            self._origins.insert(0, "own")
        self.environment = BoundedEnvironment(Folders(self._folders))

    def find(self, channel: str, field: str = "text") -> Template:
        """A channel's template for one of the fields of `repurpose.rendering.naming`.

        Raises:
            TemplateError: it cannot be read.
            jinja2.TemplateSyntaxError: it is no template.
        """
        self._with_plugin(channel)
        names = [file_name(channel, field), file_name("default", field)]
        return self.environment.select_template(names)

    def locate(self, channel: str, field: str = "text") -> Found:
        """The file of a channel's template, unread."""
        self._with_plugin(channel)
        own, default = file_name(channel, field), file_name("default", field)
        return self.locate_file(own) or self.locate_file(default) or self._missing(default)

    def locate_file(self, name: str) -> Found | None:
        """A file of the templates by its name: shared/words.j2."""
        for folder, origin in zip(self._folders, self._origins, strict=True):
            if (file := folder.joinpath(*name.split("/"))).is_file():
                return Found(name, file, origin)
        return None

    def _missing(self, name: str) -> Found:
        raise TemplateError("is missing from the installation", where=name, hint=_INSTALL)

    def _with_plugin(self, channel: str) -> None:
        if self.locate_file(file_name(channel)) is None:
            folder = _plugin_folder(channel)
            if folder is not None and folder not in self._folders:
                self._folders.append(folder)
                self._origins.append("plug-in")


def _plugin_folder(channel: str) -> Traversable | None:
    """The folder `templates` in the package of the plug-in that brings a channel."""
    if channel not in plugins.names("publishers"):
        return None
    plugin = plugins.load("publishers", channel)
    package = str(plugin.__module__).rpartition(".")[0] or str(plugin.__module__)
    folder = files(package) / "templates"
    return folder if folder.is_dir() else None


class Folders(BaseLoader):
    """Loads a template from the first of some folders that has it.

    Args:
        folders: Looked at anew each time; may grow.
    """

    def __init__(self, folders: list[Traversable]) -> None:
        self._folders = folders
        self.files: set[str] = set()  # all that was loaded

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        parts = split_template_path(template)
        for folder in self._folders:
            file = folder.joinpath(*parts)
            if file.is_file():
                self.files.add(str(file))
                return _text(file), str(file), lambda: True
        raise TemplateNotFound(template)


def _text(file: Traversable) -> str:
    try:
        return file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise TemplateError(
            "is not UTF-8", where=f"{file}:{line}", hint="save it as UTF-8 in your editor"
        ) from error
    except OSError as error:
        raise TemplateError(
            f"cannot be read: {error.strerror}", where=str(file), hint="see its permissions"
        ) from error


class BoundedEnvironment(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, and bounds for what a template may use up. Plain text: nothing is escaped."""

    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(self, folders: Folders) -> None:
        super().__init__(
            loader=folders,
            undefined=StrictUndefined,
            autoescape=False,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self.folders = folders
        self._steps = 0
        self.globals = {name: self.globals[name] for name in ("range", "dict", "namespace")}
        for name in _NO_FILTERS.split():
            del self.filters[name]
        self.filters |= {"hashtag": hashtag, "quoted": _quoted, "shorten": _shorten}
        self.filters |= {"number": _number, "day": _day, "markdown": markdown}
        self.filters |= {_COUNTED: self._counted, _BOUNDED: _bounded}

    def text_of(self, template: Template, names: dict[str, Any]) -> str:
        """What a template gives, within the bounds.

        Raises:
            SecurityError: it does what it may not, or goes beyond a bound.
            Exception: whatever a template's own expressions raise.
        """
        self._steps = 0
        text: list[str] = []
        size = 0
        for piece in template.generate(names):
            size += len(piece)
            if size > MOST_CHARACTERS:
                raise SecurityError(_TOO_LONG)
            text.append(piece)
        return "".join(text)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        if operator == "*":
            _check_product(left, right)
        elif operator == "**":
            raise SecurityError("the operator ** is not for templates")
        elif operator == "%" and isinstance(left, str | bytes):
            raise SecurityError("texts are joined by ~, not by %")
        return _bounded(super().call_binop(context, operator, left, right))

    def is_safe_callable(self, obj: Any) -> bool:
        """Methods of text that fill up to a width could fill the memory."""
        return getattr(obj, "__name__", "") not in _FILLING and super().is_safe_callable(obj)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        _Bounds(self).visit(tree)
        return tree

    def _counted(self, items: Iterable[Any]) -> Iterator[Any]:
        for item in items:
            self._steps += 1
            if self._steps > MOST_STEPS:
                raise SecurityError(f"its loops take more than {MOST_STEPS:,} steps")
            yield item


class _Bounds(NodeTransformer):
    """Counts the steps of each loop, and checks the length of each text joined by ~."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment

    def visit_For(self, node: nodes.For) -> nodes.Node:
        self.generic_visit(node)
        node.iter = self._through(_COUNTED, node.iter)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:
        self.generic_visit(node)
        return self._through(_BOUNDED, node)

    def _through(self, name: str, node: nodes.Node) -> nodes.Filter:
        through = nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)
        through.set_environment(self._environment)
        return through


@pass_context
def _quoted(context: Context, text: str) -> str:
    marked = quoted(text, context["locale"])
    return Quotation(marked) if isinstance(text, Quotation) else marked


@pass_context
def _shorten(context: Context, text: str, limit: int) -> str:
    """To at most `limit` characters."""
    if isinstance(text, Quotation) and len(text) > limit:
        raise DoesNotFit(f"has {len(text)} of {limit} characters, and a quote is not shortened")
    return shorten(text, limit, "code-points", context["language"])


@pass_context
def _number(context: Context, value: float) -> str:
    """As the language and the country write it: 1’000."""
    return locales.number(value, context["locale"])


@pass_context
def _day(context: Context, iso: str) -> str:
    """A date of ISO 8601, written out: 5. März 2027; empty where there is none."""
    return locales.day(iso, context["locale"]) if iso else ""


def _bounded(value: Any) -> Any:
    if isinstance(value, str | bytes | list | tuple) and len(value) > MOST_CHARACTERS:
        raise SecurityError(_TOO_LONG)
    return value


def _check_product(left: Any, right: Any) -> None:
    for items, times in ((left, right), (right, left)):
        grows = isinstance(items, str | bytes | list | tuple) and isinstance(times, int)
        if grows and len(items) * times > MOST_CHARACTERS:
            raise SecurityError(_TOO_LONG)


_TOO_LONG = f"makes more than {MOST_CHARACTERS:,} characters"
_COUNTED, _BOUNDED = "counted steps", "bounded length"  # no names that a template could write
_FILLING = frozenset({"center", "ljust", "rjust", "zfill", "expandtabs", "format", "format_map"})
# For HTML and columns, or able to fill the memory.
_NO_FILTERS = "batch center format indent pprint random slice tojson urlize xmlattr"
