"""The model of an edition that the search index holds is called IndexedEdition."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("resolutions", "0009_search_lines_and_long_words")]
    operations = [migrations.RenameModel("Indexed", "IndexedEdition")]
