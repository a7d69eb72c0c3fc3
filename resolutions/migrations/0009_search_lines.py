"""The lines of each indexed edition in one piece, for what answers show; some minutes for 25,000 documents."""

from django.db import migrations, models

from resolutions.folding import searchable
from resolutions.search.entry import PART_OF, packed

BATCH = 200


def forwards(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        # As they are: to unpack them takes longer than to read them.
        schema_editor.execute("ALTER TABLE resolutions_indexedlines ALTER text SET STORAGE EXTERNAL", None)
    kept = apps.get_model("resolutions", "IndexedLines").objects
    tables = [apps.get_model("resolutions", name).objects.order_by("position") for name in ("Heading", "Paragraph", "Footnote")]
    editions = list(apps.get_model("resolutions", "Indexed").objects.order_by("edition").values_list("edition", flat=True))
    for at in range(0, len(editions), BATCH):
        lines = {edition: [] for edition in editions[at : at + BATCH]}
        headings, paragraphs, footnotes = (rows.filter(edition__in=lines) for rows in tables)
        for edition, ident, text in headings.values_list("edition", "before__ident", "text"):
            lines[edition].append(("title", ident or "", text, searchable(text)))
        for edition, part, ident, text in paragraphs.values_list("edition", "part", "ident", "text"):
            lines[edition].append((PART_OF[part], ident, text, searchable(text)))
        for edition, ident, text in footnotes.values_list("edition", "ident", "text"):
            lines[edition].append(("fn", ident, text, searchable(text)))
        kept.bulk_create(kept.model(edition_id=edition, text=packed(own)) for edition, own in lines.items())


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
        migrations.RunPython(forwards, migrations.RunPython.noop),
    ]
