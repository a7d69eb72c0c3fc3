"""Keep the lines of each indexed edition in one piece, for what answers show, and the long words of each text.

The lines of the editions that are indexed are filled in: without them a search shows no document. Their long words
are not, since segmentation changes with its word list. The index is marked as made with other words, so search finds
the same in it by pairs of characters, on PostgreSQL more slowly and with less exact counts. `manage.py reindex` adds
the long words. Until then `manage.py check_index` says that the index is to be made again.

PostgreSQL builds its inverted index again, which takes minutes for a large corpus.
"""

import json
import unicodedata

import opencc
from django.db import migrations, models

VERSION = "migration 0009, no long words"
PART_OF = {"preamble": "pp", "operative": "op", "annex": "annex"}
SQLITE = ["CREATE VIRTUAL TABLE search_long USING fts5(title, pp, op, annex, fn, content='', tokenize='ascii')"]
POSTGRESQL = [
    # Uncompressed: to decompress them takes longer than to read them.
    "ALTER TABLE resolutions_indexedlines ALTER text SET STORAGE EXTERNAL",
    """ALTER TABLE search_documents ADD long text[] COLLATE "C" NOT NULL DEFAULT '{}'""",
    "ALTER TABLE search_documents ALTER long DROP DEFAULT, ALTER long SET STATISTICS 0",
    "DROP INDEX search_documents_all",
    """
    CREATE INDEX search_documents_all ON search_documents USING gin (search_units(text), long)
    WITH (fastupdate = off)
    """,
    "ALTER INDEX search_documents_all ALTER COLUMN 1 SET STATISTICS 0",
]
POSTGRESQL_BACKWARDS = [
    "ALTER TABLE search_documents DROP long",  # and with it the index
    """
    CREATE INDEX search_documents_all ON search_documents USING gin (search_units(text), words)
    WITH (fastupdate = off)
    """,
    "ALTER INDEX search_documents_all ALTER COLUMN 1 SET STATISTICS 0",
]
# Superscripts, letters that look like Latin ones, quotation marks, dots and dashes, what OpenCC leaves Traditional.
PLAIN = str.maketrans(
    "⁰¹²³⁴⁵⁶⁷⁸⁹АВЕКМНОРСТХаеорсхΑΒΕΖΗΙΚΜΝΟΡΤΥΧ“”„‟「」﹁﹂‘’‚‛『』﹃﹄〈〉．﹒–‐吿屆著覈羣",
    "0123456789ABEKMHOPCTXaeopcxABEZHIKMNOPTYX\"\"\"\"\"\"\"\"''''''''《》..--告届著核群",
)


class SearchableForms(dict):
    """The searchable form of each character, for str.translate: none of blanks and accents."""

    def __init__(self):
        self.folding = make_folding()

    def __missing__(self, code):
        form = chr(code)
        for _ in range(2):  # what folds may fold to what folds again
            form = unicodedata.normalize("NFKD", form).translate(self.folding).casefold()
        kept = [c for c in form if not c.isspace() and unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Mn", "Me")]
        self[code] = unicodedata.normalize("NFKC", "".join(kept)).translate(self.folding)
        return self[code]


def make_folding():
    """Return a table for str.translate: half width, Simplified, plain quotation marks, one character for one."""
    table = {}
    for code in (*range(0xFF01, 0xFF5F), *range(0x2F00, 0x2FD6), *range(0xF900, 0xFAD0)):
        plain = unicodedata.normalize("NFKC", chr(code))
        if len(plain) == 1:
            table[code] = ord(plain)
    simplify = opencc.OpenCC("t2s").convert
    table.update({code: ord(simplify(chr(code))) for code in range(0x4E00, 0xA000)})
    table.update(PLAIN)
    return {code: table.get(plain, plain) for code, plain in table.items()}


def change_tables(apps, schema_editor):
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement, None)


def restore_tables(apps, schema_editor):
    on_postgresql = schema_editor.connection.vendor == "postgresql"
    for statement in POSTGRESQL_BACKWARDS if on_postgresql else ["DROP TABLE search_long"]:
        schema_editor.execute(statement, None)


def fill_lines(apps, schema_editor):
    """Pack the headings, paragraphs and footnotes of each indexed edition: part, anchor, text, searchable form."""
    forms = SearchableForms()
    editions = apps.get_model("resolutions", "Indexed").objects.values_list("edition", flat=True)
    for edition in list(editions):
        headings, paragraphs, footnotes = (
            apps.get_model("resolutions", name).objects.filter(edition=edition).order_by("position")
            for name in ("Heading", "Paragraph", "Footnote")
        )
        lines = [("title", anchor or "", text) for anchor, text in headings.values_list("before__ident", "text")]
        for part, anchor, text in paragraphs.values_list("part", "ident", "text"):
            lines.append((PART_OF[part], anchor, text))
        lines += [("fn", anchor, text) for anchor, text in footnotes.values_list("ident", "text")]
        packed = json.dumps(
            [(part, anchor, text, text.translate(forms)) for part, anchor, text in lines],
            ensure_ascii=False,
            separators=(",", ":"),
        )
        apps.get_model("resolutions", "IndexedLines").objects.create(edition_id=edition, text=packed)


def mark_version(apps, schema_editor):
    """Let an index that holds documents not be trusted with long words."""
    if apps.get_model("resolutions", "Indexed").objects.exists():
        apps.get_model("resolutions", "IndexState").objects.update(version=VERSION)


class Migration(migrations.Migration):
    dependencies = [("resolutions", "0008_search_row_a_document")]
    operations = [
        migrations.CreateModel(
            name="IndexedLines",
            fields=[
                ("edition", models.OneToOneField(on_delete=models.deletion.CASCADE, primary_key=True, related_name="lines", serialize=False, to="resolutions.edition")),
                ("text", models.TextField()),
            ],
            options={"verbose_name": "索引中的行", "verbose_name_plural": "索引中的行"},
        ),
        migrations.RunPython(change_tables, restore_tables),
        migrations.RunPython(fill_lines, migrations.RunPython.noop),
        migrations.RunPython(mark_version, migrations.RunPython.noop),
    ]
