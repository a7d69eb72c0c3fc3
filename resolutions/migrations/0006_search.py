"""The search index: full-text tables in SQLite, inverted indexes in PostgreSQL."""

from django.db import migrations, models

PARTS = "title, pp, op, annex, fn"
SQLITE = [
    f"CREATE VIRTUAL TABLE search_pairs USING fts5({PARTS}, content='', tokenize='ascii')",
    f"CREATE VIRTUAL TABLE search_words USING fts5({PARTS}, content='', tokenize='ascii')",
]
# The cost keeps the planner from working the pairs of every row out where the index has them. Without COLLATE "C"
# the index would compare by the rules of the database's language, ten times as slowly, and differ from one to another.
POSTGRESQL = [
    """
    CREATE FUNCTION search_pairs(units text) RETURNS text[] LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 10000
    AS $$
    DECLARE characters text[] := string_to_array(units, NULL);
    BEGIN
        RETURN (
            SELECT array_agg(DISTINCT pair COLLATE "C") FROM (
                SELECT one || other AS pair FROM unnest(characters, characters[2:]) AS beside(one, other)
                WHERE one <> E'\\n' AND other <> E'\\n'
                UNION ALL
                SELECT one FROM unnest(characters) AS alone(one) WHERE one <> E'\\n'
            ) AS every
        );
    END
    $$
    """,
    "CREATE TABLE search_parts (id bigint NOT NULL, part text NOT NULL, text text NOT NULL)",
    "CREATE UNIQUE INDEX search_parts_once ON search_parts (id, part)",
    'CREATE INDEX search_parts_pairs ON search_parts USING gin ((search_pairs(text) COLLATE "C"))',
    "CREATE TABLE search_words (id bigint NOT NULL, words tsvector NOT NULL)",
    "CREATE UNIQUE INDEX search_words_once ON search_words (id)",
    "CREATE INDEX search_words_all ON search_words USING gin (words)",
]


def forwards(apps, schema_editor):
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement, None)


def backwards(apps, schema_editor):
    on_postgresql = schema_editor.connection.vendor == "postgresql"
    for table in ("search_words", "search_parts" if on_postgresql else "search_pairs"):
        schema_editor.execute(f"DROP TABLE {table}")
    if on_postgresql:
        schema_editor.execute("DROP FUNCTION search_pairs")


class Migration(migrations.Migration):
    dependencies = [("resolutions", "0005_reuse")]
    operations = [
        migrations.CreateModel(
            name="IndexState",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.CharField(max_length=80)),
                ("stamp", models.CharField(max_length=32)),
            ],
            options={"verbose_name": "索引状态", "verbose_name_plural": "索引状态"},
        ),
        migrations.CreateModel(
            name="Indexed",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("edition", models.OneToOneField(on_delete=models.deletion.CASCADE, related_name="indexed", to="resolutions.edition")),
            ],
            options={"verbose_name": "索引", "verbose_name_plural": "索引"},
        ),
        migrations.RunPython(forwards, backwards),
    ]
