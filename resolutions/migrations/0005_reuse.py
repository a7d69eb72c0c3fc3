import django.db.models.deletion
from django.db import migrations, models


def without_rowid(apps, schema_editor):
    """SQLite keeps a table beside the index of its primary key; this one is nothing but its key: half the size."""
    if schema_editor.connection.vendor == 'sqlite':
        schema_editor.execute('DROP TABLE "resolutions_fingerprint"')
        schema_editor.execute(
            'CREATE TABLE "resolutions_fingerprint" ("hash" integer NOT NULL, "wording_id" bigint NOT NULL, '
            'PRIMARY KEY ("hash", "wording_id")) WITHOUT ROWID'
        )


class Migration(migrations.Migration):

    dependencies = [
        ('resolutions', '0004_edition_digest_once'),
    ]

    operations = [
        migrations.CreateModel(
            name='Wording',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=32, unique=True)),
                ('text', models.TextField()),
            ],
            options={
                'verbose_name': '措辞',
                'verbose_name_plural': '措辞',
            },
        ),
        migrations.CreateModel(
            name='Occurrence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('paragraph', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='occurrence', to='resolutions.paragraph')),
                ('resolution', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='occurrences', to='resolutions.resolution')),
                ('wording', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='occurrences', to='resolutions.wording')),
            ],
            options={
                'verbose_name': '出处',
                'verbose_name_plural': '出处',
            },
        ),
        migrations.CreateModel(
            name='Fingerprint',
            fields=[
                ('pk', models.CompositePrimaryKey('hash', 'wording', blank=True, editable=False, primary_key=True, serialize=False)),
                ('hash', models.IntegerField()),
                ('wording', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, to='resolutions.wording')),
            ],
            options={
                'verbose_name': '指纹',
                'verbose_name_plural': '指纹',
            },
        ),
        migrations.RunPython(without_rowid, migrations.RunPython.noop),
    ]
