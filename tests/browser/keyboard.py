"""What a person does who has no mouse."""

from playwright.sync_api import Locator, Page


def reach(page: Page, target: Locator) -> None:
    """Press Tab until the target has the keyboard."""
    target.wait_for()
    for _press in range(150):
        if target.evaluate("e => e === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not reach {target}")


def follow(page: Page, target: Locator) -> None:
    """Reach a link or a button, and press it."""
    reach(page, target)
    page.keyboard.press("Enter")
