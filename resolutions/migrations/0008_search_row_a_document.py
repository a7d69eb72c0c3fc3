"""The index in PostgreSQL: one row a document, where there was one for each of its parts and one for its words.

A word that most documents have is found in half as many rows, and a text is read in one piece. Pairs of characters
are kept as numbers, which no language of the database orders and which are indexed in two thirds of the time. The
texts are unpacked on the way (migration 0007). It takes as long as `manage.py reindex`.
"""

from django.db import migrations

FORWARDS = [
    # Each unit with the place of its part: see resolutions/search/backends/postgresql.py. Of the same unit there may be several,
    # which the index makes one. The cost keeps the planner from working the units of every row out.
    r"""
    CREATE FUNCTION search_units(texts text) RETURNS bigint[] LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 10000
    AS $$
    BEGIN
        RETURN (
            WITH parts AS (
                SELECT place << 42 AS tag, ARRAY(SELECT ascii(c)::bigint FROM unnest(string_to_array(part, NULL)) AS c) AS codes
                FROM unnest(string_to_array(texts, E'\n\n')) WITH ORDINALITY AS every(part, place)
            ), units AS (
                SELECT tag, one << 21 | other AS unit FROM parts, unnest(codes, codes[2:]) AS beside(one, other)
                WHERE one <> 10 AND other <> 10
                UNION ALL
                SELECT tag, one FROM parts, unnest(codes) AS alone(one) WHERE one <> 10
            )
            SELECT array_agg(tag | unit) FROM units
        );
    END
    $$
    """,
    "CREATE TABLE search_documents (id bigint NOT NULL, text text NOT NULL, words tsvector NOT NULL)",
    "ALTER TABLE search_documents ALTER text SET STORAGE EXTERNAL",
    r"""
    INSERT INTO search_documents
    SELECT id, concat_ws(E'\n\n', title, pp, op, annex, fn), words
    FROM search_words JOIN (
        SELECT id, coalesce(max(text) FILTER (WHERE part = 'title'), '') AS title,
            coalesce(max(text) FILTER (WHERE part = 'pp'), '') AS pp,
            coalesce(max(text) FILTER (WHERE part = 'op'), '') AS op,
            coalesce(max(text) FILTER (WHERE part = 'annex'), '') AS annex,
            coalesce(max(text) FILTER (WHERE part = 'fn'), '') AS fn
        FROM search_words LEFT JOIN search_parts USING (id) GROUP BY id
    ) AS texts USING (id)
    """,
    "CREATE UNIQUE INDEX search_documents_once ON search_documents (id)",
    # What is put off until much has come together would hold up one writer of twenty for a second.
    """
    CREATE INDEX search_documents_all ON search_documents USING gin (search_units(text), words) WITH (fastupdate = off)
    """,
    # Nothing that the planner would need: to count would take as long as to make the index.
    "ALTER TABLE search_documents ALTER words SET STATISTICS 0",
    "ALTER INDEX search_documents_all ALTER COLUMN 1 SET STATISTICS 0",
    "DROP TABLE search_parts",
    "DROP TABLE search_words",
    "DROP FUNCTION search_pairs",
    "ANALYZE search_documents (id)",
]


def forwards(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for statement in FORWARDS:
            schema_editor.execute(statement, None)


class Migration(migrations.Migration):
    dependencies = [("resolutions", "0007_search_texts_as_they_are")]
    operations = [migrations.RunPython(forwards)]
