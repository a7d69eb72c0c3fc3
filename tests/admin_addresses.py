"""What each kind of visitor gets at every page of the admin. Names in braces stand for the keys of rows."""

Statuses = tuple[int, int, int, int]
Rows = dict[str, list[tuple[str, Statuses]]]

PAGES = {
    "": "",
    "add/": "add/",
    "<path:object_id>/history/": "{%s}/history/",
    "<path:object_id>/delete/": "{%s}/delete/",
    "<path:object_id>/change/": "{%s}/change/",
    "<path:object_id>/": "{%s}/",  # leads to the page of change, whoever may see that
}
REFUSED = (403, 403, 403, 403, 403, 302)
LED_ON = (403, 403, 403, 403, 302, 302)  # to a page of the desk, which refuses
# At each of these pages of a model: what staff without permissions get, and superusers.
MODELS = {
    "admin/logentry": (REFUSED, (200, 403, 200, 403, 200, 302)),
    "auth/group": (REFUSED, (200, 200, 200, 200, 200, 302)),
    "auth/user": (REFUSED, (200, 200, 200, 200, 200, 302)),
    "resolutions/edition": (REFUSED, (200, 403, 200, 403, 200, 302)),
    "resolutions/resolution": (LED_ON, (200, 403, 200, 403, 302, 302)),
    "resolutions/settlement": (REFUSED, (200, 403, 200, 403, 200, 302)),
    "resolutions/upload": (LED_ON, (200, 200, 200, 403, 302, 302)),
}
DEEDS = ("publish", "undo", "discard", "reopen")
BATCH = "00000000-0000-4000-8000-000000000017"

OTHERS: Rows = {
    "": [("", (302, 302, 200, 200))],
    "login/": [("login/", (200, 200, 302, 302))],
    "logout/": [("logout/", (302, 302, 405, 405))],
    "password_change/": [("password_change/", (302, 302, 200, 200))],
    "password_change/done/": [("password_change/done/", (302, 302, 200, 200))],
    "second-factor/": [("second-factor/", (302, 302, 200, 200))],
    "second-factor/set-up/": [("second-factor/set-up/", (302, 302, 302, 302))],  # nothing is begun
    "second-factor/off/": [("second-factor/off/", (302, 302, 302, 302))],  # nothing is on
    "autocomplete/": [("autocomplete/", (302, 302, 403, 403))],  # no field asks for it
    "jsi18n/": [("jsi18n/", (302, 302, 200, 200))],
    "r/<path:content_type_id>/<path:object_id>/": [("r/{type}/{resolution}/", (302, 302, 302, 302))],
    "^(?P<app_label>resolutions|admin|auth)/$": [
        (f"{label}/", (302, 302, 404, 200)) for label in ("resolutions", "admin", "auth")
    ],
    "(?P<url>.*)$": [("nothing/", (302, 302, 404, 404)), ("nothing", (302, 302, 404, 404))],
    "auth/user/<id>/password/": [("auth/user/{user}/password/", (302, 302, 403, 200))],
    "resolutions/resolution/<int:pk>/standing/": [("resolutions/resolution/{resolution}/standing/", (302, 302, 403, 200))],
    "resolutions/resolution/<int:pk>/correct/": [("resolutions/resolution/{resolution}/correct/", (302, 302, 405, 405))],
    "resolutions/upload/<int:pk>/review/": [("resolutions/upload/17/review/", (302, 302, 403, 200))],
    "resolutions/upload/<int:pk>/confirm/": [("resolutions/upload/17/confirm/", (302, 302, 403, 200))],
    "resolutions/upload/batch/<uuid:pk>/": [(f"resolutions/upload/batch/{BATCH}/", (302, 302, 403, 200))],
    **{
        f"resolutions/upload/<int:pk>/{deed}/": [(f"resolutions/upload/17/{deed}/", (302, 302, 405, 405))]
        for deed in DEEDS
    },
}  # fmt: skip


def rows() -> Rows:
    """Every address pattern of the admin, without admin/, with addresses to ask for."""
    found = dict(OTHERS)
    for model, (staff, superuser) in MODELS.items():
        name = model.rpartition("/")[2]
        for (route, page), few, all_ in zip(PAGES.items(), staff, superuser, strict=True):
            address = f"{model}/{page % name if '%' in page else page}"
            found[f"{model}/{route}"] = [(address, (302, 302, few, all_))]
    return found
