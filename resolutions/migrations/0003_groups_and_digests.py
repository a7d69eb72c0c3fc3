"""The groups of staff, and what the editions of before are known by."""

import hashlib

from django.contrib.auth.management import create_permissions
from django.db import migrations

from ..language.characters import BLANKS, fold

EDITORS = ["add_upload", "change_upload", "view_upload", "view_resolution", "view_edition", "view_logentry"]
GROUPS = {"编辑": EDITORS, "发布": [*EDITORS, "publish_resolution", "settle_citation"]}


def make_groups(apps, schema_editor):
    for label in ("admin", "resolutions"):
        app = apps.get_app_config(label)
        app.models_module = True
        create_permissions(app, apps=apps, verbosity=0, using=schema_editor.connection.alias)
        app.models_module = None
    permissions = apps.get_model("auth", "Permission").objects
    for name, codenames in GROUPS.items():
        group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=name)
        group.permissions.add(*permissions.filter(codename__in=codenames, content_type__app_label__in=["admin", "resolutions"]))


def fill_digests(apps, schema_editor):
    paragraphs = apps.get_model("resolutions", "Paragraph").objects
    for edition in apps.get_model("resolutions", "Edition").objects.filter(digest="").only("sha256").iterator(500):
        texts = paragraphs.filter(edition=edition).order_by("position").values_list("text", flat=True)
        edition.digest = edition.sha256
        edition.text_sha256 = hashlib.sha256("\n".join(BLANKS.sub("", fold(t)) for t in texts).encode()).hexdigest()
        edition.save(update_fields=["digest", "text_sha256"])


class Migration(migrations.Migration):

    dependencies = [
        ("resolutions", "0002_staff_review"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("admin", "0003_logentry_add_action_flag_choices"),
    ]

    operations = [
        migrations.RunPython(make_groups, migrations.RunPython.noop),
        migrations.RunPython(fill_digests, migrations.RunPython.noop),
    ]
