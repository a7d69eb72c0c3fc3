"""Make the groups of staff, and fill in the digests of the editions that are there.

What folds a text for its digest is frozen here as it was, so that nothing changes a digest later.
"""

import hashlib
import re
import unicodedata

import opencc
from django.contrib.auth.management import create_permissions
from django.db import migrations

EDITORS = ["add_upload", "change_upload", "view_upload", "view_resolution", "view_edition", "view_logentry"]
GROUPS = {"编辑": EDITORS, "发布": [*EDITORS, "publish_resolution", "settle_citation"]}
# Superscripts, letters that look like Latin ones, quotation marks, dots and dashes, what OpenCC leaves Traditional.
PLAIN = str.maketrans(
    "⁰¹²³⁴⁵⁶⁷⁸⁹АВЕКМНОРСТХаеорсхΑΒΕΖΗΙΚΜΝΟΡΤΥΧ「」『』﹁﹂﹃﹄〈〉．﹒–‐吿屆著覈羣",
    "0123456789ABEKMHOPCTXaeopcxABEZHIKMNOPTYX“”‘’“”‘’《》..--告届著核群",
)


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


def make_folding():
    """Return a table for str.translate: half width, Simplified, one character for one."""
    table = {}
    for code in (*range(0xFF01, 0xFF5F), *range(0x2F00, 0x2FD6), *range(0xF900, 0xFAD0)):
        plain = unicodedata.normalize("NFKC", chr(code))
        if len(plain) == 1:
            table[code] = ord(plain)
    simplify = opencc.OpenCC("t2s").convert
    table.update({code: ord(simplify(chr(code))) for code in range(0x4E00, 0xA000)})
    table.update(PLAIN)
    return {code: table.get(plain, plain) for code, plain in table.items()}


def fill_digests(apps, schema_editor):
    folding = make_folding()
    paragraphs = apps.get_model("resolutions", "Paragraph").objects
    for edition in apps.get_model("resolutions", "Edition").objects.filter(digest="").only("sha256").iterator(500):
        texts = paragraphs.filter(edition=edition).order_by("position").values_list("text", flat=True)
        edition.digest = edition.sha256
        folded = "\n".join(re.sub(r"\s+", "", text.translate(folding)) for text in texts)
        edition.text_sha256 = hashlib.sha256(folded.encode()).hexdigest()
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
