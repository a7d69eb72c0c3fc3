"""The lines of each indexed edition in one piece, for what answers show, and the long words of each text.

What is there is filled in, and PostgreSQL's index is made anew: it takes as long as `manage.py reindex`.
"""

from django.db import migrations, models

from ..search.index_entry import PART_OF, PARTS, build_entry, serialize_lines
from ..un.segmentation import segment

BATCH = 200
WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F) if not chr(code).isalnum()}  # as in search/sqlite.py
BEFORE = {
    "sqlite": [f"CREATE VIRTUAL TABLE search_long USING fts5({', '.join(PARTS)}, content='', tokenize='ascii')"],
    "postgresql": [
        # As they are: to unpack them takes longer than to read them.
        "ALTER TABLE resolutions_indexedlines ALTER text SET STORAGE EXTERNAL",
        'CREATE TABLE search_long (id bigint NOT NULL, long text[] COLLATE "C" NOT NULL)',
    ],
}
AFTER = {
    "sqlite": [],
    "postgresql": [
        # A new table: rows that are changed where they stand would be indexed twice.
        """
        CREATE TABLE search_documents_new
        (id bigint NOT NULL, text text NOT NULL, words tsvector NOT NULL, long text[] COLLATE "C" NOT NULL)
        """,
        "ALTER TABLE search_documents_new ALTER text SET STORAGE EXTERNAL",
        "ALTER TABLE search_documents_new ALTER words SET STATISTICS 0, ALTER long SET STATISTICS 0",
        "INSERT INTO search_documents_new SELECT * FROM search_documents JOIN search_long USING (id) ORDER BY id",
        "DROP TABLE search_documents",
        "DROP TABLE search_long",
        "ALTER TABLE search_documents_new RENAME TO search_documents",
        "CREATE UNIQUE INDEX search_documents_once ON search_documents (id)",
        """
        CREATE INDEX search_documents_all ON search_documents USING gin (search_units(text), long)
        WITH (fastupdate = off)
        """,
        "ALTER INDEX search_documents_all ALTER COLUMN 1 SET STATISTICS 0",
        "ANALYZE search_documents (id)",
    ],
}


def forwards(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    for statement in BEFORE[vendor]:
        schema_editor.execute(statement, None)
    kept = apps.get_model("resolutions", "IndexedLines").objects
    indexed = list(apps.get_model("resolutions", "Indexed").objects.order_by("pk").values_list("pk", "edition"))
    with schema_editor.connection.cursor() as cursor:
        for at in range(0, len(indexed), BATCH):
            entries = entries_of(apps, indexed[at : at + BATCH])
            kept.bulk_create(kept.model(edition_id=pk, text=serialize_lines(entry.lines)) for pk, entry in entries.items())
            for entry in entries.values():
                words = [sorted(entry.long.get(part, ())) for part in PARTS]
                if vendor == "sqlite":
                    values = [" ".join(of_part).translate(WIDE) for of_part in words]
                    cursor.execute(f"INSERT INTO search_long (rowid, {', '.join(PARTS)}) VALUES (%s, %s, %s, %s, %s, %s)", [entry.id, *values])
                else:
                    long = [f"{place}{word}" for place, of_part in enumerate(words, 1) for word in of_part]
                    cursor.execute("INSERT INTO search_long VALUES (%s, %s)", [entry.id, long])
    for statement in AFTER[vendor]:
        schema_editor.execute(statement, None)


def entries_of(apps, indexed):
    """The entry of each edition, in four queries for all."""
    ids = {edition: ident for ident, edition in indexed}
    editions, headings, paragraphs, footnotes = (
        apps.get_model("resolutions", name).objects for name in ("Edition", "Heading", "Paragraph", "Footnote")
    )
    rows = {}
    for edition, meta in editions.filter(pk__in=ids).values_list("pk", "meta"):
        title = meta.get("title") or ""
        rows[edition] = [("title", "", title, segment(title))]
    headings, paragraphs, footnotes = (
        texts.filter(edition__in=ids).order_by("position") for texts in (headings, paragraphs, footnotes)
    )
    for edition, anchor, text in headings.values_list("edition", "before__ident", "text"):
        rows[edition].append(("title", anchor or "", text, segment(text)))
    for edition, part, anchor, text, words in paragraphs.values_list("edition", "part", "ident", "text", "words"):
        rows[edition].append((PART_OF[part], anchor, text, words.split("\n")))
    for edition, anchor, text in footnotes.values_list("edition", "ident", "text"):
        rows[edition].append(("fn", anchor, text, segment(text)))
    return {edition: build_entry(ids[edition], own) for edition, own in rows.items()}


def backwards(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TABLE search_long")
    else:
        schema_editor.execute("ALTER TABLE search_documents DROP long")
        schema_editor.execute(
            "CREATE INDEX search_documents_all ON search_documents USING gin (search_units(text), words) "
            "WITH (fastupdate = off)"
        )


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
        migrations.RunPython(forwards, backwards),
    ]
