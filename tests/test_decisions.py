"""Every decision record carries its number, once, and stands in the index under its own title."""

from fractional.local.catalogue import ROOT

FOLDER = ROOT / "docs" / "decisions"


def test_the_index_lists_every_record_under_its_number_and_title() -> None:
    records = sorted(path for path in FOLDER.glob("*.md") if path.name != "README.md")
    titles = [path.read_text().splitlines()[0].removeprefix("# ") for path in records]
    assert [int(path.name[:4]) for path in records] == [int(title.partition(".")[0]) for title in titles]
    listed = [line for line in (FOLDER / "README.md").read_text().splitlines() if line.startswith("- ")]
    assert listed == [f"- [{title}]({path.name})" for title, path in zip(titles, records, strict=True)]


def test_no_two_records_have_one_number() -> None:
    numbers = [path.name[:4] for path in FOLDER.glob("0*.md")]
    assert len(numbers) == len(set(numbers))
