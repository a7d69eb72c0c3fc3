"""Texts that are looked at for a phrase are kept unpacked in PostgreSQL: to unpack one takes longer than to read it.

Those that are there already stay as they are until `manage.py reindex`.
"""

from django.db import migrations


def forwards(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE search_parts ALTER text SET STORAGE EXTERNAL", None)


def backwards(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE search_parts ALTER text SET STORAGE EXTENDED", None)


class Migration(migrations.Migration):
    dependencies = [("resolutions", "0006_search")]
    operations = [migrations.RunPython(forwards, backwards)]
