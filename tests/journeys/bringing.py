"""What a person does with any sheet: brings it, reads what is wrong in it, sees what it did."""

from typing import Any

from tests.journeys.screen import Screen


def bring(screen: Screen, target: str, name: str, content: bytes) -> None:
    """From the list of batches to the columns of a file."""
    screen.go(f"/console/sheets/bring/?target={target}")
    screen.at("sheet-bring")
    file: Any = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    screen.page.locator("input[type=file]").set_input_files(file)
    screen.submit()
    screen.at("sheet-map")


def totals(screen: Screen) -> dict[str, int]:
    said = screen.main.locator(".list-totals li").all_inner_texts()
    return {words.split()[0]: int(words.split()[1]) for words in said}


def told(screen: Screen) -> dict[str, tuple[str, str]]:
    """Of every cell that is wrong, over all pages: why, and what to do."""
    found: dict[str, tuple[str, str]] = {}
    while True:
        rows = screen.main.locator("#list tbody tr").evaluate_all(
            "all => all.map(row => [...row.cells].map(cell => cell.innerText))"
        )
        for cell, _column, _shown, why, do in rows:
            assert cell not in found
            found[cell] = (why, do)
        if not screen.main.locator("#list a[rel=next]").count():
            return found
        screen.main.locator("#list a[rel=next]").click()
        screen.page.wait_for_load_state()
