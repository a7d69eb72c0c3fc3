"""Load the templates of this project without the white space that only their editors need.

A line break and the indentation after it are removed; inside an HTML tag they become one blank. A blank that
must stay is written inside a line or as {{ ' ' }}. Templates of Django and of other packages are not touched.
"""

import re

from django.template import Origin
from django.template.loaders import filesystem

_TEMPLATE_TAG = r"\{%.*?%\}|\{\{.*?\}\}"
_QUOTED = rf""" "(?>{_TEMPLATE_TAG}|[^"])*+" | '(?>{_TEMPLATE_TAG}|[^'])*+' """
_HTML_TAG = rf"<[a-zA-Z](?>{_TEMPLATE_TAG}|{_QUOTED}|[^>])*+>"
_LINE_BREAK = r"\n[ \t]*"
_TAG_OR_LINE_BREAK = re.compile(f"{_HTML_TAG}|{_LINE_BREAK}", re.VERBOSE)
_LINE_IN_COMMENT = "{% comment %}\n{% endcomment %}"


class Loader(filesystem.Loader):
    """Load a template from DIRS with its lines joined."""

    def get_contents(self, origin: Origin) -> str:
        source = str(super().get_contents(origin))
        return join_lines(source, keep_line_numbers=self.engine.debug)


def join_lines(source: str, *, keep_line_numbers: bool = False) -> str:
    """Return a template without its line breaks and the indentation after them.

    With `keep_line_numbers` each line break is kept in a comment, so that messages about an error count lines
    as the file does. The page that is rendered is the same.
    """
    kept = _LINE_IN_COMMENT if keep_line_numbers else ""

    def joined(match: re.Match[str]) -> str:
        if match[0].startswith("<"):
            return re.sub(_LINE_BREAK, " " + kept, match[0])
        return kept

    return _TAG_OR_LINE_BREAK.sub(joined, source)
